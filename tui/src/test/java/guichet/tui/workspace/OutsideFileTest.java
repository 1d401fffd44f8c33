package guichet.tui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFileTest {
    private static final byte[] WORDS = "hoatzin".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;
    private Path place = Path.of("");

    @BeforeEach
    void name() {
        place = folder.resolve("lettre.txt");
    }

    @Test
    void isReadByItsOwnerAlone() throws IOException {
        try (OutsideFile file = OutsideFile.create(place)) {
            file.fill(new ByteArrayInputStream(WORDS));
        }

        assertEquals("hoatzin", Files.readString(place));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(place));
    }

    @Test
    void nothingIsLeftOfOneThatCouldNotBeFilled() throws IOException {
        InputStream torn = new SequenceInputStream(new ByteArrayInputStream(WORDS), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("torn");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("torn");
            }
        });

        assertThrows(IOException.class, () -> {
            try (OutsideFile file = OutsideFile.create(place)) {
                file.fill(torn);
            }
        });

        assertFalse(Files.exists(place));
    }

    @Test
    void whatIsThereAlreadyStaysAsItIs() throws IOException {
        Files.write(place, WORDS);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));

        assertThrows(FileAlreadyExistsException.class, () -> OutsideFile.create(place));
        assertThrows(FileAlreadyExistsException.class, () -> OutsideFile.create(folder.resolve("link")));

        assertEquals("hoatzin", Files.readString(place));
        assertFalse(Files.exists(folder.resolve("elsewhere")));
    }
}
