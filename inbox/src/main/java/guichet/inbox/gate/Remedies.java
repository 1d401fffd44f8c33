package guichet.inbox.gate;

import guichet.inbox.gate.Refusal.Remedy;
import guichet.inbox.gate.Refusal.Why;
import java.util.List;

/// The ways out of each refusal, the safest first and the override last.
final class Remedies {
    private Remedies() {
    }

    static List<Remedy> of(Why why) {
        return switch (why) {
            case NO_KEY -> List.of(Remedy.FIND_KEY, Remedy.IMPORT_KEY, Remedy.ASK_KEY, Remedy.REMOVE_RECIPIENT,
                    Remedy.OVERRIDE);
            case NOT_ACCEPTED ->
                List.of(Remedy.VERIFY_KEY, Remedy.ACCEPT_KEY, Remedy.REMOVE_RECIPIENT, Remedy.OVERRIDE);
            case KEY_CHANGED -> List.of(Remedy.DECIDE_KEY, Remedy.REMOVE_RECIPIENT, Remedy.OVERRIDE);
            case EXPIRED_KEY, REVOKED_KEY, WEAK_KEY -> List.of(Remedy.ASK_KEY, Remedy.IMPORT_KEY, Remedy.FIND_KEY,
                    Remedy.REMOVE_RECIPIENT, Remedy.OVERRIDE);
            case DISTRUSTED_KEY -> List.of(Remedy.ASK_KEY, Remedy.IMPORT_KEY, Remedy.REMOVE_RECIPIENT, Remedy.OVERRIDE);
            case NO_ACCOUNT -> List.of(Remedy.ADD_ACCOUNT);
            case ENCRYPTION_FAILED -> List.of(Remedy.REMOVE_RECIPIENT);
            case ANSWERS_INTERNAL -> List.of();
        };
    }
}
