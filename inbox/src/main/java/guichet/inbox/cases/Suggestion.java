package guichet.inbox.cases;

import guichet.inbox.CaseId;

/// A case that a message to sort may belong to. A claim in the clear led to it, so a person decides.
public record Suggestion(CaseId caseId, Why why) {
    public enum Why {
        /** The alleged sender is a contact of the case. */
        ALLEGED_SENDER,
        /** It says that it answers a message of the case. */
        ALLEGED_REPLY,
        /** The case's reference stands in its subject. */
        REFERENCE_IN_SUBJECT,
        /** It was said in a group that a person linked to the case. */
        GROUP
    }
}
