package guichet.inbox.offender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class WritesATemporaryFile {
    Path forbidden() throws IOException {
        return Files.createTempFile("a", "b");
    }
}
