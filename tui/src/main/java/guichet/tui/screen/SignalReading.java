package guichet.tui.screen;

import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.signal.SignalDetails;
import guichet.inbox.signal.SignalMessages.Reference;
import guichet.keystore.Contact;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a message on Signal has beside its text, with the people in it by name.
///
/// @param names of those who reacted
/// @param other who wrote it, or whom we wrote to, as they are known now; empty for what we said in a group
record SignalReading(SignalDetails details, Map<SignalIdentityId, String> names, Optional<SignalIdentity> other) {
    SignalReading {
        names = Map.copyOf(names);
    }

    static Optional<SignalReading> of(Tx tx, Desk desk, MessageId id, Direction direction) throws VaultException {
        Optional<SignalDetails> details = desk.signal().messages().details(tx, id);
        if (details.isEmpty()) {
            return Optional.empty();
        }
        Map<SignalIdentityId, String> names = new HashMap<>();
        for (SignalDetails.Reaction reaction : details.get().reactions()) {
            Optional<SignalIdentity> by = desk.signal().identities().find(tx, reaction.by());
            names.put(reaction.by(), by.map(SignalReading::name).orElse("?"));
        }
        return Optional.of(new SignalReading(details.get(), names, other(tx, desk, details.get(), direction)));
    }

    private static Optional<SignalIdentity> other(Tx tx, Desk desk, SignalDetails details, Direction direction)
            throws VaultException {
        if (direction == Direction.IN) {
            return desk.signal().identities().find(tx, details.author());
        }
        Optional<SignalRecipient> to = desk.signal().messages().reference(tx, details.message())
                .map(Reference::answersGo);
        return to.isPresent() ? desk.signal().identities().find(tx, to.get()) : Optional.empty();
    }

    /// The name that we know them by, where somebody said who they are, and then as below.
    static String name(SignalIdentity identity, Optional<Contact> contact) {
        return contact.map(known -> known.name() + ", " + name(identity)).orElseGet(() -> name(identity));
    }

    /// The name that they claim, and always the number or account beside it.
    static String name(SignalIdentity identity) {
        String shown = identity.shown().map(SignalRecipient::bare).orElse("?");
        return identity.profileName().isBlank() ? shown : identity.profileName() + " (" + shown + ")";
    }
}
