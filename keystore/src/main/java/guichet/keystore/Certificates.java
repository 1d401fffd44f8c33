package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Other people's certificates, and the addresses that they were seen for.
final class Certificates {
    /// Of one certificate; those beyond are not looked at, so nothing is ever encrypted to them by it.
    private static final int MOST_ADDRESSES = 100;

    private final CertificateCache cache;

    Certificates(CertificateCache cache) {
        this.cache = cache;
    }

    Optional<Certificate> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one("SELECT content FROM certificate WHERE fingerprint = ?",
                row -> cache.fromVault(row.bytes("content")), key.hex());
    }

    /// Without those that are our own by now. The one that was seen first comes first.
    List<Certificate> list(Tx tx) throws VaultException {
        return tx.list("""
                SELECT content FROM certificate WHERE fingerprint NOT IN (SELECT fingerprint FROM own_key)
                ORDER BY rowid""", row -> cache.fromVault(row.bytes("content")));
    }

    /// The one that was seen last comes first.
    List<Certificate> seenFor(Tx tx, Address address) throws VaultException {
        return tx.list("""
                SELECT c.content FROM certificate_address a JOIN certificate c ON c.fingerprint = a.fingerprint
                WHERE a.address = ? ORDER BY c.rowid DESC""", row -> cache.fromVault(row.bytes("content")),
                address.key());
    }

    void add(Tx tx, Certificate certificate, KeySource source, Instant now) throws VaultException {
        tx.insert("INSERT INTO certificate (fingerprint, content, source, first_seen) VALUES (?, ?, ?, ?)",
                certificate.fingerprint().hex(), certificate.bytes(), source.name(), now);
    }

    void replace(Tx tx, Certificate certificate) throws VaultException {
        tx.update("UPDATE certificate SET content = ? WHERE fingerprint = ?", certificate.bytes(),
                certificate.fingerprint().hex());
    }

    /// A person brought it, too.
    void chosenByAPerson(Tx tx, Fingerprint key) throws VaultException {
        tx.update("UPDATE certificate SET source = ?1 WHERE fingerprint = ?2 AND source <> ?1", KeySource.FILE.name(),
                key.hex());
    }

    /// Notes that a key was seen for an address, though no user id of it may say so.
    ///
    /// @return whether that is new
    boolean seeFor(Tx tx, Fingerprint key, Address address) throws VaultException {
        return tx.update(
                "INSERT INTO certificate_address (address, fingerprint, named) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
                address.key(), key.hex()) > 0;
    }

    /// Notes that a key was seen for the addresses of its user ids.
    ///
    /// @return whether that is new of any of them
    boolean seeForItsUserIds(Tx tx, Certificate certificate) throws VaultException {
        boolean news = false;
        for (Address address : named(certificate)) {
            news |= tx.update("""
                    INSERT INTO certificate_address (address, fingerprint, named) VALUES (?, ?, 1)
                    ON CONFLICT DO UPDATE SET named = 1 WHERE named = 0""", address.key(),
                    certificate.fingerprint().hex()) > 0;
        }
        return news;
    }

    /// The addresses that a key stands for, as far as its owner or its way here says so: those of its user ids in their
    /// order, then those that no user id ever carried.
    List<Address> addresses(Tx tx, Certificate certificate) throws VaultException {
        List<Address> unnamed = tx.list("""
                SELECT address FROM certificate_address WHERE fingerprint = ? AND named = 0 ORDER BY rowid""",
                row -> new Address(row.text("address")), certificate.fingerprint().hex());
        return Stream.concat(named(certificate).stream(), unnamed.stream()).distinct().toList();
    }

    /// Whether its owner named this address once and has taken it back since.
    boolean withdrew(Tx tx, Certificate certificate, Address address) throws VaultException {
        return !named(certificate).contains(address) && tx.one("""
                SELECT named FROM certificate_address WHERE address = ? AND fingerprint = ?""",
                row -> row.flag("named"),
                address.key(), certificate.fingerprint().hex()).orElse(false);
    }

    private static List<Address> named(Certificate certificate) {
        return certificate.addresses().stream().limit(MOST_ADDRESSES).flatMap(raw -> Address.parse(raw).stream())
                .distinct().toList();
    }
}
