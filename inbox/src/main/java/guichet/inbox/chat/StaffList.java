package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The colleagues who may be in rooms, each with the one key that a person pinned for their address. Stateless, for any thread.
public final class StaffList {
    public StaffList() {
    }

    /// By name.
    public List<Colleague> list(Tx tx) throws VaultException {
        return StaffTable.list(tx);
    }

    public Optional<Colleague> find(Tx tx, Address address) throws VaultException {
        return StaffTable.find(tx, address);
    }

    public Optional<Colleague> find(Tx tx, Fingerprint key) throws VaultException {
        return StaffTable.find(tx, key);
    }
}
