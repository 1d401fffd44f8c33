package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.inbox.signal.SignalDetails;
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
record SignalReading(SignalDetails details, Map<SignalIdentityId, String> names) {
    SignalReading {
        names = Map.copyOf(names);
    }

    static Optional<SignalReading> of(Tx tx, Desk desk, MessageId id) throws VaultException {
        Optional<SignalDetails> details = desk.signal().messages().details(tx, id);
        if (details.isEmpty()) {
            return Optional.empty();
        }
        Map<SignalIdentityId, String> names = new HashMap<>();
        for (SignalDetails.Reaction reaction : details.get().reactions()) {
            Optional<SignalIdentity> by = desk.signal().identities().find(tx, reaction.by());
            names.put(reaction.by(), by.map(SignalReading::name).orElse("?"));
        }
        return Optional.of(new SignalReading(details.get(), names));
    }

    /// The name that they claim, and always the number or account beside it.
    private static String name(SignalIdentity identity) {
        String shown = identity.shown().map(SignalRecipient::bare).orElse("?");
        return identity.profileName().isBlank() ? shown : identity.profileName() + " (" + shown + ")";
    }
}
