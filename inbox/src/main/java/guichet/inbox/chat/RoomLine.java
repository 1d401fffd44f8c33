package guichet.inbox.chat;

import guichet.inbox.Attachment;
import guichet.inbox.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line of a room, in the order of the time at which it was said, but never later than it came.
public sealed interface RoomLine {
    LineId id();

    Instant time();

    /// Words or files of a member, proven to be theirs.
    ///
    /// @param quote     what it answers, as its author cites it
    /// @param edited    when its words were last replaced
    /// @param deleted   when its author took it back; its words are gone from the room then
    /// @param mentionsUs whether it names one of us
    record Said(LineId id, MessageId message, Member author, Instant time, String body, List<Attachment> attachments,
            Optional<Quote> quote, List<Reaction> reactions, Optional<Instant> edited, Optional<Instant> deleted,
            Delivery delivery, Mention mentionsUs) implements RoomLine {
        public Said {
            attachments = List.copyOf(attachments);
            reactions = List.copyOf(reactions);
        }
    }

    /// Something that a member did to the room, or that happened to it here.
    ///
    /// @param by   who did it; empty: the program
    /// @param whom whom it is about
    /// @param text the new name, or nothing
    record Happened(LineId id, Instant time, What what, Optional<Member> by, Optional<Member> whom, String text)
            implements
                RoomLine {
    }

    /// A message that claims to belong here and is not believed. It is nobody's word; what came stands in the message.
    ///
    /// @param claimed whose it says it is
    record SetAside(LineId id, MessageId message, Instant time, Why why, String claimed) implements RoomLine {
    }

    /// Whether a message names one of us.
    enum Mention {
        YES, NO
    }

    /// An earlier message, as somebody cites it.
    ///
    /// @param message that it is, where it is known here
    record Quote(String text, Optional<MessageId> message) {
    }

    /// @param emoji what one member put to a message, each separated by a space
    record Reaction(Member by, String emoji) {
    }

    /// How far a message of ours has come.
    ///
    /// @param readBy whose app told that it was shown
    record Delivery(State state, List<Member> readBy) {
        public Delivery {
            readBy = List.copyOf(readBy);
        }

        public enum State {
            /** It is not ours. */
            RECEIVED, QUEUED,
            /** The room stopped, or a key is not usable: it waits for a person. */
            HELD, SENT,
            /** Somebody's app told that it was shown. */
            READ, FAILED, UNKNOWN, WITHDRAWN;

            /// The contract's word.
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /// Names are stored: never rename one.
    enum What {
        MADE, ADDED, REMOVED, LEFT, RENAMED,
        /** Somebody is in the room to whom nothing may be sent. */
        STOPPED,
        /** A person has decided, and the room goes on. */
        GOES_ON;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Why a message is not believed. Names are stored: never rename one.
    enum Why {
        NOT_ENCRYPTED, NOT_SIGNED,
        /** Signed by another key than the one pinned for its author. */
        FOREIGN_KEY,
        /** Signed by somebody who is not on the staff list. */
        NOT_STAFF,
        /** Its author is not, or no more, in the room. */
        NOT_A_MEMBER,
        /** What it says inside contradicts what it says outside, or itself. */
        CONTRADICTION,
        /** Its room is not known here, and it does not make one with us in it. */
        UNKNOWN_ROOM, CANNOT_DECRYPT;

        /// The contract's word.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
