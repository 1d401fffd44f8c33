package guichet.inbox.intake;

import guichet.inbox.MessageId;

/// What intake did with a message. Once it returns, the message is durable; garbage is stored too.
public sealed interface Taken {
    /// It is in the vault.
    sealed interface Here extends Taken {
        MessageId id();
    }

    record Stored(MessageId id) implements Here {
    }

    /// It was there already, by another way or from another time.
    record Duplicate(MessageId id) implements Here {
    }

    /// It went with a case that was destroyed or archived, and its server offers it again: it is not stored.
    record Gone() implements Taken {
    }
}
