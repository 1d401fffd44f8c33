package guichet.transports.signal;

import guichet.transports.signal.Frame.Failure;

/// What became of a request.
public sealed interface Answer {
    /// @param json the result, UTF-8
    record Done(Raw json) implements Answer {
    }

    /// signal-cli says no.
    record Refused(Failure failure) implements Answer {
    }

    /// Nothing of it was written: there is no process that could be asked.
    record NotAsked(SignalFault fault) implements Answer {
    }

    /// It was written, or part of it, and no answer came: whether it was done is not known.
    record Lost(SignalFault fault) implements Answer {
    }
}
