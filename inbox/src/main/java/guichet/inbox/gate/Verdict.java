package guichet.inbox.gate;

import java.util.List;

/// What the gate says of a draft.
public sealed interface Verdict {
    /// It may leave as it stands: every recipient gets it encrypted.
    record Passed(Parcel parcel) implements Verdict {
    }

    /// Nothing leaves. Every recipient that stands in the way is named.
    record Refused(MailDraft draft, List<Refusal> refusals) implements Verdict {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
