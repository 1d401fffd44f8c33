package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Gpg;
import guichet.crypto.Peer;
import guichet.crypto.RequiresPeer;
import guichet.crypto.Rnp;
import guichet.crypto.Sqop;
import guichet.transports.mail.MailRig;
import guichet.transports.mail.NeedsRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mail that GnuPG composed comes in through Postfix and Dovecot, and its answer goes back to somebody who has other programs.
@NeedsRoot
class MainJobTest {
    private static final String BOB = "bob@example.test";
    private static final String SUBJECT = "Eaux usées : analyses falsifiées";
    private static final String ANSWER_SUBJECT = "Rendez-vous quai Kléber";
    private static final String ANSWER = "Bonjour Bob,\n\nvenez mercredi avec les photographies du bassin.\n";

    @TempDir
    private Path folder;

    @Test
    @RequiresPeer({"dovecot", "postfix", "gpg", "sqop", "rnp"})
    void aMailOfGnuPgIsFiledAndItsAnswerIsReadByEveryPeerAndByNobodyElse() throws Exception {
        try (MailRig rig = MailRig.start(); Gpg gpg = Gpg.start()) {
            gpg.run(new byte[0], "--passphrase", "", "--quick-generate-key", "Bob <" + BOB + ">", "future-default",
                    "default", "never").good();
            Program program = Program.withVault(folder).account(rig.imaps(), rig.smtpStarttls(), "--ca",
                    Files.writeString(folder.resolve("ca"), rig.caPem()).toString())
                    .trusting(gpg.run(new byte[0], "--armor", "--export", BOB).good().out());
            byte[] office = program.run("key", "export", Program.ADDRESS).ends(0).out()
                    .getBytes(StandardCharsets.US_ASCII);
            gpg.importing(office);
            program.run("contact", "add", "--name", "Bob", "--address", BOB).ends(0);
            String inCase = program.json("case", "new", "Station d'épuration").getFirst().text("id");
            program.run("case", "link", inCase, "Bob").ends(0);

            rig.deliver(Program.ADDRESS, composed(gpg));
            assertEquals(1, program.json("sync").getFirst().number("new"));
            Answer filed = program.json("list", "--case", inCase).getFirst();
            Answer shown = program.json("show", filed.text("id")).getFirst();
            assertEquals(SUBJECT, shown.text("subject"));
            assertTrue(shown.text("body").contains("Les relevés du 3 mars sont faux."), shown.toString());
            assertEquals("end-to-end", shown.at("protection").text("encryption"));
            assertEquals("valid", shown.at("protection").text("signature"));
            assertEquals("verified", shown.at("protection").at("signer").text("trust"));
            assertEquals(true, shown.at("protection").get("senderMatches"));
            assertEquals(List.of(), shown.at("protection").list("problems"));

            Answer sent = program.json("send", "--to", BOB, "--reply-to", filed.text("id"), "--subject-file",
                    program.file("subject", ANSWER_SUBJECT).toString(), "--body-file",
                    program.file("body", ANSWER).toString()).getFirst();
            assertEquals("sent", sent.text("status"));
            assertEquals("end-to-end", sent.text("protection"));
            assertEquals(2, program.json("list", "--case", inCase).size());

            String received = awaitMail(rig, BOB);
            assertReadByEveryPeer(received, gpg, office);
            assertTellsNothing(received, inCase);
            assertTellsNothing(awaitMail(rig, "archive@ngo.test"), inCase);
        }
    }

    /// The words of the whole conversation, as a listener on the submission port would hear them without TLS.
    @Test
    void theConversationWithTheServerTellsNothing() throws Exception {
        try (Recorder recorder = new Recorder(); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account("imap://127.0.0.1:1", recorder.url())
                    .trusting(bob.certificate());
            String inCase = program.json("case", "new", "Station d'épuration").getFirst().text("id");
            assertEquals("sent", program.json("send", "--to", BOB, "--case", inCase, "--subject", ANSWER_SUBJECT,
                    "--body-file", program.file("body", ANSWER).toString()).getFirst().text("status"));

            assertEquals(1, recorder.mails().size());
            assertTellsNothing(recorder.heard(), inCase);
            assertEquals(List.of("EHLO [127.0.0.1]"),
                    recorder.heard().lines().filter(line -> line.startsWith("EHLO")).toList());
            assertTrue(bob.reads(recorder.mails().getFirst()).contains("photographies du bassin"));
        }
    }

    private static void assertTellsNothing(String wire, String caseId) {
        String lower = wire.toLowerCase(Locale.ROOT);
        for (String word : List.of("mercredi", "photographies", "bassin", "bonjour", "rendez", "kléber", "kl=c3=a9ber",
                "quai", "eaux us", "falsifi", "hélène", "vasseur", "h=c3=a9l", "=?utf-8", "épuration", caseId,
                new String("Hélène".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
            assertFalse(lower.contains(word.toLowerCase(Locale.ROOT)), () -> word + " was on the wire:\n" + wire);
        }
        assertTrue(wire.contains("Subject: [...]"), wire);
        assertTrue(wire.contains("-----BEGIN PGP MESSAGE-----"), wire);
    }

    private void assertReadByEveryPeer(String mail, Gpg gpg, byte[] office) throws Exception {
        byte[] message = mail
                .substring(mail.indexOf("-----BEGIN PGP MESSAGE"), mail.indexOf("-----END PGP MESSAGE") + 25)
                .getBytes(StandardCharsets.US_ASCII);
        byte[] key = gpg.run(new byte[0], "--passphrase", "", "--armor", "--export-secret-keys", BOB).good().out();

        Peer.Ran byGpg = gpg.run(message, "--passphrase", "", "--decrypt").good();
        assertTrue(byGpg.errors().contains("GOODSIG"), byGpg.errors());
        assertIsTheAnswer(byGpg);

        Sqop sqop = new Sqop(Files.createDirectory(folder.resolve("sqop")));
        Path verified = folder.resolve("verified");
        assertIsTheAnswer(sqop.run(message, "decrypt", "--verify-with=" + sqop.file(office),
                "--verifications-out=" + verified, sqop.file(key)).good());
        assertFalse(Files.readString(verified).isBlank(), "sqop verified no signature");

        Rnp rnp = new Rnp(folder);
        rnp.keys(new byte[0], "--import-keys", rnp.file(key)).good();
        rnp.keys(new byte[0], "--import-keys", rnp.file(office)).good();
        Peer.Ran byRnp = rnp.run(new byte[0], "--decrypt", rnp.file(message), "--output", "-").good();
        assertTrue(byRnp.errors().contains("Good signature"), byRnp.errors());
        assertIsTheAnswer(byRnp);
    }

    private static void assertIsTheAnswer(Peer.Ran ran) {
        assertTrue(ran.text().contains("venez mercredi avec les photographies du bassin."), ran.text());
        assertTrue(ran.text().contains("Subject:"), ran.text());
    }

    private static String composed(Gpg gpg) {
        String inner = """
                Content-Type: text/plain; charset=utf-8; hp="cipher"
                Content-Transfer-Encoding: 8bit
                From: Bob <%1$s>
                To: <%2$s>
                Subject: %3$s
                HP-Outer: Subject: [...]

                Bonjour,
                Les relevés du 3 mars sont faux.
                """.formatted(BOB, Program.ADDRESS, SUBJECT).replace("\n", "\r\n");
        String armored = gpg.run(inner.getBytes(StandardCharsets.UTF_8), "--passphrase", "", "--armor", "--sign",
                "--encrypt", "-u", BOB, "-r", Program.ADDRESS, "-r", BOB).good().text();
        return """
                From: Bob <%1$s>
                To: <%2$s>
                Date: %4$s
                Message-ID: <%5$s@example.test>
                Subject: [...]
                MIME-Version: 1.0
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="frontier"

                --frontier
                Content-Type: application/pgp-encrypted

                Version: 1

                --frontier
                Content-Type: application/octet-stream

                %3$s
                --frontier--
                """.formatted(BOB, Program.ADDRESS, armored,
                java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(
                        java.time.ZoneOffset.UTC)),
                java.util.UUID.randomUUID()).replace("\n", "\r\n");
    }

    private static String awaitMail(MailRig rig, String address) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            List<String> mails = rig.mailsIn(address);
            if (!mails.isEmpty()) {
                assertEquals(1, mails.size());
                return mails.getFirst();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no mail came: " + rig.logs());
    }
}
