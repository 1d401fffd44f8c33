package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.mail.GreenRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was written, read, searched and typed is nowhere in the clear: not while it is used, not after a kill, not after the end.
class CanaryTest {
    private static final String BOB = "bob@example.test";
    private static final List<String> WORDS = List.of("canari-message-7711", "canari-objet-7712",
            "canari-brouillon-7713",
            "canari-note-7714", "canari-fichier-7715", "canari-recherche-7716", "canari-contenu-7717",
            "canari-motif-7718", "canari-dossier-7719", "canari-contact-7720", Program.PASSPHRASE);

    @TempDir
    private Path folder;
    @TempDir
    private Path typed;

    @Test
    void itFindsWhatIsPlantedInAnyForm() throws IOException {
        Canaries canaries = Canaries.words(WORDS);
        assertEquals(List.of(), canaries.in(List.of(typed)));
        for (String word : WORDS) {
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            for (byte[] form : List.of(utf8, word.getBytes(StandardCharsets.UTF_16LE),
                    ("x" + Base64.getEncoder().encodeToString(utf8)).getBytes(StandardCharsets.US_ASCII),
                    Base64.getMimeEncoder().encode(("a" + word + " and more").getBytes(StandardCharsets.UTF_8)))) {
                Path planted = Files.write(typed.resolve("planted"), form);
                assertEquals(List.of(planted), canaries.in(List.of(typed)), word);
            }
        }
    }

    @Test
    void nothingIsInTheClearDuringUseAfterAKillAndAfterTheEnd() throws Exception {
        try (GreenRig server = new GreenRig(Program.ADDRESS); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account(server.imap(), server.smtp())
                    .trusting(bob.certificate());
            Canaries canaries = canaries(program);
            // The one file that a person keeps there on purpose, and which shows that the search finds something.
            List<Path> passphrase = List.of(folder.resolve("passphrase"));

            byte[] ours = program.run("key", "export", Program.ADDRESS).ends(0).out()
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 300; i++) {
                server.deliver(bob.writes(ours, Program.ADDRESS, i + "@example.test",
                        ("canari-message-7711 " + i + " ").repeat(50)));
            }
            use(program);
            killInTheMiddle(program);
            assertEquals(passphrase, canaries.in(places()), "after a kill");

            program.inProcess(List.of(), "sync").ends(0);
            assertTrue(program.json("list", "--limit", "1000").size() > 300, "it was used");
            assertEquals(passphrase, canaries.in(places()), "after use");
            assertEquals(List.of(), dumps());
        }
    }

    /// Each in a process of its own, as a person would: what they print is theirs, and is not looked at.
    private void use(Program program) throws Exception {
        run(program, 0, "case", "new", "--title-file", text("canari-dossier-7719"));
        run(program, 0, "contact", "add", "--name", "canari-contact-7720", "--address", "zoe@example.test");
        String inCase = program.json("case", "list").getFirst().text("id");
        run(program, 0, "case", "note", inCase, "--body-file", text("canari-note-7714"));
        run(program, 3, "send", "--to", "nobody@example.test", "--body-file", text("canari-brouillon-7713"));
        Path file = Files.writeString(typed.resolve("canari-fichier-7715.txt"), "canari-contenu-7717\n".repeat(9_000));
        run(program, 0, "send", "--to", BOB, "--subject-file", text("canari-objet-7712"), "--body-file",
                text("canari-message-7711"), "--attach", file.toString());
        run(program, 0, "send", "--to", "zoe@example.test", "--body-file", text("rien"), "--send-unencrypted",
                "zoe@example.test", "--reason", "canari-motif-7718");
        run(program, 0, "search", "canari-recherche-7716");
        run(program, 0, "search", "canari-message-7711");
    }

    private void killInTheMiddle(Program program) throws Exception {
        Path log = program.vault().resolve("guichet-1.db-wal");
        Process child = program.process("sync").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (child.isAlive() && (!Files.exists(log) || Files.size(log) < 300_000)) {
            Thread.sleep(2);
        }
        child.destroyForcibly().waitFor();
        assertTrue(Files.size(log) > 100_000, "it was killed in the middle, and its log is there");
    }

    private void run(Program program, int exit, String... arguments) throws Exception {
        Process process = program.process(arguments).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(exit, process.waitFor(), () -> String.join(" ", arguments));
    }

    private String text(String content) throws IOException {
        return Files.writeString(Files.createTempFile(typed, "typed", ""), content + "\n").toString();
    }

    /// The words, and what the secret key of the person consists of.
    private static Canaries canaries(Program program) throws Exception {
        List<byte[]> secrets = new ArrayList<>();
        WORDS.forEach(word -> secrets.add(word.getBytes(StandardCharsets.UTF_8)));
        try (var open = program.open(); var key = open.vault().read(tx -> open.people().key(tx, open.person().id()))) {
            byte[] all = key.bytes();
            byte[] certificate = key.certificate().bytes();
            // Where the secret key's packets differ from the certificate's, secret numbers stand.
            for (int from = 0; from + 24 <= all.length; from += 8) {
                byte[] piece = Arrays.copyOfRange(all, from, from + 24);
                if (indexOf(certificate, Arrays.copyOfRange(piece, 4, 20)) < 0) {
                    secrets.add(piece);
                }
            }
        }
        assertTrue(secrets.size() > WORDS.size(), "a secret key has secret numbers");
        return new Canaries(secrets);
    }

    private static int indexOf(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    /// The working folder with the vault and the temporary folder in it, and the memory-backed folder of the machine.
    private List<Path> places() {
        return List.of(folder, Path.of("/dev/shm"));
    }

    private List<Path> dumps() throws IOException {
        return Tree.files(folder).stream().filter(file -> {
            String name = file.getFileName().toString();
            return name.startsWith("hs_err") || name.startsWith("core") || name.endsWith(".hprof");
        }).toList();
    }
}
