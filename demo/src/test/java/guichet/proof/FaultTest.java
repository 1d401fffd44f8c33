package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each system call on the vault's files fails in turn: the old state or the new one, never between; no error becomes an empty list.
@RequiresPeer("strace")
class FaultTest {
    private static final long SEED = 20261123;
    private static final String NEW = "mésange bleue du parc";
    private static final int MAILS = 3;
    /// More than there are reads of it in that act.
    private static final int MOST_OF_THE_LOG = 40;
    private static final String BOB = "bob@example.test";

    @TempDir
    private Path folder;
    private Path from = Path.of("");
    private Path scratch = Path.of("");

    @BeforeEach
    void folders() throws Exception {
        from = Files.createDirectory(folder.resolve("from"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
    }

    @Test
    void anImportTakesEachMailOnceOrNotAtAll() throws Exception {
        Program.withVault(from).file("box.mbox",
                IntStream.range(0, MAILS).mapToObj(i -> "From a Mon Nov 23 09:00:00 2026\n"
                        + "From: a@example.test\nTo: " + Program.ADDRESS + "\nSubject: numéro " + i + "\nMessage-ID: <m"
                        + i
                        + "@example.test>\n\nBonjour\n\n").collect(Collectors.joining()));
        tell("import", new FaultSweep(from, scratch, SEED).sweep(List.of("--json", "import", "@/box.mbox"),
                (program, ended) -> {
                    int stored = program.json("list").size();
                    assertTrue(stored <= MAILS && (ended.exit() != 0 || stored == MAILS), () -> stored + ended.out());
                    program.run("import", program.folder().resolve("box.mbox").toString()).ends(0);
                    assertEquals(MAILS, program.json("list").size(), "once more, and all are there once");
                }));
    }

    @Test
    void aPassphraseIsTheOldOneOrTheNewOne() throws Exception {
        Program.withVault(from).file("new", NEW + "\n");
        tell("passphrase change", new FaultSweep(from, scratch, SEED).sweep(
                List.of("passphrase", "change", "--new-passphrase-file", "@/new"), FaultTest::opensByOne));
    }

    /// The driver takes a failed read for a success: the log would be dropped with what was not read of it.
    @Test
    void aLogThatTheDiskDoesNotGiveIsNotDropped() throws Exception {
        Program.withVault(from).file("new", NEW + "\n");
        tell("passphrase change, log unreadable", new FaultSweep(from, scratch, SEED, MOST_OF_THE_LOG)
                .only(place -> place.fault() == FaultPlaces.Fault.READ_FAILS && place.onLog())
                .sweep(List.of("passphrase", "change", "--new-passphrase-file", "@/new"), FaultTest::opensByOne));
    }

    @Test
    void aVaultThatGetsAnotherKeyIsTheOldOneOrTheNewOne() throws Exception {
        Program program = Program.withVault(from);
        program.file("new", NEW + "\n");
        program.run("case", "new", "Eaux usées").ends(0);
        tell("re-key", new FaultSweep(from, scratch, SEED).sweep(
                List.of("passphrase", "change", "--compromised", "--new-passphrase-file", "@/new"),
                (after, ended) -> {
                    opensByOne(after, ended);
                    assertEquals(1, after.json("case", "list").size());
                }));
    }

    @Test
    void aMailLeavesOnceOrIsStillThere() throws Exception {
        try (Recorder server = new Recorder(); Correspondent bob = new Correspondent(BOB)) {
            Program made = Program.withVault(from).account("imap://127.0.0.1:1", server.url())
                    .trusting(bob.certificate());
            made.file("body", "Bonjour\n");
            int[] before = {0};
            tell("send", new FaultSweep(from, scratch, SEED).sweep(
                    List.of("--json", "send", "--to", BOB, "--body-file", "@/body"), (program, ended) -> {
                        program.run("sync");
                        int left = server.mails().size() - before[0];
                        before[0] = server.mails().size();
                        boolean kept = !program.json("outbox", "list").isEmpty()
                                || !program.json("draft", "list").isEmpty();
                        assertTrue(left <= 1, "it left twice");
                        assertTrue(ended.exit() != 0 || left == 1 || kept, () -> "said to be done: " + ended.out());
                        assertTrue(left == 0 || program.json("list").size() == 1, "it left, and the vault knows of it");
                    }));
        }
    }

    /// Whichever of the two opens it, the other one doesn't.
    private static void opensByOne(Program program, Program.Ended ended) throws Exception {
        boolean old = program.run("case", "list").exit() == 0;
        assertTrue(!old || ended.exit() != 0, "said to be changed, and it is not");
        Path kept = program.folder().resolve("passphrase");
        String before = Files.readString(kept);
        Files.writeString(kept, NEW + "\n");
        assertEquals(old ? 4 : 0, program.run("case", "list").exit(), "the new passphrase");
        if (old) {
            Files.writeString(kept, before);
        }
    }

    private static void tell(String act, int faults) {
        if (Boolean.getBoolean("guichet.soak")) {
            System.err.println("faults in " + act + ": " + faults);
        }
    }
}
