package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both ways with RNP, which Thunderbird uses. Its clock is the machine's.
@RequiresPeer({"rnp", "rnpkeys"})
class RnpInteropTest {
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Réunion à midi.\r\n");

    private final OpenPgp pgp = new OpenPgp();
    private final Instant now = Instant.now();
    private final SecretKey ours = SecretKey.generate("Ours <ours@example.org>", now.minusSeconds(60));

    @Test
    void messagesGoBothWays(@TempDir Path folder) throws Exception {
        var rnp = new Rnp(folder);
        SecretKey theirs = generate(rnp);
        rnp.keys(new byte[0], "--import-keys", rnp.file(ours.certificate().bytes())).good();

        byte[] message = pgp.encryptAndSign(TEXT, List.of(usable(theirs), usable(ours)), ours, now).bytes();
        Peer.Ran read = rnp.run(new byte[0], "--decrypt", rnp.file(message), "--output", "-").good();
        assertArrayEquals(TEXT, read.out());
        assertTrue(read.errors().contains("Good signature"), read.errors());

        byte[] reply = rnp.run(new byte[0], "--encrypt", "--sign", "-r", "ours@example.org", "-u", "theirs@example.org",
                "--armor", "--output", "-", rnp.file(TEXT)).good().out();
        Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class,
                pgp.open(reply, List.of(ours), List.of(theirs.certificate()), LIMITS, now.plusSeconds(60)));
        assertArrayEquals(TEXT, opened.bytes());
        assertEquals(theirs.fingerprint(),
                assertInstanceOf(SignatureCheck.Good.class, opened.signatures().getFirst()).signer());
    }

    @Test
    void itImportsOurExportAndSeesOurRevocation(@TempDir Path folder) throws Exception {
        var rnp = new Rnp(folder);
        byte[] exported;
        try (Secret passphrase = Secret.of("ein Satz".toCharArray())) {
            exported = ours.exportProtected(passphrase);
        }
        rnp.keys(new byte[0], "--import-keys", rnp.file(exported)).good();
        byte[] message = pgp.encryptAndSign(TEXT, List.of(usable(ours), Cast.bob().encryptionKey()), ours, now).bytes();
        assertArrayEquals(TEXT, rnp
                .run(new byte[0], "--password", "ein Satz", "--decrypt", rnp.file(message), "--output", "-").good()
                .out());

        rnp.keys(new byte[0], "--import-keys", rnp.file(ours.revoked(now, RevocationReason.COMPROMISED).bytes()))
                .good();
        assertTrue(rnp.keys(new byte[0], "--list-keys").good().text().contains("[REVOKED]"));
    }

    private static SecretKey generate(Rnp rnp) throws Exception {
        rnp.keys(new byte[0], "--generate-key", "--userid", "Theirs <theirs@example.org>").good();
        byte[] exported = rnp.keys(new byte[0], "--export-key", "--secret", "theirs@example.org").good().out();
        LockedKey locked = assertInstanceOf(KeyFile.Keys.class, KeyFile.read(exported)).secretKeys().getFirst();
        try (Secret none = Secret.of(new char[0])) {
            return assertInstanceOf(Unlocked.Opened.class, locked.unlock(none)).key();
        }
    }

    private EncryptionKey usable(SecretKey key) {
        return assertInstanceOf(Usability.Usable.class, key.certificate().usability(now.plusSeconds(60))).key();
    }
}
