package guichet.inbox.chat;

import guichet.crypto.KeyProblem;
import guichet.inbox.CaseId;
import java.util.List;

/// What became of pinning somebody's key.
public sealed interface Pinned {
    /// They stand on the staff list with this key.
    record Done(Colleague colleague) implements Pinned {
    }

    /// They stood there already, with this very key; nothing was written.
    record AlreadyThere(Colleague colleague) implements Pinned {
    }

    /// Another key is pinned for that address: replacing it is a decision of its own.
    record OtherKeyPinned(Colleague colleague) implements Pinned {
    }

    /// That key is pinned for another address.
    record PinnedElsewhere(Colleague colleague) implements Pinned {
    }

    /// To replace a key there has to be one.
    record NobodyThere() implements Pinned {
    }

    /// It is a contact's of these cases: never a colleague's.
    record ContactOfCases(List<CaseId> cases) implements Pinned {
        public ContactOfCases {
            cases = List.copyOf(cases);
        }
    }

    /// The key, or the address, is of this vault's own people.
    record Ours() implements Pinned {
    }

    /// The key, with what is known of it already, is larger than any honest one ([guichet.keystore.Keyring#LARGEST_CERTIFICATE]).
    record TooLarge() implements Pinned {
    }

    /// Nothing can be encrypted to that key.
    record Unusable(KeyProblem why) implements Pinned {
    }
}
