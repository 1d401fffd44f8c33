package guichet.tui.command;

import guichet.inbox.Channel;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.vault.CourierLock;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalChannel;
import guichet.transports.signal.SignalSetback;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings what was released to an outcome: by itself where no other process runs the channels, else by waiting for that one.
final class Delivery {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 50;
    /// signal-cli takes seconds to start, and minutes to send where the network is bad: to give up makes unknown what would have been known.
    private static final Duration LONGEST = Duration.ofMinutes(12);

    private final Workspace vault;

    Delivery(Workspace vault) {
        this.vault = vault;
    }

    /// @param status   the contract's word
    /// @param sentence its key in the bundle
    /// @param rows what the outbox says now
    record Result(String status, String sentence, List<OutboxRow> rows, Exit exit) {
        Result {
            rows = List.copyOf(rows);
        }

        /// Says why it waits, failed or is unknown, and until when it waits.
        void tellWords(Workspace vault, Output out) {
            Optional<OutboxRow> troubled = rows.stream().filter(row -> row.error().isPresent()).findFirst();
            troubled.ifPresent(row -> {
                String words = row.error().orElseThrow();
                out.tell("send.words", Troubles.sentence(words, out.sentences()));
                SignalSetback.challenge(words).ifPresent(_ -> out.tell("send.captcha", row.id()));
                if (row.isPutOff()) {
                    out.tell("send.again-at", out.sentences().time(row.notBefore(), vault.clock()));
                }
            });
        }
    }

    Result deliver(List<OutboxId> ids) throws Failure, VaultException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<OutboxRow> rows = rows(ids);
        while (rows.stream().anyMatch(Delivery::isUnderWay) && System.nanoTime() < deadline) {
            Optional<CourierLock> lock = CourierLock.tryTake(vault.vault().folder());
            if (lock.isPresent()) {
                try (CourierLock _ = lock.get()) {
                    if (has(rows, Channel.MAIL)) {
                        vault.courier().recover();
                        vault.courier().deliverDue();
                    }
                    if (has(rows, Channel.CHAT)) {
                        Courier rooms = vault.roomCourier();
                        rooms.recover();
                        rooms.deliverDue();
                    }
                    if (has(rows, Channel.SIGNAL)) {
                        bySignal(_ -> {
                        });
                    }
                }
                return result(ids);
            }
            pause();
            rows = rows(ids);
        }
        return of(rows);
    }

    /// What became of these.
    Result result(List<OutboxId> ids) throws VaultException {
        return of(rows(ids));
    }

    @FunctionalInterface
    interface BeforeSending {
        void run(SignalChannel channel) throws Failure, VaultException, InterruptedException;
    }

    /// Starts signal-cli for it, which takes what is waiting for us meanwhile.
    ///
    /// @param before once it runs, before anything is sent anew
    void bySignal(BeforeSending before) throws Failure, VaultException, IOException {
        SignalChannel channel = vault.signal().channel();
        try {
            channel.follow();
            before.run(channel);
            channel.deliver(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            channel.stop();
        }
    }

    private static boolean has(List<OutboxRow> rows, Channel channel) {
        return rows.stream().anyMatch(row -> row.channel() == channel);
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

    static Result of(List<OutboxRow> rows) {
        String by = has(rows, Channel.SIGNAL) ? "send.signal-" : "send.";
        if (any(rows, OutboxRow.State.UNKNOWN)) {
            return new Result("unknown", by + "unknown", rows, Exit.FAILED);
        }
        if (any(rows, OutboxRow.State.FAILED) || any(rows, OutboxRow.State.WITHDRAWN)) {
            return new Result("failed", by + "failed", rows, Exit.FAILED);
        }
        if (any(rows, OutboxRow.State.HELD)) {
            return new Result("refused", by + "held", rows, Exit.REFUSED);
        }
        boolean all = rows.stream().allMatch(row -> row.state() == OutboxRow.State.SENT);
        return all
                ? new Result("sent", "send.sent", rows, Exit.DONE)
                : new Result("queued", "send.queued", rows, Exit.DONE);
    }

    private static boolean any(List<OutboxRow> rows, OutboxRow.State state) {
        return rows.stream().anyMatch(row -> row.state() == state);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
