package guichet.transports.mail;

import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Keeps a session awake while a long message is read, which takes minutes: servers and routers on the way end a connection that says nothing. The work itself
/// doesn't need the connection, and goes on to its end whatever becomes of that.
final class Staying {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ImapSession session;
    private Optional<LinkException> lost = Optional.empty();

    Staying(ImapSession session) {
        this.session = session;
    }

    @FunctionalInterface
    interface LongWork {
        int perform() throws VaultException;
    }

    /// On a thread of its own, which is not left behind.
    int during(LongWork work) throws VaultException {
        FutureTask<Integer> task = new FutureTask<>(work::perform);
        Thread.ofVirtual().name("long-message").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    sayThatWeAreThere();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case VaultException vault -> throw vault;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failure);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @throws LinkException where the connection was lost meanwhile
    void requireThere() throws LinkException {
        if (lost.isPresent()) {
            throw lost.get();
        }
    }

    private void sayThatWeAreThere() {
        if (lost.isEmpty()) {
            try {
                session.noop();
            } catch (LinkException failure) {
                lost = Optional.of(failure);
            }
        }
    }
}
