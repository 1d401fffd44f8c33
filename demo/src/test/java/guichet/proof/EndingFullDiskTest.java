package guichet.proof;

import static guichet.proof.EndingOffice.CASE;
import static guichet.proof.EndingOffice.delete;
import static guichet.proof.EndingOffice.isWhole;
import static guichet.proof.EndingOffice.names;
import static guichet.proof.EndingOffice.restored;
import static guichet.proof.EndingOffice.sealedOrNot;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk gets full in the middle of what ends a case, and of what brings it back: that act is done or not, and never by half. Once there is
/// room again, everything goes on.
class EndingFullDiskTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final int TRIES = SOAK ? 40 : 3;
    /// More than any of them needs.
    private static final int MOST_KIB = 12_000;

    @TempDir
    private static Path disk;
    private static EndingOffice office = new EndingOffice(Path.of(""));
    private final Random random = new Random(20261127);

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
        sweep(archived, List.of("case", "unarchive", CASE, "--reason", "une question"), EndingOffice::hereOrArchived);
    }

    @Test
    void anExportIsWholeOrNotThere() throws Exception {
        sweep(office.closed(), List.of("case", "export", CASE, "--to", "@", "--unencrypted", "--reason",
                "essai avec le système d'archivage"), program -> {
                    Path bag = program.folder().resolve(CASE);
                    if (Files.exists(bag)) {
                        isWhole(bag);
                    }
                    assertEquals(List.of(), names(program.folder(), ".guichet-"));
                });
    }

    @Test
    void aSealedArchiveIsWholeOrNotThereAndACaseComesBackFromItWhole() throws Exception {
        Path sealed = office.copy(office.closed());
        Program maker = Program.withVaultThere(sealed);
        maker.run("case", "seal", CASE, "--danger", "no", "--to", sealed.resolve("seal").toString()).ends(0);
        maker.run("case", "destroy", CASE, "--yes", "--reason", "Ne veut rien garder.").ends(0);
        sweep(office.closed(), List.of("case", "seal", CASE, "--danger", "no", "--to", "@/other", "--part-size", "1"),
                program -> {
                    sealedOrNot(program, maker);
                    assertEquals(List.of(), names(program.folder(), ".guichet-"));
                });
        sweep(sealed, List.of("case", "restore", "@/seal"), EndingOffice::goneOrRestored);
    }

    @Test
    void aBackupIsWholeOrNotThereAndSoIsWhatComesFromIt() throws Exception {
        sweep(office.closed(), List.of("backup", "--to", "@/backup"), program -> {
            if (Files.exists(program.folder().resolve("backup"))) {
                restored(program, "elsewhere", 0);
            }
            assertEquals(List.of(), names(program.folder(), ".guichet-"));
        });
        Path made = office.copy(office.closed());
        Program.withVaultThere(made).run("backup", "--to", made.resolve("backup").toString()).ends(0);
        sweep(made, List.of("--vault", "@/restored", "backup", "restore", "@/backup"),
                program -> restored(program, "restored", Files.exists(program.folder().resolve("restored")) ? 1 : 0));
    }

    @FunctionalInterface
    private interface Check {
        void that(Program program) throws Exception;
    }

    /// @param act `@` stands for the folder
    private void sweep(Path from, List<String> act, Check check) throws Exception {
        int failed = 0;
        for (int i = 0; i < TRIES; i++) {
            Program program = Program.withVaultThere(office.copy(from));
            // As many small rooms as large ones.
            long kib = i == 0 ? 0 : Math.round(Math.pow(MOST_KIB, random.nextDouble()));
            Path filler = fillAllBut(kib);
            Program.Ended ended = program.run(act.stream()
                    .map(each -> each.replace("@", program.folder().toString())).toArray(String[]::new));
            Files.delete(filler);
            failed += ended.exit() == 0 ? 0 : 1;
            ended.ends(ended.exit());
            program.run("journal", "verify").ends(0);
            check.that(program);
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
