package guichet.tui.command;

import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "contact", subcommands = {ContactAdd.class, ContactList.class, ContactShow.class, ContactMerge.class})
final class ContactGroup {
    static void show(Contact contact, Output out) {
        List<String> addresses = contact.addresses().stream().map(Address::value).toList();
        out.content(
                new JsonLine().put("id", Long.toString(contact.id().value())).put("name", contact.name())
                        .strings("addresses", addresses).put("language", contact.language()),
                "%4d  %s  %s".formatted(contact.id().value(), Sentences.safe(contact.name()),
                        String.join(", ", addresses)));
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
