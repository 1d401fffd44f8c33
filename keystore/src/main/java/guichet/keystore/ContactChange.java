package guichet.keystore;

/// How a change to the contacts ended.
public sealed interface ContactChange {
    /// It holds; the contact as it is from now on.
    record Done(Contact contact) implements ContactChange {
    }

    /// Nothing was changed: the address belongs to another contact, with whom this one may be merged.
    record AddressTaken(Address address, Contact by) implements ContactChange {
    }

    /// Nothing was changed: there is no such contact.
    record NoSuchContact() implements ContactChange {
    }

    /// Nothing was changed: a name is one line of 1 to 100 characters, a language is `fr` or `en`, and a contact has an
    /// address.
    record Invalid() implements ContactChange {
    }
}
