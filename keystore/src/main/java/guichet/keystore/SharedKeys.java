package guichet.keystore;

import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Which of the vault's own keys is an address's that several people share. An address has one in use at most; what it had before
/// stays known as its own, for what was signed with it.
final class SharedKeys {
    Optional<Fingerprint> inUse(Tx tx, Address address) throws VaultException {
        return tx.one("SELECT fingerprint FROM shared_key WHERE address = ? AND in_use = 1",
                row -> new Fingerprint(row.text("fingerprint")), address.key());
    }

    /// All that are in use, by address.
    List<SharedKey> inUse(Tx tx) throws VaultException {
        return tx.list("SELECT written, fingerprint FROM shared_key WHERE in_use = 1 ORDER BY address",
                SharedKeys::read);
    }

    /// The addresses whose key it is or was.
    List<Address> everFor(Tx tx, Fingerprint key) throws VaultException {
        return tx.list("SELECT written FROM shared_key WHERE fingerprint = ? ORDER BY address",
                row -> new Address(row.text("written")), key.hex());
    }

    void use(Tx tx, SharedKey shared) throws VaultException {
        stop(tx, shared.address());
        tx.update("""
                INSERT INTO shared_key (address, written, fingerprint, in_use) VALUES (?, ?, ?, 1)
                ON CONFLICT (address, fingerprint) DO UPDATE SET in_use = 1, written = excluded.written""",
                shared.address().key(), shared.address().value(), shared.key().hex());
    }

    boolean stop(Tx tx, Address address) throws VaultException {
        return tx.update("UPDATE shared_key SET in_use = 0 WHERE address = ? AND in_use = 1", address.key()) == 1;
    }

    private static SharedKey read(Row row) throws VaultException {
        return new SharedKey(new Address(row.text("written")), new Fingerprint(row.text("fingerprint")));
    }
}
