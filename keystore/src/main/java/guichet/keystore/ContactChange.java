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

    /// Nothing was changed.
    record Invalid(Rule broken) implements ContactChange {
    }

    /// What a contact has to follow.
    enum Rule {
        /** A name is one line of 1 to 100 characters. */
        NAME,
        /** A language is `fr` or `en`. */
        LANGUAGE,
        /** A contact has an address. */
        ADDRESS,
        /** Two contacts are merged, not one with itself. */
        TWO_CONTACTS
    }
}
