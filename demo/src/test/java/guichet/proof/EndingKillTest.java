package guichet.proof;

import static guichet.proof.EndingOffice.CASE;
import static guichet.proof.EndingOffice.MESSAGES;
import static guichet.proof.EndingOffice.delete;
import static guichet.proof.EndingOffice.isWhole;
import static guichet.proof.EndingOffice.messages;
import static guichet.proof.EndingOffice.restored;
import static guichet.proof.EndingOffice.sealedOrNot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of what ends a case, and of what brings it back: whoever opens the vault next finds it before that act or after it, and
/// what bears a final name is whole.
class EndingKillTest {
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 40 : 2;

    @TempDir
    private static Path folder;
    private static EndingOffice office = new EndingOffice(Path.of(""));
    private static final Random RANDOM = new Random(20261125);

    @BeforeAll
    static void aClosedCase() throws Exception {
        office = new EndingOffice(folder);
        office.closedCase();
    }

    @Test
    void aCaseIsThereOrDestroyed() throws Exception {
        sweep(office.closed(), List.of("case", "destroy", CASE, "--yes", "--reason", "Ne veut rien garder."),
                EndingOffice::hereOrDestroyed);
    }

    @Test
    void aCaseIsHereOrArchivedAndComesBackOrNot() throws Exception {
        sweep(office.closed(), List.of("case", "archive", CASE), EndingOffice::hereOrArchived);
        Path archived = office.copy(office.closed());
        Program.withVaultThere(archived).run("case", "archive", CASE).ends(0);
        sweep(archived, List.of("case", "unarchive", CASE, "--reason", "une question"),
                EndingOffice::hereOrArchived);
    }

    @Test
    void anExportIsWholeOrNotThere() throws Exception {
        sweep(office.closed(), List.of("case", "export", CASE, "--to", ".", "--unencrypted", "--reason",
                "essai avec le système d'archivage"), program -> {
                    Path bag = program.folder().resolve(CASE);
                    if (Files.exists(bag)) {
                        isWhole(bag);
                    }
                    assertEquals(MESSAGES, messages(program));
                });
    }

    @Test
    void aSealedArchiveIsWholeOrNotThereAndACaseComesBackFromItWhole() throws Exception {
        Path sealed = office.copy(office.closed());
        Program maker = Program.withVaultThere(sealed);
        maker.run("case", "seal", CASE, "--danger", "no", "--to", sealed.resolve("seal").toString()).ends(0);
        maker.run("case", "destroy", CASE, "--yes", "--reason", "Ne veut rien garder.").ends(0);
        sweep(office.closed(), List.of("case", "seal", CASE, "--danger", "no", "--to", "other", "--part-size", "1"),
                program -> sealedOrNot(program, maker));
        sweep(sealed, List.of("case", "restore", "seal"), EndingOffice::goneOrRestored);
    }

    @Test
    void aBackupIsWholeOrNotThereAndSoIsWhatComesFromIt() throws Exception {
        sweep(office.closed(), List.of("backup", "--to", "backup"), program -> {
            if (Files.exists(program.folder().resolve("backup"))) {
                restored(program, "elsewhere", 0);
            }
            assertEquals(MESSAGES, messages(program));
        });
        Path made = office.copy(office.closed());
        Program.withVaultThere(made).run("backup", "--to", made.resolve("backup").toString()).ends(0);
        sweep(made, List.of("--vault", "restored", "backup", "restore", "backup"),
                program -> restored(program, "restored", Files.exists(program.folder().resolve("restored")) ? 1 : 0));
    }

    @FunctionalInterface
    private interface Check {
        void that(Program program) throws Exception;
    }

    /// The act once to its end, to see how long it takes, and then killed at random points of it.
    private static void sweep(Path from, List<String> act, Check check) throws Exception {
        long lasts = 0;
        for (int i = 0; i <= KILLS; i++) {
            Program program = Program.withVaultThere(office.copy(from));
            Path said = folder.resolve("said");
            Process process = program.process(act.toArray(String[]::new)).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            awaitBegin(process, program);
            long begun = System.nanoTime();
            if (i == 0) {
                assertEquals(0, process.waitFor(), Files.readString(said));
                lasts = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            } else {
                process.waitFor(RANDOM.nextLong(lasts + 1), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
            }
            program.run("journal", "verify").ends(0);
            check.that(program);
            delete(program.folder());
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
