package guichet.inbox.mime;

import java.util.Arrays;
import java.util.Objects;

/// A file that goes or came with a message. What came bears the names that its sender claims.
public final class AttachedFile {
    private final String name;
    private final String type;
    private final byte[] content;

    /// @param name any characters where a stranger chose it: never a path to write to as it stands
    /// @param type media type, `application/octet-stream` where unknown
    public AttachedFile(String name, String type, byte[] content) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
        this.content = content.clone();
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    public byte[] content() {
        return content.clone();
    }

    public int size() {
        return content.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachedFile that && name.equals(that.name) && type.equals(that.type)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, content.length);
    }

    @Override
    public String toString() {
        return "attachment of " + content.length + " bytes";
    }
}
