package guichet.inbox.gate;

import guichet.keystore.SignalRecipient;
import java.util.List;

/// Why nothing can be sent to somebody on Signal now, and the ways out. None of them is an override: Signal always encrypts, so all that can be
/// wrong is for whom.
public record SignalRefusal(SignalRecipient recipient, Why why, List<Remedy> remedies) {
    public SignalRefusal {
        remedies = List.copyOf(remedies);
    }

    static SignalRefusal of(SignalRecipient recipient, Why why) {
        return new SignalRefusal(recipient, why, switch (why) {
            case NO_ACCOUNT -> List.of(Remedy.ADD_ACCOUNT, Remedy.MAIL);
            case UNKNOWN_RECIPIENT -> List.of(Remedy.ADD_CONTACT, Remedy.MAIL);
            case UNTRUSTED_IDENTITY -> List.of(Remedy.LOOK_AT_IDENTITY, Remedy.MAIL);
            case GROUP_NOT_LOOKED_AT -> List.of(Remedy.LOOK_AT_GROUP);
            case UNREGISTERED -> List.of(Remedy.MAIL);
            case QUOTE_OF_ANOTHER_CONVERSATION -> List.of(Remedy.REMOVE_QUOTE);
        });
    }

    public enum Why {
        NO_ACCOUNT("no-account"),
        /** Nobody by this number, name or group was ever met or added here. */
        UNKNOWN_RECIPIENT("unknown-recipient"),
        /** Nobody has looked at their safety number, it is another by now, or a person said to send them nothing. Of a group: one of its members. */
        UNTRUSTED_IDENTITY("untrusted-identity"),
        /** Nobody here has seen who reads this group, or others read it since. */
        GROUP_NOT_LOOKED_AT("group-not-looked-at"),
        /** Signal's service said lately that nobody has this number or name. */
        UNREGISTERED("unregistered"),
        /** What it quotes was said to others. */
        QUOTE_OF_ANOTHER_CONVERSATION("quote-of-another-conversation");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Remedy {
        /** Look at the safety number and decide; the decision is journalled. */
        LOOK_AT_IDENTITY("look-at-identity"),
        /** See who reads the group, and let them; the decision is journalled. */
        LOOK_AT_GROUP("look-at-group"), ADD_CONTACT("add-contact"), ADD_ACCOUNT("add-account"), REMOVE_QUOTE(
                "remove-quote"), MAIL("mail");

        private final String word;

        Remedy(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
