package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Digests;
import guichet.crypto.Gpg;
import guichet.crypto.RequiresPeer;
import guichet.crypto.SealedFile;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.Message;
import guichet.inbox.Protection;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Verdict;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.transports.mail.FolderVisit.Tally;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An encrypted mail that is longer than what is held, from Dovecot into a vault and out of one by Postfix: 13 MB, and 200 MB with `guichet.soak`, which a JVM with `-Xmx256m` passes.
@RequiresPeer({"dovecot", "postfix", "doveadm"})
@NeedsRoot
@Timeout(600)
final class LongMailRigTest {
    /// On the wire. What is attached is shorter by two layers of base64.
    private static final long WIRE = Boolean.getBoolean("guichet.soak") ? 200L << 20 : 13L << 20;
    private static final byte[] CRLF = {'\r', '\n'};

    @TempDir
    private Path folder;

    @Test
    void itComesWholeWithItsVerdictAndItsAttachment() throws Exception {
        Path mail = folder.resolve("long.eml");
        byte[] attached = write(mail);
        assertTrue(Files.size(mail) >= WIRE);
        try (MailRig rig = MailRig.start(); TestDesk desk = TestDesk.open()) {
            desk.acceptKey(Cast.bob());
            rig.deliver(TestMailbox.ADDRESS, ImapSourceTest.mail(1));
            rig.deliver(TestMailbox.ADDRESS, mail);
            rig.deliver(TestMailbox.ADDRESS, ImapSourceTest.mail(2));
            AccountId account = account(desk, rig);
            VaultShelf shelf = new VaultShelf(desk.vault(), desk.accounts, new Arrivals(), desk.intake(), desk.clock);
            try (ImapSource source = new ImapSource(account, Mailboxes.in(desk.vault(), desk.accounts), shelf,
                    new StateReport(desk.vault(), desk.accounts, account, desk.clock), TestMailbox.PATIENCE,
                    FetchLimits.DEFAULT, desk.clock, RandomGenerator.of("L64X128MixRandom"))) {
                assertEquals(new Tally(3, 0), source.fetchOnce());
                assertEquals(Tally.NOTHING, source.fetchOnce());
            }
            assertEquals(List.of(), desk.read(tx -> desk.accounts.heldBack(tx, account)));
            Summary summary = desk.read(tx -> desk.messages.list(tx, MessageFilter.all(10))).stream()
                    .filter(one -> one.subject().equals("long")).findFirst().orElseThrow();
            Protection protection = summary.protection().orElseThrow();
            assertEquals(Protection.Encryption.END_TO_END, protection.encryption());
            assertEquals(Protection.Signature.VALID, protection.signature());
            assertTrue(protection.problems().isEmpty(), protection.toString());
            Message message = desk.show(summary.id());
            assertEquals("Voici le film.", message.body().strip());
            LongContent file = desk.read(tx -> desk.messages.longAttachment(tx, summary.id(), 1)).orElseThrow();
            assertEquals(java.util.HexFormat.of().formatHex(attached), file.sha256());
            assertEquals(java.util.HexFormat.of().formatHex(attached), sha256(file.open(desk.vault())));
            LongContent raw = desk.read(tx -> desk.messages.longRaw(tx, summary.id())).orElseThrow();
            assertTrue(raw.size() >= WIRE);
        }
    }

    @Test
    @RequiresPeer("gpg")
    void itGoesWholeAndGnuPgReadsItAtTheOtherEnd() throws Exception {
        Path film = folder.resolve("film.mp4");
        byte[] attached = film(film);
        try (MailRig rig = MailRig.start(600_000_000); TestDesk desk = TestDesk.open(); Gpg gpg = Gpg.start()) {
            desk.acceptKey(Cast.bob());
            account(desk, rig);
            Gate gate = new Gate(desk.vault(), desk.keyring, desk.people, desk.accounts, desk.settings, desk.messages,
                    desk.journal, desk.builder, desk.clock, new SecureRandom());
            LongContent stored;
            try (InputStream in = Files.newInputStream(film)) {
                stored = new LongContents(desk.vault(), desk.clock).store(in);
            }
            MailDraft draft = new MailDraft(Optional.empty(), "alice", List.of(new Address(Cast.bob().address())),
                    List.of(), List.of(), Optional.empty(), "long", "Voici le film.",
                    List.of(AttachedFile.far("film.mp4", "video/mp4", stored)), Optional.empty());
            Gate.Release.Queued queued = assertInstanceOf(Gate.Release.Queued.class, gate.release(
                    assertInstanceOf(Verdict.Passed.class, gate.examine(draft)), TestDesk.ALICE, Grace.NONE));
            try (SmtpTransport smtp = new SmtpTransport(desk.vault(), desk.accounts, TestMailbox.PATIENCE)) {
                new Courier(desk.vault(), gate, desk.journal, smtp, desk.clock).deliverDue();
            }
            assertEquals("SENT null",
                    desk.read(tx -> tx.one("SELECT state, error FROM outbox",
                            row -> row.text("state") + " " + row.textOrNone("error").orElse(null)))
                            .orElseThrow());
            Path arrived = rig.arrived(Cast.bob().address(), Duration.ofSeconds(60));
            assertTrue(Files.size(arrived) >= WIRE);
            Path opened = folder.resolve("opened.eml");
            gpg.importing(Cast.alice().certificate()).importing(Cast.bob().key().bytes());
            String said = gpg.run(new byte[0], "--output", opened.toString(), "--decrypt", arrived.toString()).good()
                    .errors();
            assertTrue(said.contains("GOODSIG") && said.contains("DECRYPTION_OKAY"), said);
            assertEquals(java.util.HexFormat.of().formatHex(attached), sha256OfFileIn(opened));
            LongContent sent = desk.read(tx -> desk.messages.longAttachment(tx, queued.message(), 1)).orElseThrow();
            assertEquals(java.util.HexFormat.of().formatHex(attached), sent.sha256());
        }
    }

    /// @return its SHA-256
    private static byte[] film(Path file) throws IOException {
        MessageDigest digest = Digests.sha256Digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            Random random = new Random(6);
            byte[] some = new byte[1 << 16];
            for (long left = WIRE / 100 * 58; left > 0; left -= some.length) {
                random.nextBytes(some);
                out.write(some);
            }
        }
        return digest.digest();
    }

    /// Of the one part in base64.
    private static String sha256OfFileIn(Path entity) throws IOException {
        MessageDigest digest = Digests.sha256Digest();
        try (BufferedReader in = Files.newBufferedReader(entity, StandardCharsets.ISO_8859_1)) {
            String line = in.readLine();
            while (!line.startsWith("Content-Transfer-Encoding: base64")) {
                line = in.readLine();
            }
            while (!line.isEmpty()) {
                line = in.readLine();
            }
            for (line = in.readLine(); !line.startsWith("--") && !line.isEmpty(); line = in.readLine()) {
                digest.update(Base64.getDecoder().decode(line));
            }
        }
        return java.util.HexFormat.of().formatHex(digest.digest());
    }

    private static AccountId account(TestDesk desk, MailRig rig) throws Exception {
        try (Secret password = TestMailbox.password()) {
            return desk.write(tx -> desk.accounts.addMail(tx,
                    new Accounts.NewMailAccount(Address.parse(TestMailbox.ADDRESS).orElseThrow(), "Alice",
                            rig.imapStarttls(), rig.smtps(), TestMailbox.ADDRESS, List.of("INBOX"),
                            Optional.of(rig.caPem())),
                    password));
        }
    }

    /// @return the attachment's SHA-256
    private static byte[] write(Path mail) throws Exception {
        MessageDigest digest = Digests.sha256Digest();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mail), 1 << 16)) {
            ascii(out, "From: Bob <" + Cast.bob().address() + ">\r\nTo: " + Cast.alice().address()
                    + "\r\nSubject: [...]\r\nMessage-ID: <long@example.org>\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
                    + "MIME-Version: 1.0\r\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";"
                    + " boundary=enc\r\n\r\n--enc\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n"
                    + "--enc\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\n");
            Lines armor = new Lines(out, 64);
            SealedFile.seal(to -> inside(to, digest), Cast.alice().encryptionKey(), SealedFile.Recipient.NAMED,
                    Cast.bob().key(), Cast.NOW, armor);
            armor.finish();
            ascii(out, "\r\n-----END PGP MESSAGE-----\r\n\r\n--enc--\r\n");
        }
        return digest.digest();
    }

    private static void inside(OutputStream to, MessageDigest digest) throws IOException {
        ascii(to, "Content-Type: multipart/mixed; boundary=in; hp=\"cipher\"\r\nFrom: Bob <" + Cast.bob().address()
                + ">\r\nTo: " + Cast.alice().address() + "\r\nSubject: long\r\n\r\n--in\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\nVoici le film.\r\n--in\r\n"
                + "Content-Type: video/mp4; name=film.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        Lines base64 = new Lines(to, 76);
        OutputStream film = new DigestOutputStream(base64, digest);
        Random random = new Random(5);
        byte[] some = new byte[1 << 16];
        for (long left = WIRE / 100 * 54; left > 0; left -= some.length) {
            random.nextBytes(some);
            film.write(some);
        }
        base64.finish();
        ascii(to, "\r\n--in--\r\n");
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String sha256(InputStream content) throws IOException {
        MessageDigest digest = Digests.sha256Digest();
        try (InputStream in = new DigestInputStream(content, digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return java.util.HexFormat.of().formatHex(digest.digest());
    }

    /// Base64 in lines.
    private static final class Lines extends OutputStream {
        private final OutputStream to;
        private final byte[] group;
        private int filled;
        private boolean begun;

        Lines(OutputStream to, int letters) {
            this.to = to;
            this.group = new byte[letters / 4 * 3];
        }

        @Override
        public void write(int b) throws IOException {
            if (filled == group.length) {
                line();
            }
            group[filled++] = (byte) b;
        }

        void finish() throws IOException {
            line();
        }

        private void line() throws IOException {
            if (begun) {
                to.write(CRLF);
            }
            begun = true;
            to.write(Base64.getEncoder().encode(java.util.Arrays.copyOf(group, filled)));
            filled = 0;
        }
    }
}
