package guichet.inbox.gate;

import guichet.inbox.MessageId;

/// What [SignalGate#release] answers.
public sealed interface SignalRelease {
    /// Durable in the outbox.
    record Queued(MessageId message, OutboxId id) implements SignalRelease {
    }

    /// Nothing was written.
    record StillRefused(SignalVerdict.Refused refused) implements SignalRelease {
    }

    /// The stored draft was sent or discarded elsewhere meanwhile, and nothing was written.
    record DraftGone() implements SignalRelease {
    }
}
