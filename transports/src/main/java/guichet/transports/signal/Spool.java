package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One life of signal-cli, in what it wrote: a file in memory that only grows. Another one never gets the same name.
record Spool(Path file) implements Comparable<Spool> {
    static final String PREFIX = "spool-";

    String name() {
        return String.valueOf(file.getFileName());
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /// The order in which they were written.
    @Override
    public int compareTo(Spool other) {
        return name().compareTo(other.name());
    }
}
