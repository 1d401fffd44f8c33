package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import java.util.Set;

/// Why a message may leave. There is no third way.
public sealed interface Proof {
    /// Its content was encrypted to exactly these keys: one for each envelope recipient, and our own.
    record Encrypted(Set<Fingerprint> to) implements Proof {
        public Encrypted {
            to = Set.copyOf(to);
        }
    }

    /// A person decided that it leaves in the clear, and the journal's entry of that number says who and why.
    record Overridden(long journalEntry) implements Proof {
    }
}
