package guichet.keystore;

import guichet.crypto.Fingerprint;
import guichet.keystore.Decision.Verdict;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people decided about other people's keys: for which address each is, which one an address uses, which are
/// distrusted. Distrust wipes out what was decided before, so that lifting it brings none of that back.
final class Decisions {
    /// Why and by whom a key is distrusted.
    record Distrust(String by, Instant when, String reason) {
    }

    /// About one key, the latest first.
    List<Decision> about(Tx tx, Fingerprint key) throws VaultException {
        return tx.list("""
                SELECT d.address, d.verdict, d.decided, d.how, p.name AS person
                FROM key_decision d LEFT JOIN person p ON p.id = d.person
                WHERE d.fingerprint = ? ORDER BY d.decided DESC, d.address""", Decisions::read, key.hex());
    }

    /// For an address, for which there is no decision about this key yet, or a weaker or equal one.
    void decide(Tx tx, Fingerprint key, Address address, Verdict verdict, @Nullable PersonId by, Instant when,
            @Nullable String how) throws VaultException {
        tx.update("""
                INSERT INTO key_decision (fingerprint, address, verdict, person, decided, how) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET verdict = excluded.verdict, person = excluded.person,
                  decided = excluded.decided, how = excluded.how""", key.hex(), address.key(), verdict.name(),
                by == null ? null : by.number(), when, how);
    }

    Optional<Distrust> distrust(Tx tx, Fingerprint key) throws VaultException {
        return tx.one("""
                SELECT p.name AS person, d.decided, d.reason FROM key_distrust d JOIN person p ON p.id = d.person
                WHERE d.fingerprint = ?""",
                row -> new Distrust(row.text("person"), row.time("decided"), row.text("reason")), key.hex());
    }

    void setDistrust(Tx tx, Fingerprint key, PersonId by, Instant when, String reason) throws VaultException {
        tx.update("DELETE FROM key_decision WHERE fingerprint = ?", key.hex());
        tx.update("""
                INSERT INTO key_distrust (fingerprint, person, decided, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET person = excluded.person, decided = excluded.decided,
                  reason = excluded.reason""", key.hex(), by.number(), when, reason);
    }

    void liftDistrust(Tx tx, Fingerprint key) throws VaultException {
        tx.update("DELETE FROM key_distrust WHERE fingerprint = ?", key.hex());
    }

    /// The key that an address uses, whatever has become of it since; another one that turns up is a change.
    Optional<Fingerprint> settled(Tx tx, Address address) throws VaultException {
        return tx.one("SELECT fingerprint FROM settled_key WHERE address = ?",
                row -> new Fingerprint(row.text("fingerprint")), address.key());
    }

    /// The addresses that have one.
    List<Address> settledAddresses(Tx tx) throws VaultException {
        return tx.list("SELECT address FROM settled_key ORDER BY address", row -> new Address(row.text("address")));
    }

    void settle(Tx tx, Address address, Fingerprint key) throws VaultException {
        tx.update("""
                INSERT INTO settled_key (address, fingerprint) VALUES (?, ?)
                ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint""", address.key(), key.hex());
    }

    private static Decision read(Row row) throws VaultException {
        return new Decision(new Address(row.text("address")), Verdict.valueOf(row.text("verdict")),
                row.textOrNone("person"), row.time("decided"), row.textOrNone("how"));
    }
}
