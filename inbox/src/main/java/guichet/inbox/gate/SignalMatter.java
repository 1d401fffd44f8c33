package guichet.inbox.gate;

/// What can leave on Signal.
public sealed interface SignalMatter permits SignalContent, SignalReaction {
}
