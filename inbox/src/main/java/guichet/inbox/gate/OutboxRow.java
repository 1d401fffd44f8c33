package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One mail or Signal message in the outbox as it is listed. A row is no right to send: see [Gate].
///
/// @param to in the contract's text form: mail addresses as they are, others as `signal:…`
/// @param since when it entered its state
/// @param notBefore its next try, where it waits
/// @param error why it waits, failed or is unknown
public record OutboxRow(OutboxId id, Channel channel, What what, MessageId message, AccountId account, State state,
        List<String> to, Optional<CaseId> caseId, Instant since, Instant notBefore, int attempts,
        Optional<String> error) {

    public OutboxRow {
        to = List.copyOf(to);
    }

    /// Whether a try has ended without an outcome, and another comes.
    public boolean isPutOff() {
        return state == State.WAITING && attempts > 0;
    }

    /// Whether it may still leave without anybody doing anything.
    public boolean isOnItsWay() {
        return switch (state) {
            case COUNTING, WAITING, CONNECTING, SENDING -> true;
            case SENT, FAILED, UNKNOWN, WITHDRAWN, HELD -> false;
        };
    }

    /// What leaves.
    public enum What {
        MESSAGE,
        /** An emoji, put to `message` or taken back. */
        REACTION,
        /** To a room of the chat, or to something said there: it has no words of its own. */
        CHANGE;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        /**
         * Its author's screen counts down and can take it back. It leaves once that screen lets it go, and is a draft again where the screen
         * died first.
         */
        COUNTING,
        /** Waits for its first or next try. */
        WAITING,
        /** A try has begun; nothing of the content has left. */
        CONNECTING,
        /** Content is leaving right now; after a crash here it becomes unknown. */
        SENDING, SENT, FAILED,
        /** It may have been taken by the server. Never repeated by itself. */
        UNKNOWN,
        /** A person took it back before it left. */
        WITHDRAWN,
        /** The gate would not revive it: a key was revoked or distrusted since, or its bytes were altered. */
        HELD;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
