package guichet.tui.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A new file outside the vault, where a person asked for it: read by its owner alone, and taken away again where it can't be filled to its end. Make it, tell the
/// journal, fill it: the journal has it before the first byte of content is outside. One thread.
public final class OutsideFile implements AutoCloseable {
    private final Path place;
    private boolean whole;

    private OutsideFile(Path place) {
        this.place = place;
    }

    /// Empty.
    ///
    /// @throws FileAlreadyExistsException where something has that name, a link too; it is left as it is
    /// @throws IOException                where none can be made there, or none that others can't read
    public static OutsideFile create(Path place) throws IOException {
        try {
            Files.createFile(place,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            throw new IOException("no rights of files there", e);
        }
        return new OutsideFile(place);
    }

    /// Reads the content to its end; the caller closes it.
    public void fill(InputStream content) throws IOException {
        try (OutputStream writing = Files.newOutputStream(place, StandardOpenOption.WRITE)) {
            content.transferTo(writing);
        }
        whole = true;
    }

    @Override
    public void close() throws IOException {
        if (!whole) {
            Files.deleteIfExists(place);
        }
    }
}
