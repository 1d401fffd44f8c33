package guichet.inbox.gate;

import java.util.List;

/// What [SignalGate#react] answers.
public sealed interface SignalReacted {
    /// Durable in the outbox.
    record Queued(OutboxId id) implements SignalReacted {
    }

    /// Nothing was written.
    record Refused(List<SignalRefusal> refusals) implements SignalReacted {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /// It is no message on Signal to which anybody could react; nothing was written.
    record NoSuchMessage() implements SignalReacted {
    }
}
