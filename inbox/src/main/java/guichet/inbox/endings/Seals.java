package guichet.inbox.endings;

import guichet.inbox.CaseId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;

/// Knows whether somebody was given the sealed archive of their case.
@FunctionalInterface
public interface Seals {
    boolean isDelivered(Tx tx, CaseId id) throws VaultException;
}
