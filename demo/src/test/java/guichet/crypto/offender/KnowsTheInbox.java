package guichet.crypto.offender;

final class KnowsTheInbox {
    guichet.inbox.CaseId forbidden() {
        return new guichet.inbox.CaseId("2026-0001");
    }
}
