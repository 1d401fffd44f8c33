package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The certificates of the vault's own people, read from the tables of [People].
final class OwnKeys {
    private static final String COLUMNS = """
            SELECT p.id, p.name, p.address, p.key, k.certificate, c.content
            FROM own_key k JOIN person p ON p.id = k.person
              LEFT JOIN certificate c ON c.fingerprint = k.fingerprint
            """;

    private final CertificateCache cache;
    private final SharedKeys shared = new SharedKeys();

    OwnKeys(CertificateCache cache) {
        this.cache = cache;
    }

    /// Whoever it belongs to, also somebody who left.
    Optional<OwnKey> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one(COLUMNS + "WHERE k.fingerprint = ?", row -> read(tx, row), key.hex());
    }

    /// The keys that those who are here sign with now.
    List<OwnKey> inUse(Tx tx) throws VaultException {
        return tx.list(COLUMNS + "WHERE k.fingerprint = p.key AND p.slot IS NOT NULL ORDER BY p.id",
                row -> read(tx, row));
    }

    /// The keys of shared addresses, by address.
    List<SharedKey> shared(Tx tx) throws VaultException {
        return shared.inUse(tx);
    }

    /// The key of this address where it is shared; else the key in use of whoever has it, of several the one who came first. Any of
    /// their keys opens the message in this vault.
    Optional<OwnKey> inUseFor(Tx tx, Address address) throws VaultException {
        Optional<Fingerprint> common = shared.inUse(tx, address);
        if (common.isPresent()) {
            return find(tx, common.get());
        }
        return inUse(tx).stream().filter(own -> own.person().address().equals(address)).findFirst();
    }

    private OwnKey read(Tx tx, Row row) throws VaultException {
        Person person = new Person(new PersonId(row.number("id")), row.text("name"), new Address(row.text("address")),
                new Fingerprint(row.text("key")));
        Certificate own = cache.fromVault(row.bytes("certificate"));
        // It may have come as somebody's before its secret part did, and with a revocation.
        return new OwnKey(person, shared.everFor(tx, own.fingerprint()),
                row.bytesOrNone("content").map(cache::fromVault).map(own::merge).orElse(own));
    }
}
