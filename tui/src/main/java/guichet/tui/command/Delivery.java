package guichet.tui.command;

import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings what was released to an outcome: by itself where no other process runs the channels, else by waiting for that one.
final class Delivery {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;

    private final Workspace vault;

    Delivery(Workspace vault) {
        this.vault = vault;
    }

    /// @param status   the contract's word
    /// @param sentence its key in the bundle
    /// @param words    why it waits, failed or is unknown, as the server said
    record Result(String status, String sentence, Optional<String> words, Exit exit) {
    }

    Result deliver(List<OutboxId> ids) throws VaultException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<OutboxRow> rows = rows(ids);
        while (rows.stream().anyMatch(Delivery::isUnderWay) && System.nanoTime() < deadline) {
            Optional<CourierLock> lock = CourierLock.tryTake(vault.vault().folder());
            if (lock.isPresent()) {
                try (CourierLock _ = lock.get()) {
                    vault.courier().recover();
                    vault.courier().deliverDue();
                }
                return result(rows(ids));
            }
            pause();
            rows = rows(ids);
        }
        return result(rows);
    }

    private List<OutboxRow> rows(List<OutboxId> ids) throws VaultException {
        return vault.vault().read(tx -> {
            List<OutboxRow> rows = new ArrayList<>();
            for (OutboxId id : ids) {
                vault.outbox().find(tx, id).ifPresent(rows::add);
            }
            return rows;
        });
    }

    /// Whether it may still have an outcome soon: a row that was tried and waits has had its turn.
    private static boolean isUnderWay(OutboxRow row) {
        return switch (row.state()) {
            case WAITING -> row.attempts() == 0;
            case CONNECTING, SENDING -> true;
            case COUNTING, SENT, FAILED, UNKNOWN, WITHDRAWN, HELD -> false;
        };
    }

    static Result result(List<OutboxRow> rows) {
        Optional<String> words = rows.stream().flatMap(row -> row.error().stream()).findFirst();
        if (any(rows, OutboxRow.State.UNKNOWN)) {
            return new Result("unknown", "send.unknown", words, Exit.FAILED);
        }
        if (any(rows, OutboxRow.State.FAILED) || any(rows, OutboxRow.State.WITHDRAWN)) {
            return new Result("failed", "send.failed", words, Exit.FAILED);
        }
        if (any(rows, OutboxRow.State.HELD)) {
            return new Result("refused", "send.held", words, Exit.REFUSED);
        }
        boolean all = rows.stream().allMatch(row -> row.state() == OutboxRow.State.SENT);
        return all
                ? new Result("sent", "send.sent", words, Exit.DONE)
                : new Result("queued", "send.queued", words, Exit.DONE);
    }

    private static boolean any(List<OutboxRow> rows, OutboxRow.State state) {
        return rows.stream().anyMatch(row -> row.state() == state);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }
}
