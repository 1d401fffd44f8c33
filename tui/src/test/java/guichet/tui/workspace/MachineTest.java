package guichet.tui.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's words, played by files.
class MachineTest {
    private static final String HEADER = "Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n";

    @TempDir
    private Path root;

    @BeforeEach
    void aKernelThatSaysNothingYet() throws IOException {
        Files.createDirectories(root.resolve("proc"));
        Files.createDirectories(root.resolve("sys/class/block"));
    }

    @Test
    void noSwapIsMemoryOnly() throws IOException {
        swaps("");
        assertEquals(Machine.Rest.RAM, new Machine(root).swap());
    }

    @Test
    void swapOnAPlainPartitionIsInTheClear() throws IOException {
        Files.createDirectories(root.resolve("sys/class/block/sda2"));
        swaps("/dev/sda2 partition 1 0 -2\n");
        assertTrue(new Machine(root).swapsInTheClear());
    }

    @Test
    void swapOnAnEncryptedMappingIsEncryptedAlsoUnderAnotherMapping() throws IOException {
        mapping("dm-0", "CRYPT-LUKS2-0123-swap");
        mapping("dm-1", "LVM-abc");
        Files.createSymbolicLink(root.resolve("sys/class/block/dm-1/slaves/dm-0"),
                root.resolve("sys/class/block/dm-0"));
        swaps("/dev/dm-0 partition 1 0 -2\n");
        assertEquals(Machine.Rest.ENCRYPTED, new Machine(root).swap());
        swaps("/dev/dm-1 partition 1 0 -2\n");
        assertEquals(Machine.Rest.ENCRYPTED, new Machine(root).swap());
    }

    @Test
    void theWorstOfSeveralSwapsCounts() throws IOException {
        mapping("dm-0", "CRYPT-PLAIN-swap");
        Files.createDirectories(root.resolve("sys/class/block/sdb1"));
        swaps("/dev/zram0 partition 1 0 100\n/dev/dm-0 partition 1 0 -2\n/dev/sdb1 partition 1 0 -3\n");
        assertEquals(Machine.Rest.IN_CLEAR, new Machine(root).swap());
        swaps("/dev/zram0 partition 1 0 100\n");
        assertFalse(new Machine(root).swapsInTheClear());
    }

    @Test
    void whatTheKernelDoesNotSayIsUnknownAndNotWell() throws IOException {
        assertEquals(Machine.Rest.UNKNOWN, new Machine(root).swap());
        swaps("/dev/vanished partition 1 0 -2\n");
        assertEquals(Machine.Rest.UNKNOWN, new Machine(root).swap());
        assertEquals(Machine.Rest.UNKNOWN, new Machine(root).disk(root.resolve("missing")));
    }

    private void swaps(String lines) throws IOException {
        Files.writeString(root.resolve("proc/swaps"), HEADER + lines);
    }

    private void mapping(String name, String uuid) throws IOException {
        Path device = root.resolve("sys/class/block").resolve(name);
        Files.createDirectories(device.resolve("slaves"));
        Files.createDirectories(device.resolve("dm"));
        Files.writeString(device.resolve("dm/uuid"), uuid + "\n");
    }
}
