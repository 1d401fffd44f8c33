package guichet.inbox.gate;

import guichet.crypto.Fingerprint;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import java.util.List;
import java.util.Optional;

/// What leaves into a room. Its [stored form][ChatForm] is what the outbox keeps and what is hashed; it becomes a mail as it leaves.
sealed interface ChatMatter {
    /// @param quote what it answers
    record Words(String body, List<AttachedFile> attachments, Optional<Quote> quote) implements ChatMatter {
        public Words {
            attachments = List.copyOf(attachments);
            if (body.isBlank() && attachments.isEmpty()) {
                throw new IllegalArgumentException("nothing to send");
            }
        }
    }

    /// @param target its Message-ID
    record Quote(String target, String text) {
    }

    /// @param emoji empty: what was put there is taken back
    record Reaction(String target, String emoji) implements ChatMatter {
    }

    record Edit(String target, String before, String body) implements ChatMatter {
    }

    record Deletion(String target) implements ChatMatter {
    }

    record Added(Fingerprint key, Address address) implements ChatMatter {
    }

    /// Whoever leaves by themselves too.
    record Removed(Fingerprint key, Address address) implements ChatMatter {
    }

    record Renamed(String before) implements ChatMatter {
    }

    /// To somebody who was removed, and to them alone: that they were. It holds nothing that they did not know.
    ///
    /// @param room as they knew it
    record Farewell(Fingerprint key, Address address, String group, String room) implements ChatMatter {
    }
}
