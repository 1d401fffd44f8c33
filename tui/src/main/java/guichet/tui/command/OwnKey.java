package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;

/// One of our own secret keys by its fingerprint.
final class OwnKey {
    private OwnKey() {
    }

    /// Open; the caller closes it.
    static SecretKey find(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Fingerprint wanted = Find.fingerprint(typed);
        SecretKey found = null;
        for (SecretKey key : vault.people().allKeys(tx)) {
            if (key.fingerprint().equals(wanted)) {
                found = key;
            } else {
                key.close();
            }
        }
        if (found == null) {
            throw new Failure(Exit.NOT_FOUND, "not-our-key", typed);
        }
        return found;
    }
}
