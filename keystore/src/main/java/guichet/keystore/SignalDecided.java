package guichet.keystore;

/// How a person's decision about somebody's identity on Signal ended.
public sealed interface SignalDecided {
    /// It holds; the identity as it is known from now on.
    record Done(SignalIdentity now) implements SignalDecided {
    }

    /// Nothing was decided: the safety number is another by now than the one that was looked at.
    record OtherNumberNow(SignalIdentity now) implements SignalDecided {
    }

    /// Nothing was decided: a change was reported, and their present safety number has not been seen since; or none was ever seen.
    record NoNumberYet(SignalIdentity now) implements SignalDecided {
    }

    /// Nothing was decided: somebody distrusts them. Only comparing safety numbers lifts that.
    record Distrusted(SignalIdentity now) implements SignalDecided {
    }

    /// Nothing was decided: there is no such identity.
    record Unknown() implements SignalDecided {
    }
}
