package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.Duration;

/// The end of a command that runs until it is interrupted (Ctrl-C, or a service manager's SIGTERM): what it does is brought to an end
/// within two seconds, the vault is locked, and the process exits with 0.
final class Interruption implements AutoCloseable {
    /// What is just being sent has this long to come to its outcome; then it is cut, and unknown.
    private static final Duration GENTLY = Duration.ofMillis(1_200);
    private static final Duration LOCKING = Duration.ofMillis(500);

    private final Thread atExit;
    private volatile boolean come;

    private Interruption(Runnable ending, Workspace vault) {
        this.atExit = new Thread(() -> end(ending, vault));
    }

    /// @param ending ends what the command does, and may wait for it
    /// @param vault  closed after that
    static Interruption closing(Runnable ending, Workspace vault) {
        Interruption interruption = new Interruption(ending, vault);
        Runtime.getRuntime().addShutdownHook(interruption.atExit);
        return interruption;
    }

    boolean hasCome() {
        return come;
    }

    /// The command has ended by itself.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException tooLate) {
            come = true;
        }
    }

    private void end(Runnable ending, Workspace vault) {
        come = true;
        try {
            Thread.ofVirtual().start(ending).join(GENTLY);
            Thread.ofVirtual().start(() -> close(vault)).join(LOCKING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Only here can a process that a signal ends say how it ended. Whatever still runs may be cut: a commit is whole or isn't.
        Runtime.getRuntime().halt(Exit.DONE.code());
    }

    private static void close(Workspace vault) {
        try {
            vault.close();
        } catch (VaultException e) {
            return; // nobody is left to be told, and the process ends
        }
    }
}
