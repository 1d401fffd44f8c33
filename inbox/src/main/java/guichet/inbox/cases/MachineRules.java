package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Which services of our own have a view to themselves. Each rule is a person's act and journalled; mail alone makes none.
public final class MachineRules {
    private static final String ALL = """
            SELECT written, signing_key, name, heard, since,
              (SELECT count(*) FROM message WHERE message.machine = machine.id AND is_read = 0) AS unread
            FROM machine ORDER BY name, address""";

    private final Journal journal;
    private final Keyring keyring;
    private final Clock clock;

    public MachineRules(Journal journal, Keyring keyring, Clock clock) {
        this.journal = journal;
        this.keyring = keyring;
        this.clock = clock;
    }

    /// By name.
    public List<MachineRule> list(Tx tx) throws VaultException {
        return tx.list(ALL, MachineRules::rule);
    }

    /// How many messages nobody has read, of those that are not muted; empty where there is no rule.
    static OptionalInt unread(Tx tx) throws VaultException {
        List<MachineRule> rules = tx.list(ALL, MachineRules::rule);
        return rules.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(rules.stream().filter(rule -> rule.heard() == MachineRule.Heard.COUNTED)
                        .mapToInt(MachineRule::unread).sum());
    }

    /// Pins a key for an address, in the place of the one before. What lies there already and is validly signed by it goes to the view, and what was
    /// there by another key leaves it.
    ///
    /// @param key accepted for that address: who can't be told from others is no machine of ours
    public void pin(Tx tx, Address address, Fingerprint key, String name, Actor by) throws VaultException {
        tx.update("""
                INSERT INTO machine (address, written, signing_key, name, heard, since) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (address) DO UPDATE SET signing_key = excluded.signing_key, name = excluded.name,
                  since = excluded.since""", address.key(), address.value(), key.hex(), name,
                MachineRule.Heard.COUNTED.name(), clock.instant());
        release(tx, address);
        TrustNow trust = new TrustNow(tx, keyring, clock.instant());
        for (long id : tx.list("""
                SELECT id FROM message WHERE signer = ? AND direction = 'IN' AND channel = 'MAIL'
                  AND (case_id IS NULL OR filed_by <> 'PERSON')""", row -> row.number("id"), key.hex())) {
            MachineMail.settle(tx, trust, id);
        }
        journal.append(tx, JournalKind.MACHINE_PINNED, Payload.by(by).to(List.of(address.value())).saying(key.hex()));
    }

    /// Takes the rule away; its messages go back to where all others are. Whether there was one.
    public boolean remove(Tx tx, Address address, Actor by) throws VaultException {
        release(tx, address);
        if (tx.update("DELETE FROM machine WHERE address = ?", address.key()) == 0) {
            return false;
        }
        journal.append(tx, JournalKind.MACHINE_REMOVED, Payload.by(by).to(List.of(address.value())));
        return true;
    }

    /// Whether there is such a rule.
    public boolean hear(Tx tx, Address address, MachineRule.Heard heard) throws VaultException {
        return tx.update("UPDATE machine SET heard = ? WHERE address = ?", heard.name(), address.key()) > 0;
    }

    public Optional<MachineRule> find(Tx tx, Address address) throws VaultException {
        return list(tx).stream().filter(rule -> rule.address().equals(address)).findFirst();
    }

    private static void release(Tx tx, Address address) throws VaultException {
        tx.update("UPDATE message SET machine = NULL WHERE machine = (SELECT id FROM machine WHERE address = ?)",
                address.key());
    }

    private static MachineRule rule(Row row) throws VaultException {
        return new MachineRule(new Address(row.text("written")), new Fingerprint(row.text("signing_key")),
                row.text("name"), MachineRule.Heard.valueOf(row.text("heard")), row.time("since"),
                (int) row.number("unread"));
    }
}
