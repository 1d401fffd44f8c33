package guichet.inbox.gate;

import guichet.inbox.MessageId;

/// What [ChatGate#release] answers.
public sealed interface ChatRelease {
    /// Durable in the outbox.
    record Queued(MessageId message, OutboxId id) implements ChatRelease {
    }

    /// Nothing was written.
    record StillRefused(ChatVerdict.Refused refused) implements ChatRelease {
    }

    /// The stored draft was sent or discarded elsewhere meanwhile, and nothing was written.
    record DraftGone() implements ChatRelease {
    }
}
