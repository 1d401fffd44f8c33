package guichet.proof;

import static guichet.proof.EndingOffice.delete;
import static guichet.proof.EndingOffice.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk gets full in the middle of what ends a case, and of what brings it back: that act is done or not, and never by half. Once there is
/// room again, everything goes on.
class EndingFullDiskTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final int TRIES = SOAK ? 40 : 2;
    /// More than any of them needs.
    private static final int MOST_KIB = 12_000;

    @TempDir
    private static Path disk;
    private static EndingOffice office = new EndingOffice(Path.of(""));
    private static final Random RANDOM = new Random(20261127);

    @BeforeAll
    static void aClosedCase() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64m,mode=700", "guichet-test", disk.toString()) == 0,
                "only root can mount a small file system: the test is skipped");
        office = new EndingOffice(disk);
        office.closedCase();
    }

    @AfterAll
    static void away() {
        run("umount", disk.toString());
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsNoRoomWasDoneOrNot(Ending ending) throws Exception {
        int failed = 0;
        for (int i = 0; i < TRIES; i++) {
            Program program = Program.withVaultThere(office.copy(ending.from(office)));
            // As many small rooms as large ones.
            long kib = i == 0 ? 0 : Math.round(Math.pow(MOST_KIB, RANDOM.nextDouble()));
            Path filler = fillAllBut(kib);
            Program.Ended ended = program.run(ending.command(program));
            Files.delete(filler);
            failed += ended.exit() == 0 ? 0 : 1;
            ended.ends(ended.exit());
            assertEquals(List.of(), names(program.folder(), ".guichet-"));
            program.run("journal", "verify").ends(0);
            ending.wasDoneOrNot(program, office);
            delete(program.folder());
        }
        assertTrue(failed > 0, "the disk was full sometimes");
    }

    private static Path fillAllBut(long kib) throws IOException {
        Path filler = disk.resolve("filler");
        run("dd", "if=/dev/zero", "of=" + filler, "bs=4096", "status=none");
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            file.setLength(Math.max(0, file.length() - kib * 1024));
        }
        return filler;
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
