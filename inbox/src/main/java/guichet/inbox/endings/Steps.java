package guichet.inbox.endings;

import guichet.keystore.vault.VaultException;

/// Is told of each point between two commits: where tests cut the work off.
@FunctionalInterface
interface Steps {
    Steps IGNORED = () -> {
    };

    void reached() throws VaultException;
}
