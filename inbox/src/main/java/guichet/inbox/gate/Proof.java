package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.keystore.SignalIdentityId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a message may leave. There is no further way.
public sealed interface Proof {
    /// Its content was encrypted to exactly these keys: one for each envelope recipient, and our own.
    record Encrypted(Set<Fingerprint> to) implements Proof {
        public Encrypted {
            to = Set.copyOf(to);
        }
    }

    /// It leaves on Signal, which encrypts it to these people; a person of ours has looked at the identity of each.
    ///
    /// @param identities one, or the members of a group who are known here
    record EndToEnd(List<Identity> identities) implements Proof {
        public EndToEnd {
            identities = List.copyOf(identities);
        }
    }

    /// A person decided that it leaves in the clear, and the journal's entry of that number says who and why.
    record Overridden(long journalEntry) implements Proof {
    }

    /// Somebody on Signal.
    ///
    /// @param key the identity key's fingerprint; empty where a person said that the first that turns up is to be taken
    record Identity(SignalIdentityId id, Optional<String> key) {
    }
}
