package guichet.inbox.gate;

import java.util.List;

/// What the gate says of a draft for Signal.
public sealed interface SignalVerdict {
    /// It may leave as it stands.
    record Passed(SignalParcel parcel) implements SignalVerdict {
    }

    /// Nothing leaves. Everyone who stands in the way is named.
    record Refused(SignalDraft draft, List<SignalRefusal> refusals) implements SignalVerdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
