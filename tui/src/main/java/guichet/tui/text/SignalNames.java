package guichet.tui.text;

import guichet.inbox.signal.SignalMessages;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// What somebody or a group on Signal is called before people: by their contact's name where a person has linked one, else by the name that they
/// claim; and always with the number or account beside it, since a name alone may be anybody's. Stateless, for any thread.
public final class SignalNames {
    private static final int GROUP_SHOWN = "group:".length() + 6;

    private final SignalIdentities identities;
    private final Contacts contacts;
    private final SignalMessages messages;

    public SignalNames(SignalIdentities identities, Contacts contacts, SignalMessages messages) {
        this.identities = identities;
        this.contacts = contacts;
        this.messages = messages;
    }

    /// One line; to be passed through [Printable].
    public String of(Tx tx, SignalRecipient who) throws VaultException {
        if (who instanceof SignalRecipient.Group group) {
            return messages.groupName(tx, group).filter(name -> !name.isBlank())
                    .map(name -> name + " (" + shortened(who.bare()) + ")").orElse(who.text());
        }
        Optional<SignalIdentity> known = identities.find(tx, who);
        String beside = known.flatMap(SignalIdentity::shown).orElse(who).bare();
        Optional<Contact> contact = known.isPresent() && known.get().contact().isPresent()
                ? contacts.show(tx, known.get().contact().get())
                : Optional.empty();
        String name = contact.map(Contact::name).or(() -> known.map(SignalIdentity::profileName)).orElse("");
        return name.isBlank() ? beside : name + " (" + beside + ")";
    }

    /// Nobody reads a group's id; its beginning tells two of one name apart.
    private static String shortened(String group) {
        return group.length() > GROUP_SHOWN ? group.substring(0, GROUP_SHOWN) + "…" : group;
    }

    /// The same of a recipient's text form, of whatever channel.
    public String of(Tx tx, String to) throws VaultException {
        Optional<SignalRecipient> who = SignalRecipient.parse(to);
        return who.isPresent() ? of(tx, who.get()) : to;
    }
}
