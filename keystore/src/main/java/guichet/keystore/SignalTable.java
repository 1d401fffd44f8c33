package guichet.keystore;

import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of people on Signal, and which of several claims to an identifier counts.
final class SignalTable {
    private static final String SELECT = """
            SELECT i.id, i.aci, i.number, i.username, i.profile_name, i.contact, i.identity_key, i.safety_number,
              i.changed, i.timer, d.identity_key AS decided_key, d.verdict, d.decided, d.how, p.name AS person
            FROM signal_identity i
              LEFT JOIN signal_decision d ON d.rowid = (SELECT max(l.rowid) FROM signal_decision l WHERE l.identity = i.id)
              LEFT JOIN person p ON p.id = d.person
            """;
    /// Of a claimed name, in characters.
    private static final int LONGEST_NAME = 100;

    Optional<SignalIdentity> find(Tx tx, SignalIdentityId id) throws VaultException {
        return tx.one(SELECT + "WHERE i.id = ?", SignalTable::identity, id.value());
    }

    List<SignalIdentity> ofContact(Tx tx, ContactId contact) throws VaultException {
        return tx.list(SELECT + "WHERE i.contact = ? ORDER BY i.id", SignalTable::identity, contact.value());
    }

    /// The one met first comes first.
    List<SignalIdentity> list(Tx tx) throws VaultException {
        return tx.list(SELECT + "ORDER BY i.id", SignalTable::identity);
    }

    Optional<SignalIdentityId> find(Tx tx, SignalRecipient who) throws VaultException {
        return switch (who) {
            case SignalRecipient.Aci aci -> byColumn(tx, "SELECT id FROM signal_identity WHERE aci = ?",
                    aci.id().toString());
            case SignalRecipient.PhoneNumber number -> byColumn(tx, "SELECT id FROM signal_identity WHERE number = ?",
                    number.e164());
            case SignalRecipient.Username username -> byColumn(tx, "SELECT id FROM signal_identity WHERE username = ?",
                    username.name());
            case SignalRecipient.Group _ -> Optional.empty();
        };
    }

    boolean hasAci(Tx tx, SignalIdentityId id) throws VaultException {
        return tx.one("SELECT aci IS NOT NULL AS known FROM signal_identity WHERE id = ?", row -> row.flag("known"),
                id.value()).orElse(false);
    }

    SignalIdentityId add(Tx tx, SignalRecipient who, Instant now) throws VaultException {
        SignalIdentityId id = new SignalIdentityId(tx.insert(
                "INSERT INTO signal_identity (profile_name, timer, first_seen) VALUES ('', 0, ?)", now));
        give(tx, id, who);
        return id;
    }

    /// From now on this identifier is theirs and nobody else's.
    void give(Tx tx, SignalIdentityId id, SignalRecipient who) throws VaultException {
        switch (who) {
            case SignalRecipient.Aci aci -> tx.update("UPDATE signal_identity SET aci = ? WHERE id = ?",
                    aci.id().toString(), id.value());
            case SignalRecipient.PhoneNumber number -> {
                tx.update("UPDATE signal_identity SET number = NULL WHERE number = ? AND id <> ?", number.e164(),
                        id.value());
                tx.update("UPDATE signal_identity SET number = ? WHERE id = ?", number.e164(), id.value());
            }
            case SignalRecipient.Username username -> {
                tx.update("UPDATE signal_identity SET username = NULL WHERE username = ? AND id <> ?", username.name(),
                        id.value());
                tx.update("UPDATE signal_identity SET username = ? WHERE id = ?", username.name(), id.value());
            }
            case SignalRecipient.Group _ -> throw new IllegalArgumentException("a group is nobody");
        }
    }

    void name(Tx tx, SignalIdentityId id, String claimed) throws VaultException {
        String name = claimed.length() > LONGEST_NAME
                ? claimed.substring(0, claimed.offsetByCodePoints(0, wholeCodePoints(claimed)))
                : claimed;
        if (!name.isBlank()) {
            tx.update("UPDATE signal_identity SET profile_name = ?1 WHERE id = ?2 AND profile_name <> ?1",
                    name.replace('\0', '\ufffd'), id.value());
        }
    }

    /// Two rows turn out to be one person: what people said of the one that goes stands for the one that stays, unless that has its own.
    void absorb(Tx tx, SignalIdentityId into, SignalIdentityId gone) throws VaultException {
        tx.update("""
                UPDATE signal_identity SET contact = coalesce(contact,
                  (SELECT contact FROM signal_identity WHERE id = ?2)) WHERE id = ?1""", into.value(), gone.value());
        tx.update("DELETE FROM signal_decision WHERE identity = ?", gone.value());
        tx.update("DELETE FROM signal_number WHERE identity = ?", gone.value());
        tx.update("DELETE FROM signal_identity WHERE id = ?", gone.value());
    }

    /// Keeps the digits of a number that was seen: what was looked at must be shown beside what has come since.
    void keep(Tx tx, SignalIdentityId id, SafetyNumber number) throws VaultException {
        tx.update("""
                INSERT INTO signal_number (identity, identity_key, safety_number) VALUES (?, ?, ?)
                ON CONFLICT (identity, identity_key) DO UPDATE SET safety_number = excluded.safety_number
                WHERE excluded.safety_number <> ''""", id.value(), number.identityKey(), number.digits());
    }

    /// That of the last decision; without digits where they were never seen.
    Optional<SafetyNumber> lookedAt(Tx tx, SignalIdentityId id) throws VaultException {
        return tx.one(
                """
                        SELECT d.identity_key, coalesce(n.safety_number, '') AS digits
                        FROM signal_decision d LEFT JOIN signal_number n USING (identity, identity_key)
                        WHERE d.rowid = (SELECT max(l.rowid) FROM signal_decision l WHERE l.identity = ?) AND d.identity_key <> ''
                        """,
                row -> new SafetyNumber(row.text("identity_key"), row.text("digits")), id.value());
    }

    private static int wholeCodePoints(String text) {
        return text.codePointCount(0, LONGEST_NAME - 1);
    }

    private static Optional<SignalIdentityId> byColumn(Tx tx, String sql, String value) throws VaultException {
        return tx.one(sql, row -> new SignalIdentityId(row.number("id")), value);
    }

    private static SignalIdentity identity(Row row) throws VaultException {
        Optional<SafetyNumber> key = SignalTable.key(row);
        Optional<SignalDecision> last = SignalDecision.last(row);
        return new SignalIdentity(new SignalIdentityId(row.number("id")),
                row.textOrNone("aci").flatMap(SignalRecipient.Aci::parse),
                row.textOrNone("number").flatMap(SignalRecipient.PhoneNumber::parse),
                row.textOrNone("username").flatMap(SignalRecipient.Username::parse), row.text("profile_name"),
                row.numberOrNone("contact").map(ContactId::new), key,
                SignalDecision.trust(last, key, row.timeOrNone("changed").isPresent()),
                last.flatMap(SignalDecision::by), last.map(SignalDecision::when), last.flatMap(SignalDecision::how),
                Duration.ofSeconds(row.number("timer")));
    }

    private static Optional<SafetyNumber> key(Row row) throws VaultException {
        Optional<String> identityKey = row.textOrNone("identity_key");
        String digits = row.textOrNone("safety_number").orElse("");
        return identityKey.map(hex -> new SafetyNumber(hex, digits));
    }
}
