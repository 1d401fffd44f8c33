package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.cases.MessageFilter;
import java.util.Optional;

/// A line of the left pane: a place where messages are, or where something waits for a person.
sealed interface Shelf {
    /// Incoming messages in no case.
    record ToSort(int count) implements Shelf {
    }

    /// What nobody has read yet, in whatever case.
    record Unread(int count) implements Shelf {
    }

    record OneCase(Case its) implements Shelf {
    }

    record Drafts(int count) implements Shelf {
    }

    /// What waits, failed or is unknown.
    record Outbox(int count) implements Shelf {
    }

    /// Exposures of the last thirty days.
    record Exposed(int count) implements Shelf {
    }

    /// Keys that a person has to decide about.
    record Alarms(int count) implements Shelf {
    }

    /// People on Signal whose safety number is another than the one looked at.
    record SignalAlarms(int count) implements Shelf {
    }

    /// Keys in use, ours and others', that end within thirty days.
    record Expiring(int count) implements Shelf {
    }

    /// The rooms of the internal chat.
    ///
    /// @param count    messages there that nobody here has read
    /// @param mentions those of them that name one of us
    /// @param stopped  rooms that stand still
    record Rooms(int count, int mentions, int stopped) implements Shelf {
    }

    /// Keys of colleagues that a person has to decide about.
    record ChatAlarms(int count) implements Shelf {
    }

    /// What services of our own write.
    record Machines(int count) implements Shelf {
    }

    /// Closed cases whose rule wants something within the weeks of warning, or now; not those that are held.
    record Due(int count) implements Shelf {
    }

    /// Backups that are missing or to be deleted.
    record Backups(int count) implements Shelf {
    }

    record Closed(int count) implements Shelf {
    }

    /// The messages that lie there; empty where it holds something else.
    default Optional<MessageFilter> filter(int limit) {
        return switch (this) {
            case ToSort _ -> Optional.of(MessageFilter.toSort(limit));
            case Unread _ ->
                Optional.of(new MessageFilter(Optional.empty(), Optional.empty(), MessageFilter.Only.UNREAD,
                        Optional.empty(), limit));
            case Machines _ -> Optional.of(MessageFilter.machines(limit));
            case OneCase one -> Optional.of(MessageFilter.inCase(one.its().id(), limit));
            case Drafts _,Outbox _,Exposed _,Alarms _,SignalAlarms _,Expiring _,Rooms _,ChatAlarms _,Due _,Backups _,Closed _ ->
                Optional.empty();
        };
    }

    /// Whether it is the same place, whatever its counters say.
    default boolean isSamePlace(Shelf other) {
        if (this instanceof OneCase mine && other instanceof OneCase theirs) {
            return mine.its().id().equals(theirs.its().id());
        }
        return getClass().equals(other.getClass());
    }
}
