package guichet.inbox.gate;

/// How moving a refused mail to Signal ended.
public sealed interface MovedToSignal {
    /// The mail's draft is one for Signal now, under this number, and has yet to pass the gate.
    record Moved(DraftId id, SignalDraft draft) implements MovedToSignal {
    }

    /// It has several recipients, and one conversation on Signal is with one of them: nothing was changed.
    record SeveralRecipients() implements MovedToSignal {
    }

    /// It has a file that is longer than what Signal carries: nothing was changed.
    record TooLong() implements MovedToSignal {
    }

    /// Nobody with that address is known on Signal: nothing was changed.
    record NotOnSignal() implements MovedToSignal {
    }

    /// The stored draft was sent or discarded elsewhere meanwhile, and nothing was written.
    record DraftGone() implements MovedToSignal {
    }
}
