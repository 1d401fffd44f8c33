package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Keys that mail alone brought and that nobody has decided about: few for each address, however many are sent.
///
/// - Of those that alarm at an address, and apart from them of the others, the first stays, so that it can't be drowned
///   afterwards, and the newest.
/// - A dropped key is forgotten for that address; wholly, where it was seen for no other. What its owner took back of it
///   is remembered all the same, and counts when it comes again.
/// - Whatever a person imported, or decided about, stays.
final class Candidates {
    /// For one address: the first and the newest, of those that alarm and of the others each.
    static final int MOST = 10;
    /// Addresses that mails alone claim one key for; those that alarm come on top.
    private static final int MOST_CLAIMS = 100;

    private final CertificateCache cache;

    Candidates(CertificateCache cache) {
        this.cache = cache;
    }

    /// To be called once a mail has brought a key for these addresses.
    void limit(Tx tx, Fingerprint brought, List<Address> addresses) throws VaultException {
        for (Address address : addresses) {
            limit(tx, address);
        }
        if (addresses.isEmpty()) {
            limitNameless(tx);
        }
        limitClaims(tx, brought);
    }

    /// How many offers of a key for this address were dropped since somebody decided about it last.
    int droppedFor(Tx tx, Address address) throws VaultException {
        return tx.one("SELECT offers FROM dropped_candidate WHERE address = ?", row -> (int) row.number("offers"),
                address.key()).orElse(0);
    }

    void forgetDropped(Tx tx, Address address) throws VaultException {
        tx.update("DELETE FROM dropped_candidate WHERE address = ?", address.key());
    }

    /// This certificate with what is remembered of it from when it was dropped.
    Certificate withWhatItsOwnerTookBack(Tx tx, Certificate certificate) throws VaultException {
        return tx.one("SELECT content FROM dropped_revocation WHERE fingerprint = ?",
                row -> Certificate.fromVault(row.bytes("content")), certificate.fingerprint().hex())
                .map(certificate::merge).orElse(certificate);
    }

    private void limit(Tx tx, Address address) throws VaultException {
        List<Fingerprint> tooMany = tx.list("""
                SELECT fingerprint FROM (
                  SELECT a.fingerprint,
                    row_number() OVER (PARTITION BY l.raised IS NULL ORDER BY a.rowid) AS oldest,
                    row_number() OVER (PARTITION BY l.raised IS NULL ORDER BY a.rowid DESC) AS newest
                  FROM certificate_address a JOIN certificate c ON c.fingerprint = a.fingerprint
                    LEFT JOIN key_alarm l ON l.address = a.address AND l.fingerprint = a.fingerprint
                  WHERE a.address = ?1 AND c.source <> ?2
                    AND a.fingerprint NOT IN (SELECT fingerprint FROM key_decision)
                    AND a.fingerprint NOT IN (SELECT fingerprint FROM key_distrust)
                    AND a.fingerprint NOT IN (SELECT fingerprint FROM settled_key)
                    AND a.fingerprint NOT IN (SELECT fingerprint FROM own_key))
                WHERE oldest > 1 AND newest >= ?3""", row -> new Fingerprint(row.text("fingerprint")), address.key(),
                KeySource.FILE.name(), MOST);
        for (Fingerprint key : tooMany) {
            tx.update("DELETE FROM key_alarm WHERE address = ? AND fingerprint = ?", address.key(), key.hex());
            tx.update("DELETE FROM certificate_address WHERE address = ? AND fingerprint = ?", address.key(),
                    key.hex());
            tx.update("""
                    INSERT INTO dropped_candidate (address, offers) VALUES (?, 1)
                    ON CONFLICT DO UPDATE SET offers = offers + 1""", address.key());
            boolean elsewhere = tx.one("""
                    SELECT EXISTS (SELECT 1 FROM certificate_address WHERE fingerprint = ?) AS elsewhere""",
                    row -> row.flag("elsewhere"), key.hex()).orElseThrow();
            if (!elsewhere) {
                drop(tx, key);
            }
        }
    }

    private void limitNameless(Tx tx) throws VaultException {
        for (Fingerprint key : tx.list("""
                SELECT fingerprint FROM (
                  SELECT fingerprint, row_number() OVER (ORDER BY rowid) AS oldest,
                    row_number() OVER (ORDER BY rowid DESC) AS newest
                  FROM certificate
                  WHERE source <> ?
                    AND fingerprint NOT IN (SELECT fingerprint FROM certificate_address)
                    AND fingerprint NOT IN (SELECT fingerprint FROM key_decision)
                    AND fingerprint NOT IN (SELECT fingerprint FROM key_distrust)
                    AND fingerprint NOT IN (SELECT fingerprint FROM own_key))
                WHERE oldest > 1 AND newest >= ?""", row -> new Fingerprint(row.text("fingerprint")),
                KeySource.FILE.name(), MOST)) {
            drop(tx, key);
        }
    }

    /// One key can be claimed for any number of addresses.
    private static void limitClaims(Tx tx, Fingerprint key) throws VaultException {
        tx.update("""
                DELETE FROM certificate_address WHERE rowid IN (
                  SELECT rowid FROM certificate_address AS a
                  WHERE fingerprint = ? AND named = 0
                    AND NOT EXISTS (SELECT 1 FROM key_decision d
                      WHERE d.fingerprint = a.fingerprint AND d.address = a.address)
                    AND NOT EXISTS (SELECT 1 FROM key_alarm l
                      WHERE l.fingerprint = a.fingerprint AND l.address = a.address)
                  ORDER BY rowid DESC LIMIT -1 OFFSET ?)""", key.hex(), MOST_CLAIMS);
    }

    private void drop(Tx tx, Fingerprint key) throws VaultException {
        Optional<Certificate> takenBack = tx
                .one("SELECT content FROM certificate WHERE fingerprint = ?",
                        row -> cache.fromVault(row.bytes("content")), key.hex())
                .flatMap(Certificate::takenBack);
        if (takenBack.isPresent()) {
            tx.update("""
                    INSERT INTO dropped_revocation (fingerprint, content) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET content = excluded.content""", key.hex(), takenBack.get().bytes());
        }
        tx.update("DELETE FROM certificate WHERE fingerprint = ?", key.hex());
    }
}
