package guichet.inbox.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// An attachment's content that is read where it lies: inside a mail, or wherever one takes it from that is being written.
@FunctionalInterface
public interface FarPart extends FarFile {
    /// From the beginning. Several parts of one mail are best read one after another, in their order.
    InputStream open() throws IOException;

    @Override
    default OptionalLong length() {
        return OptionalLong.empty();
    }
}
