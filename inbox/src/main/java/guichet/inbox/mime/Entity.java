package guichet.inbox.mime;

import java.util.List;
import java.util.Optional;

/// A message or a part of one, as it was found. Nothing in it is believed yet.
sealed interface Entity {
    Header header();

    MediaType type();

    /// Inline or attachment, with the claimed name.
    default Optional<MediaType> disposition() {
        return header().first("content-disposition").map(MediaType::parse);
    }

    /// Holds other parts.
    record Multipart(Header header, MediaType type, List<Entity> children) implements Entity {
        public Multipart {
            children = List.copyOf(children);
        }
    }

    /// Holds bytes. Also a message in a message, which is not looked into, and what is nested too deep.
    final class Leaf implements Entity {
        private final Header header;
        private final MediaType type;
        private final byte[] content;

        Leaf(Header header, MediaType type, byte[] content) {
            this.header = header;
            this.type = type;
            this.content = content;
        }

        @Override
        public Header header() {
            return header;
        }

        @Override
        public MediaType type() {
            return type;
        }

        /// The bytes themselves, without their transfer encoding; not a copy.
        byte[] content() {
            return content;
        }
    }
}
