package guichet.tui.command;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;

/// Transactions that may end in a [Failure]: then nothing of them is kept.
final class Steps {
    private Steps() {
    }

    @FunctionalInterface
    interface Step<T> {
        T run(Tx tx) throws VaultException, Failure;
    }

    static <T> T read(Workspace workspace, Step<T> step) throws VaultException, Failure {
        try {
            return workspace.vault().read(tx -> carried(step, tx));
        } catch (Carried carried) {
            throw carried.failure;
        }
    }

    static <T> T write(Workspace workspace, Step<T> step) throws VaultException, Failure {
        try {
            return workspace.vault().write(tx -> carried(step, tx));
        } catch (Carried carried) {
            throw carried.failure;
        }
    }

    private static <T> T carried(Step<T> step, Tx tx) throws VaultException {
        try {
            return step.run(tx);
        } catch (Failure failure) {
            throw new Carried(failure);
        }
    }

    /// Takes a failure through the vault, whose works throw nothing of ours.
    private static final class Carried extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
        private final Failure failure;

        Carried(Failure failure) {
            super(null, null, false, false);
            this.failure = failure;
        }
    }
}
