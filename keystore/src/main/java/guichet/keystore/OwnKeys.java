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

    OwnKeys(CertificateCache cache) {
        this.cache = cache;
    }

    /// Whoever it belongs to, also somebody who left.
    Optional<OwnKey> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one(COLUMNS + "WHERE k.fingerprint = ?", this::read, key.hex());
    }

    /// The keys that those who are here sign with now.
    List<OwnKey> inUse(Tx tx) throws VaultException {
        return tx.list(COLUMNS + "WHERE k.fingerprint = p.key AND p.slot IS NOT NULL ORDER BY p.id", this::read);
    }

    /// The key in use of whoever has this address; where several people share it, of the one who came first. Any of
    /// their keys opens the message in this vault.
    Optional<OwnKey> inUseFor(Tx tx, Address address) throws VaultException {
        return inUse(tx).stream().filter(own -> own.person().address().equals(address)).findFirst();
    }

    private OwnKey read(Row row) throws VaultException {
        Person person = new Person(new PersonId(row.number("id")), row.text("name"), new Address(row.text("address")),
                new Fingerprint(row.text("key")));
        Certificate own = cache.fromVault(row.bytes("certificate"));
        // It may have come as somebody's before its secret part did, and with a revocation.
        return new OwnKey(person, row.bytesOrNone("content").map(cache::fromVault).map(own::merge).orElse(own));
    }
}
