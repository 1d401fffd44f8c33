package guichet.inbox.mime;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that goes or came with a message. What came bears the names that its sender claims. A very long one is not held but read where it lies: [#far()].
public final class AttachedFile {
    private final String name;
    private final String type;
    private final byte[] content;
    private final @Nullable FarFile far;

    /// @param name any characters where a stranger chose it: never a path to write to as it stands
    /// @param type media type, `application/octet-stream` where unknown
    public AttachedFile(String name, String type, byte[] content) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
        this.content = content.clone();
        this.far = null;
    }

    private AttachedFile(String name, String type, FarFile far) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
        this.content = new byte[0];
        this.far = far;
    }

    /// One that is too long to be held.
    public static AttachedFile far(String name, String type, FarFile content) {
        return new AttachedFile(name, type, content);
    }

    /// The same content under other names.
    public AttachedFile named(String otherName, String otherType) {
        return far == null ? new AttachedFile(otherName, otherType, content) : far(otherName, otherType, far);
    }

    /// Its content where it is not held; then there is no other.
    public Optional<FarFile> far() {
        return Optional.ofNullable(far);
    }

    public String name() {
        return name;
    }

    public String type() {
        return type;
    }

    /// Of what is held, and of nothing else.
    public byte[] content() {
        requireHeld();
        return content.clone();
    }

    /// In bytes.
    ///
    /// @throws IllegalStateException for one inside a mail that is being read: nobody has counted it
    public long size() {
        return far == null
                ? content.length
                : far.length().orElseThrow(() -> new IllegalStateException("not counted yet"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachedFile that && name.equals(that.name) && type.equals(that.type)
                && Arrays.equals(content, that.content) && Objects.equals(far, that.far);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, content.length);
    }

    @Override
    public String toString() {
        return far == null ? "attachment of " + content.length + " bytes" : "long attachment";
    }

    private void requireHeld() {
        if (far != null) {
            throw new IllegalStateException("a long attachment is read where it lies");
        }
    }
}
