package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "contact", subcommands = {ContactAdd.class, ContactList.class, ContactShow.class, ContactMerge.class,
        ContactRequest.class})
final class ContactGroup {
    /// A contact with who they are on Signal.
    record Known(Contact contact, List<SignalIdentity> onSignal) {
        static Known of(Workspace vault, Tx tx, Contact contact) throws VaultException {
            return new Known(contact, vault.signal().identities().ofContact(tx, contact.id()));
        }
    }

    static void show(Known known, Output out) {
        Contact contact = known.contact();
        List<String> addresses = contact.addresses().stream().map(Address::value).toList();
        List<String> signal = known.onSignal().stream().flatMap(who -> who.shown().stream())
                .map(SignalRecipient::text).toList();
        List<String> all = new ArrayList<>(addresses);
        all.addAll(signal);
        out.content(
                new JsonLine().put("id", Long.toString(contact.id().value())).put("name", contact.name())
                        .strings("addresses", addresses).strings("signal", signal)
                        .put("language", contact.language()),
                "%4d  %s  %s".formatted(contact.id().value(), Sentences.safe(contact.name()),
                        String.join(", ", all)));
    }

    /// Whoever is written to so on Signal, met now if never before. No trust comes by it.
    static SignalIdentityId met(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        SignalRecipient who = SignalRecipient.parseBare(typed)
                .orElseThrow(() -> new Failure(Exit.USAGE, "not-on-signal", typed));
        Optional<SignalIdentity> known = vault.signal().identities().find(tx, who);
        if (known.isPresent()) {
            if (known.get().contact().isPresent()) {
                Contact owner = vault.contacts().show(tx, known.get().contact().get()).orElseThrow();
                throw new Failure(Exit.USAGE, "address-taken", typed, owner.name(), owner.id().value());
            }
            return known.get().id();
        }
        return switch (who) {
            case SignalRecipient.Aci aci -> vault.signal().identities()
                    .met(tx, Optional.of(aci), Optional.empty(), "", vault.clock().instant()).id();
            case SignalRecipient.PhoneNumber number -> vault.signal().identities()
                    .met(tx, Optional.empty(), Optional.of(number), "", vault.clock().instant()).id();
            case SignalRecipient.Username _,SignalRecipient.Group _ ->
                throw new Failure(Exit.USAGE, "not-on-signal", typed);
        };
    }

    static void link(Workspace vault, Tx tx, Contact contact, SignalIdentityId who) throws VaultException {
        vault.signal().decisions().link(tx, who, contact.id(), vault.actor(Via.COMMAND));
    }

    static Contact done(ContactChange change, String typed) throws Failure {
        return switch (change) {
            case ContactChange.Done done -> done.contact();
            case ContactChange.AddressTaken taken -> throw new Failure(Exit.USAGE, "address-taken", taken.address(),
                    taken.by().name(), taken.by().id().value());
            case ContactChange.NoSuchContact _ -> throw new Failure(Exit.NOT_FOUND, "no-such-contact", typed);
            case ContactChange.Invalid _ -> throw new Failure(Exit.USAGE, "bad-name", typed);
        };
    }
}
