package guichet.inbox.mime;

import java.io.IOException;
import java.io.InputStream;

/// An attachment's content inside a mail that is read where it lies.
@FunctionalInterface
public interface FarPart extends FarFile {
    /// From the beginning. Several parts of one mail are best read one after another, in their order.
    InputStream open() throws IOException;
}
