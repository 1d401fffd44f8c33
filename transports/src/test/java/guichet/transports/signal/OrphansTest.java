package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir
    Path disk;

    @TempDir
    Path ram;

    @Test
    void anEmptyFolderOfAVaultThatIsGoneGoesAtTheNextStart() throws IOException {
        Path left = left("gone");
        Files.createFile(left.resolve("spool-1"));
        Path next = RamFolder.open(disk.resolve("next"), ram, new Random(1)).path();
        assertFalse(Files.exists(left));
        assertTrue(Files.isDirectory(next));
    }

    @Test
    void whatHoldsAByteOrHasAVaultOrIsAnotherUsersToReadStays() throws IOException {
        Path spooled = left("disk-not-mounted");
        Files.writeString(spooled.resolve("spool-1"), "{");
        Path attached = left("gone-too");
        Files.createDirectory(attached.resolve("attachments"));
        Files.writeString(attached.resolve("attachments").resolve("photo.jpg"), "x");
        Path alive = left("alive");
        Files.createDirectory(disk.resolve("alive"));
        Path open = left("gone-three");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path nobodys = Files.createDirectory(ram.resolve("guichet-signal-being-made"));

        RamFolder.open(disk.resolve("next"), ram, new Random(1));

        for (Path kept : new Path[]{spooled, attached, alive, open, nobodys}) {
            assertTrue(Files.isDirectory(kept), kept::toString);
        }
    }

    /// As a killed program leaves it.
    private Path left(String vault) throws IOException {
        Path folder = Files.createDirectory(ram.resolve("guichet-signal-" + vault),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve("of"), disk.resolve(vault).toString());
        Files.createDirectory(folder.resolve("tmp"));
        return folder;
    }
}
