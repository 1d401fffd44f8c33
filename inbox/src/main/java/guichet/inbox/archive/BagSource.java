package guichet.inbox.archive;

import java.io.IOException;
import java.io.InputStream;

/// A bag as a tar, which is read more than once: each time from its beginning.
@FunctionalInterface
public interface BagSource {
    /// The caller closes it.
    InputStream open() throws IOException;
}
