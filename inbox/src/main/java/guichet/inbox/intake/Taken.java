package guichet.inbox.intake;

import guichet.inbox.MessageId;

/// What intake did with a message. Once it returns, the message is durable; there is no third outcome: garbage is stored too.
public sealed interface Taken {
    MessageId id();

    record Stored(MessageId id) implements Taken {
    }

    /// It was there already, by another way or from another time.
    record Duplicate(MessageId id) implements Taken {
    }
}
