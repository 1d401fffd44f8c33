package guichet.inbox.signal;

import guichet.inbox.Direction;
import guichet.keystore.SignalRecipient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one notification of signal-cli says, as far as this version understands it.
sealed interface Envelope {
    /// Words, files or an event: a message.
    record Said(Head head, Content content) implements Envelope {
    }

    /// What is meant instead of an earlier message of the same author.
    ///
    /// @param target when that was sent, in any of its versions
    record Edited(Head head, Instant target, Content content) implements Envelope {
    }

    /// @param emoji empty: taken back
    record Reacted(Head head, Somebody targetAuthor, Instant target, String emoji) implements Envelope {
    }

    /// Its author deletes a message of theirs for everyone.
    record Deleted(Head head, Instant target) implements Envelope {
    }

    /// Somebody's telephone has had, or shown, what we sent at these times.
    record Receipts(Somebody by, Instant when, Receipt receipt, List<Instant> sent) implements Envelope {
    }

    /// Our own telephone has shown these messages of others to its owner.
    record ReadOnPhone(List<One> messages) implements Envelope {
        record One(Somebody author, Instant sent) {
        }
    }

    enum Receipt {
        DELIVERED, READ
    }

    /// Nothing to keep, such as somebody's typing.
    record Nothing() implements Envelope {
    }

    /// @param why  a fixed word
    /// @param head  as far as it could be read
    /// @param files that seem to have come with it
    record NotUnderstood(String why, Optional<Head> head, List<NamedFile> files) implements Envelope {
        static NotUnderstood bare(String why) {
            return new NotUnderstood(why, Optional.empty(), List.of());
        }
    }

    /// Who said it; empty where nobody did, or nobody knows.
    default Optional<Head> said() {
        return switch (this) {
            case Said(Head head, _) -> Optional.of(head);
            case Edited(Head head, _, _) -> Optional.of(head);
            case Reacted(Head head, _, _, _) -> Optional.of(head);
            case Deleted(Head head, _) -> Optional.of(head);
            case NotUnderstood(_, Optional<Head> head, _) -> head;
            case Receipts _,ReadOnPhone _,Nothing _ -> Optional.empty();
        };
    }

    /// Who said when, to whom.
    ///
    /// @param name      what they call themselves; may be blank
    /// @param direction OUT: the person's own telephone did
    record Head(Somebody author, String name, Place place, Direction direction, Instant sent) {
    }

    sealed interface Place {
        /// @param other for what came in, its author
        record Between(Somebody other) implements Place {
        }

        /// @param name that its members gave it; may be blank
        record InGroup(SignalRecipient.Group group, String name) implements Place {
        }
    }

    /// @param text  mentions are still U+FFFC in it
    /// @param spent files that came along and that nobody needs: previews, thumbnails
    record Content(SignalKind kind, String text, List<Mention> mentions, List<NamedFile> files, Optional<Quoted> quote,
            Duration timer, List<String> spent) {
    }

    /// @param start  in UTF-16 units
    /// @param length the same
    record Mention(int start, int length, Somebody who) {
    }

    /// @param id   under which signal-cli keeps it: any text; empty: it has none
    /// @param name that its sender gave it: any text
    record NamedFile(String id, String name, String type) {
    }

    record Quoted(Somebody author, Instant sent, String alleged) {
    }
}
