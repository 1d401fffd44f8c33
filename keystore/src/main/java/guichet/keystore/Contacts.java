package guichet.keystore;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The people outside. An address belongs to one of them at most; upper and lower case are one.
@SuppressWarnings("DoNotCallSuggester") // unfinished: the bodies follow
public final class Contacts {
    public Contacts() {
    }

    /// Somebody new.
    ///
    /// @param addresses at least one
    public ContactChange add(Tx tx, String name, List<Address> addresses) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    public ContactChange rename(Tx tx, ContactId id, String name) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Which language they read.
    ///
    /// @param language `fr` or `en`
    public ContactChange speaks(Tx tx, ContactId id, String language) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    public ContactChange addAddress(Tx tx, ContactId id, Address address) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Refused as [ContactChange.Invalid] for the last one.
    public ContactChange removeAddress(Tx tx, ContactId id, Address address) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Makes one of two who turn out to be the same person: `from`'s addresses go to `into`, and `from` is no more. What
    /// else points to `from` is moved by the caller *before*, in the same transaction. Keys stay with their addresses.
    public ContactChange merge(Tx tx, ContactId into, ContactId from) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// By name.
    public List<Contact> list(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    public Optional<Contact> show(Tx tx, ContactId id) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    public Optional<Contact> find(Tx tx, Address address) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }
}
