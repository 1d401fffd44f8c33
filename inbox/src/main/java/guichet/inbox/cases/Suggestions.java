package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Guesses for a message to sort, from its claims; made anew each time, so that they follow what happens to the cases.
final class Suggestions {
    private Suggestions() {
    }

    static Optional<Suggestion> of(Tx tx, MessageId id) throws VaultException {
        Optional<Claims> claims = tx.one("""
                SELECT from_address, subject, channel = 'SIGNAL' AS signal FROM message
                WHERE id = ? AND case_id IS NULL AND direction = 'IN'""",
                row -> new Claims(row.text("from_address"), row.text("subject"), row.flag("signal")), id.value());
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        if (claims.get().signal()) {
            return new SignalClues(tx).suggestion(id);
        }
        Optional<CaseId> answered = Clues.ofMessages(tx, MessageParts.references(tx, id.value()).reversed()).stream()
                .findFirst();
        if (answered.isPresent()) {
            return answered.map(found -> new Suggestion(found, Suggestion.Why.ALLEGED_REPLY));
        }
        Optional<CaseId> named = Clues.inText(tx, claims.get().subject()).stream().findFirst();
        if (named.isPresent()) {
            return named.map(found -> new Suggestion(found, Suggestion.Why.REFERENCE_IN_SUBJECT));
        }
        return likeliest(tx, claims.get().from())
                .map(found -> new Suggestion(found, Suggestion.Why.ALLEGED_SENDER));
    }

    private static Optional<CaseId> likeliest(Tx tx, String alleged) throws VaultException {
        Optional<Address> address = Address.parse(alleged);
        Optional<Contact> contact = address.isEmpty() ? Optional.empty() : new Contacts().find(tx, address.get());
        List<CaseId> cases = contact.isEmpty() ? List.of() : Clues.ofContact(tx, contact.get().id());
        return cases.stream().findFirst();
    }

    private record Claims(String from, String subject, boolean signal) {
    }
}
