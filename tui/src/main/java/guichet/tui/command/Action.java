package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;

/// What a command does once its arguments are read. Each command of the contract is one class that holds its options and is one of
/// these.
sealed interface Action {
    /// Works on a vault that was opened for it and is closed after it.
    non-sealed interface InVault extends Action {
        Exit run(Workspace vault, Invocation invocation, Output out) throws Failure, VaultException, IOException;
    }

    /// Opens no vault, or does so by itself.
    non-sealed interface Alone extends Action {
        Exit run(Invocation invocation, Output out) throws Failure, VaultException, IOException;
    }
}
