package guichet.inbox.cases;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import java.util.Optional;

/// Which messages to list, newest first.
///
/// @param before only what comes after this one in the list: the last line of the page before
/// @param limit  at most so many
public record MessageFilter(Optional<CaseId> caseId, Optional<Channel> channel, Only only, Optional<MessageId> before,
        int limit) {

    public enum Only {
        ALL, UNREAD,
        /** Incoming messages in no case. */
        TO_SORT,
        /** What services of our own write, of whatever case. */
        MACHINES
    }

    public static MessageFilter inCase(CaseId id, int limit) {
        return new MessageFilter(Optional.of(id), Optional.empty(), Only.ALL, Optional.empty(), limit);
    }

    public static MessageFilter toSort(int limit) {
        return new MessageFilter(Optional.empty(), Optional.empty(), Only.TO_SORT, Optional.empty(), limit);
    }

    public static MessageFilter machines(int limit) {
        return new MessageFilter(Optional.empty(), Optional.empty(), Only.MACHINES, Optional.empty(), limit);
    }

    public static MessageFilter all(int limit) {
        return new MessageFilter(Optional.empty(), Optional.empty(), Only.ALL, Optional.empty(), limit);
    }
}
