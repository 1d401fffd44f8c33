package guichet.inbox.gate;

import guichet.crypto.Fingerprint;

/// What a person does to a room.
public sealed interface ChatChange {
    /// @param name at most 100 characters
    record Rename(String name) implements ChatChange {
    }

    /// @param colleague on the staff list
    record Add(Fingerprint colleague) implements ChatChange {
    }

    /// @param member whoever it is
    record Remove(Fingerprint member) implements ChatChange {
    }

    /// The person who asks leaves.
    record Leave() implements ChatChange {
    }
}
