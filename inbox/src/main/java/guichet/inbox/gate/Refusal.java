package guichet.inbox.gate;

import guichet.keystore.Address;
import java.util.List;

/// Why one recipient can't be written to as asked, and the ways out, the override always the last of them.
public record Refusal(Address recipient, Why why, List<Remedy> remedies) {
    public Refusal {
        remedies = List.copyOf(remedies);
    }

    public enum Why {
        NO_KEY("no-key"), NOT_ACCEPTED("not-accepted"), EXPIRED_KEY("expired-key"), REVOKED_KEY(
                "revoked-key"), KEY_CHANGED("key-changed"), WEAK_KEY(
                        "weak-key"), DISTRUSTED_KEY("distrusted-key"), NO_ACCOUNT("no-account"),
        /** The encryption itself failed. There is no override out of it at this moment: nothing falls back to plain text. */
        ENCRYPTION_FAILED("encryption-failed"),
        /** It answers what was said in a room of the internal chat. Nothing leads from there to the outside. */
        ANSWERS_INTERNAL("answers-internal");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Remedy {
        /** Move the conversation to Signal, where this person is known. */
        SIGNAL("signal"), FIND_KEY("find-key"), IMPORT_KEY("import-key"), ACCEPT_KEY("accept-key"), VERIFY_KEY(
                "verify-key"), DECIDE_KEY(
                        "decide-key"), ASK_KEY("ask-key"), EXTEND_OWN_KEY("extend-own-key"), ADD_ACCOUNT(
                                "add-account"), REMOVE_RECIPIENT("remove-recipient"), OVERRIDE("override");

        private final String word;

        Remedy(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
