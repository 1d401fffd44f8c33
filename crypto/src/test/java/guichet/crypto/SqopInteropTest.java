package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both ways with Sequoia. Its clock is the machine's, so keys and signatures are of the machine's time here.
@RequiresPeer("sqop")
class SqopInteropTest {
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Réunion à midi.\r\n");

    private final OpenPgp pgp = new OpenPgp();
    private final Instant now = Instant.now();
    private final SecretKey ours = SecretKey.generate("Ours <ours@example.org>", now.minusSeconds(60));
    @TempDir
    private Path folder;
    private Sqop sqop;
    private SecretKey theirs;
    private String theirKey;

    SqopInteropTest() {
        sqop = new Sqop(Path.of("."));
        theirs = ours;
        theirKey = "";
    }

    @BeforeEach
    void sequoiaMakesAKey() throws Exception {
        sqop = new Sqop(folder);
        byte[] key = sqop.run(new byte[0], "generate-key", "Theirs <theirs@example.org>").good().out();
        theirKey = sqop.file(key);
        try (Secret none = Secret.of(new char[0])) {
            theirs = assertInstanceOf(Unlocked.Opened.class,
                    assertInstanceOf(KeyFile.Keys.class, KeyFile.read(key)).secretKeys().getFirst().unlock(none)).key();
        }
    }

    @Test
    void itReadsWhatWeEncryptAndSign() throws Exception {
        byte[] message = pgp.encryptAndSign(TEXT, List.of(usable(theirs), usable(ours)), ours, now).bytes();
        Path verified = folder.resolve("verified");

        Peer.Ran ran = sqop.run(message, "decrypt", "--verify-with=" + sqop.file(ours.certificate().bytes()),
                "--verifications-out=" + verified, theirKey).good();

        assertArrayEquals(TEXT, ran.out());
        assertTrue(Files.readString(verified).contains(ours.fingerprint().hex()));
    }

    @Test
    void weReadWhatItEncryptsAndSigns() throws Exception {
        byte[] message = sqop.run(TEXT, "encrypt", "--sign-with=" + theirKey, sqop.file(ours.certificate().bytes()))
                .good()
                .out();

        Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class,
                pgp.open(message, List.of(ours), List.of(theirs.certificate()), LIMITS, now.plusSeconds(60)));

        assertArrayEquals(TEXT, opened.bytes());
        assertGood(opened.signatures());
    }

    @Test
    void itBelievesWhatWeSignForItAndNotWhatWeSignedForOthers() throws Exception {
        byte[] toAlice = pgp.encryptAndSign(TEXT, List.of(Cast.alice().encryptionKey()), ours, now).bytes();
        byte[] toTheirs = DataEncryptor.seipd1(PassingOn.signedContent(toAlice, Cast.alice().key()),
                List.of(theirs.certificate().encryptionKey(now.plusSeconds(60)).orElseThrow()));
        Path verified = folder.resolve("verified");

        Peer.Ran ran = sqop.run(toTheirs, "decrypt", "--verify-with=" + sqop.file(ours.certificate().bytes()),
                "--verifications-out=" + verified, theirKey);
        assertEquals(3, ran.exit(), "NO_SIGNATURE");
        assertFalse(Files.exists(verified) && Files.readString(verified).contains(ours.fingerprint().hex()));
    }

    @Test
    void detachedSignaturesGoBothWays() throws Exception {
        byte[] signature = sqop.run(TEXT, "sign", theirKey).good().out();
        assertGood(pgp.verifyDetached(TEXT, signature, List.of(theirs.certificate()), now.plusSeconds(60)));

        String certificate = sqop.file(ours.certificate().bytes());
        sqop.run(TEXT, "verify", sqop.file(pgp.signDetached(TEXT, ours, now)), certificate).good();
        assertNotEquals(0, sqop
                .run(Forge.utf8("autre"), "verify", sqop.file(pgp.signDetached(TEXT, ours, now)), certificate).exit());
    }

    @Test
    void itSignsWithOurExportAndRefusesOurRevokedKey() throws Exception {
        byte[] exported = Armor.encode("PRIVATE KEY BLOCK", ours.bytes(), "\n");
        byte[] signature = sqop.run(TEXT, "sign", sqop.file(exported)).good().out();
        assertInstanceOf(SignatureCheck.Good.class, pgp
                .verifyDetached(TEXT, signature, List.of(ours.certificate()), now.plusSeconds(60)).getFirst());

        String revoked = sqop.file(ours.revoked(now, RevocationReason.COMPROMISED).bytes());
        assertNotEquals(0, sqop.run(TEXT, "verify", sqop.file(pgp.signDetached(TEXT, ours, now)), revoked).exit());
    }

    @Test
    void itOpensOurExportUnderItsPassphrase() throws Exception {
        byte[] exported;
        try (Secret passphrase = Secret.of("ein Satz".toCharArray())) {
            exported = ours.exportProtected(passphrase);
        }
        byte[] message = pgp.encryptAndSign(TEXT, List.of(usable(ours), usable(theirs)), ours, now).bytes();

        assertArrayEquals(TEXT, sqop.run(message, "decrypt",
                "--with-key-password=" + sqop.file(Forge.utf8("ein Satz")), sqop.file(exported)).good().out());
    }

    private EncryptionKey usable(SecretKey key) {
        assertEquals(Optional.empty(), key.certificate().problem(now.plusSeconds(60)));
        return assertInstanceOf(Usability.Usable.class, key.certificate().usability(now)).key();
    }

    private void assertGood(List<SignatureCheck> checks) {
        assertEquals(1, checks.size());
        assertEquals(theirs.fingerprint(), assertInstanceOf(SignatureCheck.Good.class, checks.getFirst()).signer());
    }
}
