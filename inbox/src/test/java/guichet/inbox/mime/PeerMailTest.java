package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Gpg;
import guichet.crypto.Peer;
import guichet.crypto.RequiresPeer;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.inbox.mime.MailBuilder.Threading;
import guichet.keystore.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Mails that other programs made, and other programs that read ours.
@ExtendWith(JudgedByGnuPg.class)
class PeerMailTest {
    private static final String BOB = "From: Bob <bob@example.org>\nTo: alice@guichet.example\n";
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\n\nLes analyses sont fausses. À demain.\n";

    @Test
    @RequiresPeer("gpg")
    void readsWhatGnuPgEncryptedAndSigned() throws Exception {
        try (Gpg gpg = bobsGpg()) {
            String armored = gpg.run(Desk.crlf(TEXT), "--armor", "--encrypt", "--sign", "-u", "bob@example.org", "-r",
                    "alice@guichet.example", "--faked-system-time", "20261123T080000").good().text();
            Reading reading = Desk.read(Desk.crlf(BOB + "Subject: x\n" + Desk.pgpEncrypted(armored)), Cast.bob());

            assertEquals("Les analyses sont fausses. À demain.\n", reading.body());
            assertEquals(Encryption.END_TO_END, reading.protection().encryption());
            assertTrue(reading.protection().authorProven());
            assertEquals(List.of(Problem.SUBJECT_UNPROTECTED), reading.protection().problems());
        }
    }

    @Test
    @RequiresPeer("gpg")
    void readsWhatGnuPgSigned() throws Exception {
        try (Gpg gpg = bobsGpg()) {
            for (String mode : List.of("--textmode", "--no-textmode")) {
                String signature = gpg.run(Desk.crlf(TEXT), "--armor", "--detach-sign", mode, "-u", "bob@example.org",
                        "--faked-system-time", "20261123T080000").good().text();
                Reading reading = Desk.read(Desk.crlf(BOB + Desk.pgpSigned(TEXT, signature)), Cast.bob());

                assertEquals(Signature.VALID, reading.protection().signature(), mode);
                assertTrue(reading.protection().authorProven());
            }
        }
    }

    @Test
    @RequiresPeer("gpg")
    void readsWhatGnuPgPutIntoTheText() throws Exception {
        String words = "De la vanne :  \n- deux fois par semaine\n-- \nFrom here on, à demain.\n";
        String plain = BOB + "Content-Type: text/plain; charset=utf-8\n\n";
        try (Gpg gpg = bobsGpg()) {
            String signed = gpg.run(words.getBytes(StandardCharsets.UTF_8), "--clearsign", "-u", "bob@example.org",
                    "--faked-system-time", "20261123T080000").good().text();
            Reading clear = Desk.read(Desk.crlf(plain + signed), Cast.bob());
            assertEquals("De la vanne :\n- deux fois par semaine\n--\nFrom here on, à demain.", clear.body());
            assertTrue(clear.protection().authorProven());

            String encrypted = gpg.run(words.getBytes(StandardCharsets.UTF_8), "--armor", "--encrypt", "--sign", "-u",
                    "bob@example.org", "-r", "alice@guichet.example", "--faked-system-time", "20261123T080000").good()
                    .text();
            Reading opened = Desk.read(Desk.crlf(plain + encrypted), Cast.bob());
            assertEquals(words, opened.body());
            assertEquals(Encryption.END_TO_END, opened.protection().encryption());
            assertTrue(opened.protection().authorProven());
        }
    }

    @Test
    @RequiresPeer("gpg")
    void refusesABombOfGnuPgs() throws Exception {
        try (Gpg gpg = bobsGpg()) {
            byte[] zeros = new byte[(int) ReadLimits.DEFAULT.plaintextBytes() + 1_000];
            String bomb = gpg.run(zeros, "--armor", "--encrypt", "--compress-algo", "zlib", "-z", "9", "-r",
                    "alice@guichet.example",
                    "--faked-system-time", "20261123T080000").good().text();
            byte[] mail = Desk.crlf(BOB + Desk.pgpEncrypted(bomb));
            Reading reading = Cpu.atMostFiveSeconds(() -> Desk.read(mail, Cast.bob()));

            assertEquals("", reading.body());
            assertEquals(List.of(Problem.CANNOT_DECRYPT, Problem.TRUNCATED), reading.protection().problems());
        }
    }

    @Test
    @RequiresPeer("gpg")
    void showsNothingOfAMessageWithoutIntegrityProtection() throws Exception {
        try (Gpg gpg = bobsGpg()) {
            String weak = gpg
                    .run(Desk.crlf(TEXT), "--armor", "--encrypt", "--rfc2440", "--disable-mdc", "--cipher-algo",
                            "AES256", "-r", "alice@guichet.example", "--faked-system-time", "20261123T080000")
                    .good().text();
            Reading reading = Desk.read(Desk.crlf(BOB + Desk.pgpEncrypted(weak)), Cast.bob());

            assertEquals("", reading.body());
            assertEquals(Encryption.NONE, reading.protection().encryption());
            assertEquals(List.of(Problem.CANNOT_DECRYPT, Problem.NO_INTEGRITY_PROTECTION),
                    reading.protection().problems());
        }
    }

    @Test
    @RequiresPeer("gpg")
    void gnuPgOpensAndVerifiesWhatWeBuild() throws Exception {
        try (Gpg gpg = bobsGpg()) {
            String mail = new String(ours(), StandardCharsets.UTF_8);
            String armored = mail.substring(mail.indexOf("-----BEGIN"), mail.indexOf("-----END PGP MESSAGE-----") + 25);
            Peer.Ran ran = gpg.run(armored.getBytes(StandardCharsets.US_ASCII), "--decrypt", "--faked-system-time",
                    "20261124T080000").good();

            assertTrue(ran.errors().contains("GOODSIG"), ran.errors());
            assertTrue(ran.text().contains("hp=\"cipher\""));
            assertTrue(ran.text().contains("HP-Outer: Subject: [...]"));
        }
    }

    @Test
    @RequiresPeer({"gpg", "neomutt", "script"})
    void neomuttReadsWhatWeBuild(@TempDir Path folder) throws Exception {
        try (Gpg gpg = bobsGpg()) {
            maildir(folder);
            Path out = folder.resolve("out.txt");
            Files.writeString(folder.resolve("rc"),
                    """
                            set crypt_use_gpgme=no
                            set pgp_use_gpg_agent=yes
                            set pgp_decrypt_command="gpg --status-fd=2 --batch --pinentry-mode loopback --passphrase '' --trust-model always --output - --decrypt %f"
                            set pgp_decryption_okay="DECRYPTION_OKAY"
                            set pgp_check_gpg_decrypt_status_fd=yes
                            set crypt_protected_headers_read=yes
                            set pipe_decode=yes
                            set wait_key=no
                            set folder=.
                            set quit=yes
                            push "|cat > out.txt<enter>"
                            """);
            // It wants a terminal whose keyboard stays there.
            Peer.run(folder,
                    Map.of("GNUPGHOME", gpg.home().toString(), "HOME", folder.toString(), "TERM", "xterm", "LC_ALL",
                            "C.UTF-8"),
                    new byte[0], List.of("sh", "-c", """
                            { for i in $(seq 60); do test -s out.txt && break; sleep 0.5; done; printf q; sleep 1; } |
                            timeout 40 script -qec 'neomutt -n -F rc -f box' typescript >/dev/null 2>&1
                            """));

            assertTrue(Files.exists(out), () -> read(folder.resolve("typescript")));
            assertTrue(read(out).contains("voilà la réponse"), () -> read(out));
        }
    }

    @Test
    @RequiresPeer({"gpg", "notmuch"})
    void notmuchReadsWhatWeBuild(@TempDir Path folder) throws Exception {
        try (Gpg gpg = bobsGpg()) {
            Path box = maildir(folder);
            Files.writeString(folder.resolve("config"), """
                    [database]
                    path=%s
                    [user]
                    name=Bob
                    primary_email=bob@example.org
                    """.formatted(box));
            Map<String, String> environment = Map.of("GNUPGHOME", gpg.home().toString(), "HOME", folder.toString(),
                    "NOTMUCH_CONFIG", folder.resolve("config").toString());
            Peer.run(folder, environment, new byte[0], List.of("notmuch", "new", "--quiet")).good();
            String shown = Peer
                    .run(folder, environment, new byte[0],
                            List.of("notmuch", "show", "--decrypt=true", "--format=json", "*"))
                    .good().text();

            assertTrue(shown.contains("voilà la réponse"), shown);
            assertTrue(shown.contains("Eaux usées"), "the subject inside: " + shown);
            assertTrue(shown.contains("\"status\": \"good\""), shown);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path maildir(Path folder) throws Exception {
        Path box = folder.resolve("box");
        for (String sub : List.of("cur", "new", "tmp")) {
            Files.createDirectories(box.resolve(sub));
        }
        Files.write(box.resolve("cur").resolve("1.a.b:2,S"), ours());
        return box;
    }

    private static byte[] ours() throws Exception {
        Outgoing mail = new Outgoing(new Address("alice@guichet.example"), "Alice",
                List.of(new Address("bob@example.org")), List.of(),
                Cast.NOW, "m1@guichet.example", Optional.empty(), List.of(), "Eaux usées", "voilà la réponse\n",
                List.of());
        return new MailBuilder(Desk.PGP, new SecureRandom()).encrypted(mail, List.of(Cast.bob().encryptionKey()),
                Cast.alice().key(), Threading.INSIDE_ONLY).bytes();
    }

    /// Holds Bob's secret key without a passphrase, and Alice's certificate.
    private static Gpg bobsGpg() throws IOException {
        Gpg gpg = Gpg.start();
        gpg.importing(Cast.alice().certificate());
        gpg.importing(Cast.bob().key().bytes());
        return gpg;
    }
}
