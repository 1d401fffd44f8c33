package guichet.inbox.archive;

import guichet.inbox.journal.Actor;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.ContactId;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people of a case that comes back: who is known here by an address of then is that person; nobody's trust comes with them. The keys of
/// then are kept as old ones: named, and never used.
final class RevivedPeople {
    private final Tx tx;
    private final BagStores stores;
    private final Bag bag;
    private final Actor by;

    RevivedPeople(Tx tx, BagStores stores, Bag bag, Actor by) {
        this.tx = tx;
        this.stores = stores;
        this.bag = bag;
        this.by = by;
    }

    void contacts() throws VaultException, BadBag {
        for (JsonMap each : bag.root().objects("contacts")) {
            List<Address> addresses = each.strings("addresses").stream()
                    .flatMap(text -> Address.parse(text).stream()).toList();
            List<SignalRecipient> onSignal = each.strings("signal").stream()
                    .flatMap(text -> SignalRecipient.parse(text).stream()).toList();
            Optional<ContactId> known = known(addresses, onSignal);
            Optional<ContactId> contact = known.isPresent() ? known : added(each.text("name"), addresses, onSignal);
            if (contact.isPresent()) {
                stores.cases().addContact(tx, bag.id(), contact.get(), by);
                if (each.textOrNone("language").isPresent()) {
                    stores.contacts().speaks(tx, contact.get(), each.text("language"));
                }
            }
        }
    }

    /// @param slots gets, by path, the certificates that are still to come
    void keys(Map<String, RevivedRows.Slot> slots) throws BadBag {
        for (JsonMap key : bag.root().objects("keys")) {
            slots.put("data/" + key.text("file"), new RevivedRows.Slot.Key(key));
        }
    }

    private Optional<ContactId> known(List<Address> addresses, List<SignalRecipient> onSignal) throws VaultException {
        for (Address address : addresses) {
            Optional<Contact> found = stores.contacts().find(tx, address);
            if (found.isPresent()) {
                return found.map(Contact::id);
            }
        }
        for (SignalRecipient who : onSignal) {
            Optional<ContactId> found = stores.identities().find(tx, who).flatMap(SignalIdentity::contact);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ContactId> added(String name, List<Address> addresses, List<SignalRecipient> onSignal)
            throws VaultException {
        if (!addresses.isEmpty()) {
            return done(stores.contacts().add(tx, name, addresses));
        }
        for (SignalRecipient who : onSignal) {
            Optional<SignalIdentity> identity = stores.identities().find(tx, who);
            if (identity.isPresent()) {
                return done(stores.contacts().addOnSignal(tx, name, identity.get().id()));
            }
        }
        return Optional.empty();
    }

    private static Optional<ContactId> done(ContactChange change) {
        return change instanceof ContactChange.Done(Contact contact) ? Optional.of(contact.id()) : Optional.empty();
    }
}
