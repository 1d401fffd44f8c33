package guichet.inbox.mime;

import java.io.IOException;
import java.io.InputStream;

/// A long mail's bytes, wherever they lie: read more than once, each time from the beginning, and the same each time.
@FunctionalInterface
public interface MailSource {
    InputStream open() throws IOException;
}
