package guichet.keystore;

import guichet.keystore.ContactChange.Rule;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The people outside. An address belongs to one of them at most; upper and lower case are one. A [ContactId] is never
/// given to somebody else later.
public final class Contacts {
    private static final Set<String> LANGUAGES = Set.of("fr", "en");

    public Contacts() {
    }

    /// Somebody new.
    ///
    /// @param addresses at least one
    public ContactChange add(Tx tx, String name, List<Address> addresses) throws VaultException {
        Optional<String> checked = checkedName(name);
        if (checked.isEmpty() || addresses.isEmpty()) {
            return new ContactChange.Invalid(checked.isEmpty() ? Rule.NAME : Rule.ADDRESS);
        }
        for (Address address : addresses) {
            Optional<Contact> owner = find(tx, address);
            if (owner.isPresent()) {
                return new ContactChange.AddressTaken(address, owner.get());
            }
        }
        ContactId id = new ContactId(tx.insert("INSERT INTO contact (name) VALUES (?)", checked.get()));
        for (Address address : addresses.stream().distinct().toList()) {
            append(tx, id, address);
        }
        return done(tx, id);
    }

    /// Somebody new who is known on Signal alone.
    public ContactChange addOnSignal(Tx tx, String name, SignalIdentityId identity) throws VaultException {
        Optional<String> checked = checkedName(name);
        if (checked.isEmpty()) {
            return new ContactChange.Invalid(Rule.NAME);
        }
        ContactId id = new ContactId(tx.insert("INSERT INTO contact (name) VALUES (?)", checked.get()));
        tx.update("UPDATE signal_identity SET contact = ? WHERE id = ?", id.value(), identity.value());
        return done(tx, id);
    }

    public ContactChange rename(Tx tx, ContactId id, String name) throws VaultException {
        Optional<String> checked = checkedName(name);
        if (checked.isEmpty()) {
            return new ContactChange.Invalid(Rule.NAME);
        }
        tx.update("UPDATE contact SET name = ? WHERE id = ?", checked.get(), id.value());
        return done(tx, id);
    }

    /// Which language they read.
    ///
    /// @param language `fr` or `en`
    public ContactChange speaks(Tx tx, ContactId id, String language) throws VaultException {
        if (!LANGUAGES.contains(language)) {
            return new ContactChange.Invalid(Rule.LANGUAGE);
        }
        tx.update("UPDATE contact SET language = ? WHERE id = ?", language, id.value());
        return done(tx, id);
    }

    public ContactChange addAddress(Tx tx, ContactId id, Address address) throws VaultException {
        Optional<Contact> owner = find(tx, address);
        if (owner.isPresent() && !owner.get().id().equals(id)) {
            return new ContactChange.AddressTaken(address, owner.get());
        }
        if (owner.isEmpty() && show(tx, id).isPresent()) {
            append(tx, id, address);
        }
        return done(tx, id);
    }

    /// Refused for the last one.
    public ContactChange removeAddress(Tx tx, ContactId id, Address address) throws VaultException {
        Optional<Contact> contact = show(tx, id);
        if (contact.isPresent() && contact.get().addresses().equals(List.of(address))) {
            return new ContactChange.Invalid(Rule.ADDRESS);
        }
        tx.update("DELETE FROM contact_address WHERE contact = ? AND address = ?", id.value(), address.key());
        return done(tx, id);
    }

    /// Makes one of two who turn out to be the same person: `from`'s addresses go to `into`, and `from` is no more. What
    /// else points to `from` is moved by the caller *before*, in the same transaction. Keys stay with their addresses,
    /// and nothing that was decided about them changes.
    public ContactChange merge(Tx tx, ContactId into, ContactId from) throws VaultException {
        if (into.equals(from)) {
            return new ContactChange.Invalid(Rule.TWO_CONTACTS);
        }
        Optional<Contact> gone = show(tx, from);
        if (show(tx, into).isEmpty() || gone.isEmpty()) {
            return new ContactChange.NoSuchContact();
        }
        tx.update("DELETE FROM contact_address WHERE contact = ?", from.value());
        for (Address address : gone.get().addresses()) {
            append(tx, into, address);
        }
        tx.update("UPDATE signal_identity SET contact = ? WHERE contact = ?", into.value(), from.value());
        tx.update("UPDATE contact SET language = coalesce(language, ?) WHERE id = ?",
                gone.get().language().orElse(null), into.value());
        tx.update("DELETE FROM contact WHERE id = ?", from.value());
        return done(tx, into);
    }

    /// By name, as a French dictionary would.
    public List<Contact> list(Tx tx) throws VaultException {
        List<Contact> contacts = new ArrayList<>();
        for (ContactId id : tx.list("SELECT id FROM contact", Contacts::id)) {
            contacts.add(show(tx, id).orElseThrow());
        }
        Collator french = Collator.getInstance(Locale.FRENCH);
        return contacts.stream()
                .sorted(Comparator.comparing(Contact::name, french::compare).thenComparingLong(c -> c.id().value()))
                .toList();
    }

    public Optional<Contact> show(Tx tx, ContactId id) throws VaultException {
        List<Address> addresses = tx.list("SELECT written FROM contact_address WHERE contact = ? ORDER BY place",
                row -> new Address(row.text("written")), id.value());
        return tx.one("SELECT name, language FROM contact WHERE id = ?",
                row -> new Contact(id, row.text("name"), addresses, row.textOrNone("language")), id.value());
    }

    public Optional<Contact> find(Tx tx, Address address) throws VaultException {
        Optional<ContactId> id = tx.one("SELECT contact AS id FROM contact_address WHERE address = ?", Contacts::id,
                address.key());
        return id.isEmpty() ? Optional.empty() : show(tx, id.get());
    }

    private static void append(Tx tx, ContactId id, Address address) throws VaultException {
        tx.insert("""
                INSERT INTO contact_address (address, written, contact, place)
                SELECT ?, ?, ?, coalesce(max(place) + 1, 1) FROM contact_address WHERE contact = ?""", address.key(),
                address.value(), id.value(), id.value());
    }

    private ContactChange done(Tx tx, ContactId id) throws VaultException {
        return show(tx, id).<ContactChange>map(ContactChange.Done::new).orElseGet(ContactChange.NoSuchContact::new);
    }

    private static ContactId id(Row row) throws VaultException {
        return new ContactId(row.number("id"));
    }

    private static Optional<String> checkedName(String typed) {
        try {
            return Optional.of(DisplayName.checked(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
