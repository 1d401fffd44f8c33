package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.RequiresPeer;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong ends with the contract's exit code and one sentence in the person's language, and leaves the vault as it was.
class BadInputTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void aVault() throws Exception {
        program = Program.withVault(folder);
    }

    @Test
    void aWrongPassphraseEndsWithFour() throws Exception {
        program.file("passphrase", "not this one\n");
        tells(4, "list");
        program.file("passphrase", Program.PASSPHRASE + "\n");
        program.run("list").ends(0);
    }

    @Test
    void aDatabaseThatIsCutForeignOrAlteredEndsWithSix() throws Exception {
        Path database = program.vault().resolve("guichet-1.db");
        byte[] whole = Files.readAllBytes(database);
        byte[] flipped = whole.clone();
        flipped[5_000] ^= 1;
        byte[] random = new byte[whole.length];
        new Random(1).nextBytes(random);
        for (byte[] bad : List.of(java.util.Arrays.copyOf(whole, whole.length / 2), new byte[0], random, flipped,
                "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII))) {
            Files.write(database, bad);
            tells(6, "doctor");
            assertEquals(bad.length, Files.size(database), "nothing was written");
        }
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.write(database, Files.readAllBytes(Program.withVault(other).vault().resolve("guichet-1.db")));
        tells(6, "list");
        Files.write(database, whole);
        program.run("list").ends(0);
    }

    @Test
    void anAlteredSlotEndsWithSix() throws Exception {
        for (Path file : Tree.files(program.vault())) {
            if (!file.getFileName().toString().startsWith("guichet-1.db")
                    && !file.getFileName().toString().endsWith(".lock") && Files.size(file) > 100) {
                byte[] whole = Files.readAllBytes(file);
                for (int at : new int[]{40, whole.length / 2, whole.length - 20}) {
                    byte[] altered = whole.clone();
                    altered[at] ^= 1;
                    Files.write(file, altered);
                    tells(6, "list");
                }
                Files.write(file, whole);
            }
        }
        program.run("list").ends(0);
    }

    @Test
    void aVaultOfANewerVersionIsLeftAlone() throws Exception {
        try (Workspace open = program.open()) {
            open.vault()
                    .write(tx -> tx.update("UPDATE schema_version SET number = number + 1 WHERE module = 'journal'"));
        }
        assertTrue(tells(1, "list").contains("newer"));
    }

    @Test
    void aBadUrlAddsNoAccount() {
        for (String url : List.of("ftp://example.test", "imap://example.test", "imaps://", "imaps://a:99999",
                "imaps://u@example.test/INBOX", "http://127.0.0.1")) {
            tells(2, "account", "add", "mail", "--address", Program.ADDRESS, "--imap", url, "--smtp",
                    "smtps://example.test", "--user", "u", "--password-file", folder.resolve("passphrase").toString());
        }
        assertTrue(program.json("account", "list").isEmpty());
    }

    @Test
    void aFileThatHoldsNoKeyIsSaidToHoldNone() throws Exception {
        for (byte[] none : List.of(new byte[0], "hello".getBytes(StandardCharsets.US_ASCII), new byte[100_000],
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n".getBytes(StandardCharsets.US_ASCII))) {
            tells(1, "key", "import", program.file("key", none).toString());
        }
        tells(1, "key", "import", folder.resolve("nowhere").toString());
    }

    @Test
    void noiseIsRefusedAndStaysWhereItIs() throws Exception {
        byte[] noise = new byte[50_000];
        new Random(7).nextBytes(noise);
        Path file = program.file("noise.eml", noise);
        assertEquals("failed", program.run("--json", "import", file.toString()).ends(1).json().text("status"));
        assertEquals(noise.length, Files.size(file));
        assertTrue(program.json("list").isEmpty());
        tells(1, "import", folder.resolve("nowhere.eml").toString());
    }

    @Test
    void whatHasAnythingOfAMailIsTakenInSoonAndNothingOfItReachesTheTerminal() throws Exception {
        for (byte[] mail : List.of(nested(3_000),
                ("X-A: b\r\n".repeat(1_000_000) + "\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII),
                "Subject: \u001b]0;title\u0007\u202eevil\r\n\r\n\u001b[2Jtext\r\n"
                        .getBytes(StandardCharsets.UTF_8))) {
            long start = System.nanoTime();
            assertEquals("imported", program.run("--json", "import", program.file("mail.eml", mail).toString()).ends(0)
                    .json().text("status"));
            assertTrue(System.nanoTime() - start < 10_000_000_000L, "it took too long");
        }
        for (Answer stored : program.json("list")) {
            String shown = program.run("show", stored.text("id")).ends(0).out() + program.run("list").ends(0).out();
            assertFalse(shown.codePoints().anyMatch(BadInputTest::isTrick), shown);
        }
    }

    private static boolean isTrick(int character) {
        return character == 0x202e || (character != '\n' && Character.isISOControl(character));
    }

    @Test
    void withoutATerminalTheScreenAndTheQuestionForAPassphraseSaySo() throws Exception {
        tells(2);
        assertFalse(
                program.runWith(Map.of("GUICHET_VAULT", program.vault().toString()), "list").ends(4).err().isBlank());
    }

    @Test
    void aFullDiskLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(sh("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "guichet-test", disk.toString()) == 0,
                "only root can mount a small file system: the test is skipped");
        try {
            Program small = Program.withVault(Files.createDirectory(disk.resolve("p")));
            String note = small.json("case", "new", "Dossier").getFirst().text("id");
            Path text = program.file("text", "x".repeat(3_000_000));
            Program.Ended ended = small.run("case", "note", note, "--body-file", text.toString());
            ended.ends(1);
            assertTrue(ended.err().contains("disk is full"), ended::err);
            assertTrue(small.run("--lang", "fr", "case", "note", note, "--body-file", text.toString()).ends(1).err()
                    .contains("disque"), "in French");
            small.run("case", "note", note, "--body-file", program.file("text", "short").toString()).ends(0);
            small.run("journal", "verify").ends(0);
            assertEquals(1, small.json("list", "--case", note).size());
        } finally {
            assertEquals(0, sh("umount", disk.toString()));
        }
    }

    @Nested
    @NeedsRoot
    class Server {
        @Test
        @RequiresPeer({"dovecot", "postfix"})
        void aCertificateThatDoesNotCheckIsSaidToBeOne() throws Exception {
            try (MailRig rig = MailRig.start()) {
                program.account(rig.imaps(), rig.smtps());
                rig.deliver(Program.ADDRESS, "From: <zoe@example.test>\r\n\r\nhello\r\n");
                String said = tells(1, "sync");
                assertTrue(said.contains("Nobody trusted vouches for the server"), said);
                assertTrue(program.json("list").isEmpty());
            }
        }
    }

    /// Runs it in both languages: the same exit code, two sentences.
    private String tells(int exit, String... arguments) {
        List<String> english = new ArrayList<>(List.of("--lang", "en"));
        List<String> french = new ArrayList<>(List.of("--lang", "fr"));
        english.addAll(List.of(arguments));
        french.addAll(List.of(arguments));
        Program.Ended inEnglish = program.run(english.toArray(String[]::new)).ends(exit);
        Program.Ended inFrench = program.run(french.toArray(String[]::new)).ends(exit);
        String said = inEnglish.err() + inEnglish.out();
        assertFalse(said.isBlank());
        assertFalse(inEnglish.err().isBlank() && exit != 1 && exit != 6, "on standard error");
        assertNotEquals(said, inFrench.err() + inFrench.out(), "both languages");
        return said;
    }

    private static byte[] nested(int levels) {
        StringBuilder mail = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i)
                    .append("\r\n");
        }
        return mail.append("Content-Type: text/plain\r\n\r\ndeep\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int sh(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }
}
