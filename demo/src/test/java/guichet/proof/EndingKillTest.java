package guichet.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `kill -9` in the middle of what ends a case, and of what brings it back: whoever opens the vault next finds it before that act or after it, and
/// what bears a final name is whole.
class EndingKillTest {
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 40 : 1;
    /// From when the vault is open, of a process of its own on a slow machine.
    private static final long LASTS_MS = 1_500;

    @TempDir
    private static Path folder;
    private static EndingOffice office = new EndingOffice(Path.of(""));
    private static final Random RANDOM = new Random(20261125);

    @BeforeAll
    static void aClosedCase() throws Exception {
        office = new EndingOffice(folder);
        office.closedCase();
    }

    /// Killed at random points of the act, or right after it.
    @ParameterizedTest
    @EnumSource
    void whatIsKilledWasDoneOrNot(Ending ending) throws Exception {
        for (int i = 0; i < KILLS; i++) {
            Program program = Program.withVaultThere(office.copy(ending.from(office)));
            Process process = program.process(ending.command(program)).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile()).start();
            awaitBegin(process, program);
            process.waitFor(RANDOM.nextLong(LASTS_MS), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            program.run("journal", "verify").ends(0);
            ending.wasDoneOrNot(program, office);
            EndingOffice.delete(program.folder());
        }
    }

    /// Until it has opened a vault: there is none open in what was copied.
    private static void awaitBegin(Process process, Program program) throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Stream<Path> files = Files.find(program.folder(), 2,
                    (file, _) -> file.toString().endsWith(".db-wal"))) {
                if (files.findAny().isPresent()) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // A folder was renamed meanwhile.
                Thread.onSpinWait();
            }
            Thread.sleep(1);
        }
    }
}
