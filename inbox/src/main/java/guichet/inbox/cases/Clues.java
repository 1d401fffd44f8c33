package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Which cases a message may belong to, by what it says. Whether that is believed is decided elsewhere.
final class Clues {
    private static final Pattern REFERENCE = Pattern.compile("(?<![0-9-])[0-9]{4}-[0-9]{4,6}(?![0-9-])");
    private static final int MOST_REFERENCES = 10;

    private Clues() {
    }

    /// Open ones first, then the newest.
    static List<CaseId> ofContact(Tx tx, ContactId contact) throws VaultException {
        return tx.list("""
                SELECT id FROM case_contact JOIN inbox_case ON inbox_case.id = case_contact.case_id
                WHERE contact = ? ORDER BY closed IS NOT NULL, year DESC, number DESC""",
                row -> new CaseId(row.text("id")), contact.value());
    }

    /// Those that are not closed, in which this is a contact.
    static List<Opened> openOfContact(Tx tx, ContactId contact) throws VaultException {
        return tx.list("""
                SELECT id, opened FROM case_contact JOIN inbox_case ON inbox_case.id = case_contact.case_id
                WHERE contact = ? AND closed IS NULL""",
                row -> new Opened(new CaseId(row.text("id")), row.time("opened")), contact.value());
    }

    record Opened(CaseId id, Instant opened) {
    }

    /// The cases of the messages with these Message-IDs, in the order of the latter.
    static Set<CaseId> ofMessages(Tx tx, Collection<String> wireIds) throws VaultException {
        Set<CaseId> cases = new LinkedHashSet<>();
        for (String wireId : wireIds) {
            cases.addAll(tx.list("""
                    SELECT DISTINCT case_id FROM message_identity JOIN message ON message.id = message_identity.message
                    WHERE message_identity.wire_id = ? AND case_id IS NOT NULL ORDER BY case_id""",
                    row -> new CaseId(row.text("case_id")), wireId));
        }
        return cases;
    }

    /// The cases of what we sent under these Message-IDs, encrypted, to this address among others.
    static Set<CaseId> ofWhatWeSent(Tx tx, Collection<String> wireIds, Address to) throws VaultException {
        Set<CaseId> cases = new LinkedHashSet<>();
        for (String wireId : wireIds) {
            List<Sent> sent = tx.list("""
                    SELECT case_id, address FROM message_identity
                      JOIN message ON message.id = message_identity.message
                      JOIN message_recipient ON message_recipient.message = message.id
                    WHERE message_identity.wire_id = ? AND case_id IS NOT NULL AND direction = 'OUT'
                      AND encryption = 'END_TO_END'""",
                    row -> new Sent(new CaseId(row.text("case_id")), row.text("address")), wireId);
            sent.stream().filter(one -> Address.parse(one.address()).filter(to::equals).isPresent()).map(Sent::caseId)
                    .forEach(cases::add);
        }
        return cases;
    }

    private record Sent(CaseId caseId, String address) {
    }

    /// The cases whose reference stands in a text.
    static Set<CaseId> inText(Tx tx, String text) throws VaultException {
        List<String> named = REFERENCE.matcher(text).results().map(MatchResult::group).distinct()
                .limit(MOST_REFERENCES).toList();
        Set<CaseId> cases = new LinkedHashSet<>();
        for (String reference : named) {
            if (isOpen(tx, new CaseId(reference)).isPresent()) {
                cases.add(new CaseId(reference));
            }
        }
        return cases;
    }

    /// Empty where there is no such case.
    static Optional<Boolean> isOpen(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT closed IS NULL AS open FROM inbox_case WHERE id = ?", row -> row.flag("open"),
                id.toString());
    }
}
