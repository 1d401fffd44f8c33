package guichet.inbox.gate;

import guichet.inbox.CaseId;

/// What a room with a list is for, in this vault alone: others are not told.
public sealed interface Purpose {
    record Team() implements Purpose {
    }

    /// What was said there stands in the case from then on, what was said before too.
    record OfCase(CaseId id) implements Purpose {
    }

    record Group() implements Purpose {
    }
}
