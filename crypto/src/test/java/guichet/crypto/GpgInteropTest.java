package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Both ways with GnuPG, on its own clock set to the tests' time.
@RequiresPeer("gpg")
class GpgInteropTest {
    private static final String CLOCK = "--faked-system-time=20261123T090000!";
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Réunion à midi.\r\nApportez les relevés.\r\n");

    private final OpenPgp pgp = new OpenPgp();
    private final Cast.Member alice = Cast.alice();
    private final Cast.Member bob = Cast.bob();

    @Test
    void gpgReadsWhatWeEncryptAndSign() throws Exception {
        byte[] message = pgp.encryptAndSign(TEXT, List.of(bob.encryptionKey(), alice.encryptionKey()), alice.key(),
                Cast.NOW).bytes();
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(bob.key().bytes()).importing(alice.certificate());

            Peer.Ran ran = gpg.run(message, CLOCK, "--decrypt").good();

            assertArrayEquals(TEXT, ran.out());
            assertTrue(ran.errors().contains("[GNUPG:] VALIDSIG " + alice.key().fingerprint()), ran.errors());
            assertTrue(ran.errors().contains("[GNUPG:] GOODMDC"), ran.errors());
        }
    }

    @Test
    void weReadWhatGpgEncryptsAndSignsInEachOfItsForms() throws Exception {
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(bob.key().bytes()).importing(alice.certificate());
            for (List<String> form : List.of(List.<String>of(), List.of("--compress-algo", "bzip2"),
                    List.of("--compress-algo", "zip"), List.of("--compress-algo", "none"), List.of("--throw-keyids"),
                    List.of("--digest-algo", "SHA512"), List.of("--textmode"))) {
                List<String> arguments = new ArrayList<>(
                        List.of(CLOCK, "-r", alice.address(), "-u", bob.key().fingerprint().hex()));
                arguments.addAll(form);
                arguments.addAll(List.of("--armor", "--sign", "--encrypt"));
                byte[] message = gpg.run(TEXT, arguments.toArray(String[]::new)).good().out();

                Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class, open(message), form.toString());

                assertArrayEquals(TEXT, opened.bytes(), form.toString());
                assertGood(opened);
            }
        }
    }

    @Test
    void gpgChoosesAesAndGoodHashesForOurKey() throws Exception {
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(bob.key().bytes()).importing(alice.certificate());
            byte[] message = gpg.run(TEXT, CLOCK, "-r", alice.address(), "-u", bob.key().fingerprint().hex(), "--sign",
                    "--encrypt").good().out();

            Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class, open(message));
            assertEquals(9, opened.sessionKey().bytes()[0]); // AES-256 (RFC 9580, 9.3)
        }
    }

    @Test
    void detachedSignaturesGoBothWays() throws Exception {
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(bob.key().bytes()).importing(alice.certificate());
            Path ours = Files.write(gpg.home().resolve("ours.asc"), pgp.signDetached(TEXT, alice.key(), Cast.NOW));
            Path text = Files.write(gpg.home().resolve("text"), TEXT);

            Peer.Ran ran = gpg.run(new byte[0], CLOCK, "--verify", ours.toString(), text.toString()).good();
            byte[] theirs = gpg.run(TEXT, CLOCK, "-u", bob.key().fingerprint().hex(), "--armor", "--detach-sign").good()
                    .out();

            assertTrue(ran.errors().contains("[GNUPG:] GOODSIG"), ran.errors());
            assertEquals(List.of(new SignatureCheck.Good(bob.key().fingerprint(), Cast.NOW, KeyState.USABLE)),
                    pgp.verifyDetached(TEXT, theirs, List.of(bob.certificate()), Cast.NOW));
        }
    }

    @Test
    void gpgImportsOurExportUnderItsPassphraseAndUsesIt() throws Exception {
        byte[] exported;
        try (Secret passphrase = Secret.of("Übung macht den Meister".toCharArray())) {
            exported = alice.key().exportProtected(passphrase);
        }
        byte[] message = pgp.encryptAndSign(TEXT, List.of(alice.encryptionKey(), bob.encryptionKey()), alice.key(),
                Cast.NOW).bytes();
        try (Gpg gpg = Gpg.start()) {
            gpg.run(exported, CLOCK, "--import").good();

            assertArrayEquals(TEXT,
                    gpg.run(message, CLOCK, "--passphrase", "Übung macht den Meister", "--decrypt").good().out());
        }
    }

    @Test
    void weOpenWhatGpgExportsUnderItsPassphrase() throws Exception {
        for (String algorithm : List.of("future-default", "rsa2048")) {
            try (Gpg gpg = Gpg.start();
                    Secret right = Secret.of("geheim".toCharArray());
                    Secret wrong = Secret.of("geheim ".toCharArray())) {
                generate(gpg, algorithm, "geheim");
                byte[] exported = gpg
                        .run(new byte[0], CLOCK, "--passphrase", "geheim", "--armor", "--export-secret-keys")
                        .good().out();
                KeyFile.Keys keys = assertInstanceOf(KeyFile.Keys.class, KeyFile.read(exported));
                LockedKey locked = keys.secretKeys().getFirst();

                assertTrue(locked.needsPassphrase());
                assertEquals(new Unlocked.WrongPassphrase(), locked.unlock(wrong), algorithm);
                SecretKey key = assertInstanceOf(Unlocked.Opened.class, locked.unlock(right), algorithm).key();
                Usability.Usable usable = assertInstanceOf(Usability.Usable.class,
                        key.certificate().usability(Cast.NOW));
                byte[] message = pgp.encryptAndSign(TEXT, List.of(usable.key()), key, Cast.NOW).bytes();
                Peer.Ran ran = gpg.run(message, CLOCK, "--passphrase", "geheim", "--decrypt").good();
                assertArrayEquals(TEXT, ran.out());
                assertTrue(ran.errors().contains("[GNUPG:] VALIDSIG"), ran.errors());
            }
        }
    }

    @Test
    void aKeyWhosePrimarySecretIsElsewhereStillSignsAndDecryptsByItsSubkeys() throws Exception {
        try (Gpg gpg = Gpg.start(); Secret none = Secret.of(new char[0])) {
            gpg.run(new byte[0], CLOCK, "--passphrase", "", "--quick-gen-key", "Off <off@example.org>", "ed25519",
                    "cert",
                    "never").good();
            String fingerprint = fingerprint(gpg);
            gpg.run(new byte[0], CLOCK, "--passphrase", "", "--quick-add-key", fingerprint, "ed25519", "sign", "never")
                    .good();
            gpg.run(new byte[0], CLOCK, "--passphrase", "", "--quick-add-key", fingerprint, "cv25519", "encr", "never")
                    .good();
            byte[] exported = gpg.run(new byte[0], CLOCK, "--export-secret-subkeys").good().out();
            LockedKey locked = assertInstanceOf(KeyFile.Keys.class, KeyFile.read(exported)).secretKeys().getFirst();
            SecretKey key = assertInstanceOf(Unlocked.Opened.class, locked.unlock(none)).key();
            SecretKey again = SecretKey.fromVault(key.bytes());

            byte[] signature = pgp.signDetached(TEXT, again, Cast.NOW);

            assertEquals(List.of(new SignatureCheck.Good(again.fingerprint(), Cast.NOW, KeyState.USABLE)),
                    pgp.verifyDetached(TEXT, signature, List.of(again.certificate()), Cast.NOW));
            byte[] message = gpg.run(TEXT, CLOCK, "-r", "off@example.org", "--encrypt").good().out();
            assertInstanceOf(Opened.Plaintext.class, pgp.open(message, List.of(again), List.of(), LIMITS, Cast.NOW));
            assertThrows(CryptoException.class,
                    () -> again.revoked(Cast.NOW, RevocationReason.RETIRED));
        }
    }

    @Test
    void gpgHonoursOurRevocationAndExpiry() throws Exception {
        SecretKey key = SecretKey.generate("Own <own@example.org>", Cast.NOW.minusSeconds(1000),
                Cast.NOW.minusSeconds(10));
        try (Gpg gpg = Gpg.start()) {
            gpg.importing(key.certificate());
            assertEquals("e", validity(gpg, key.fingerprint()));
            gpg.importing(
                    key.extendedTo(Instant.parse("2027-11-23T09:00:00Z"), Cast.NOW.minusSeconds(5)).certificate());
            assertTrue(!validity(gpg, key.fingerprint()).equals("e"));
            gpg.importing(key.revoked(Cast.NOW.minusSeconds(1), RevocationReason.SUPERSEDED));
            assertEquals("r", validity(gpg, key.fingerprint()));
        }
    }

    @Test
    void weHonourGpgsRevocationOfAKeyASubkeyAndAUserId() throws Exception {
        try (Gpg gpg = Gpg.start()) {
            generate(gpg, "future-default", "");
            String fingerprint = fingerprint(gpg);
            gpg.run(new byte[0], CLOCK, "--passphrase", "", "--quick-add-uid", fingerprint,
                    "Second <second@example.org>")
                    .good();
            assertEquals(2, export(gpg).addresses().size());
            gpg.run(new byte[0], CLOCK, "--passphrase", "", "--quick-revoke-uid", fingerprint,
                    "Second <second@example.org>").good();
            assertEquals(List.of("new@example.org"), export(gpg).addresses());
            assertEquals(Optional.empty(), export(gpg).problem(Cast.NOW));

            Certificate before = export(gpg);
            gpg.run(Forge.utf8("key 1\nrevkey\ny\n0\n\ny\nsave\n"), CLOCK, "--passphrase", "", "--command-fd", "0",
                    "--edit-key", fingerprint).good();
            assertEquals(Optional.of(KeyProblem.REVOKED), export(gpg).problem(Cast.NOW));
            assertEquals(Optional.of(KeyProblem.REVOKED), before.merge(export(gpg)).problem(Cast.NOW));
            assertEquals(Optional.empty(), before.problem(Cast.NOW));

            String revocation = Files
                    .readString(gpg.home().resolve("openpgp-revocs.d").resolve(fingerprint + ".rev"))
                    .replace(":-----BEGIN", "-----BEGIN");
            gpg.run(Forge.utf8(revocation), CLOCK, "--import").good();
            assertTrue(export(gpg).validity().isRevoked());
            assertTrue(before.merge(export(gpg)).validity().isRevoked());
        }
    }

    @Test
    void weHonourGpgsExpiryAndItsExtension() throws Exception {
        try (Gpg gpg = Gpg.start()) {
            generate(gpg, "future-default", "");
            String fingerprint = fingerprint(gpg);
            Certificate unlimited = export(gpg);
            gpg.run(new byte[0], "--faked-system-time=20261123T091000!", "--passphrase", "", "--quick-set-expire",
                    fingerprint, "20261201T000000").good();
            Certificate limited = export(gpg);

            assertEquals(Optional.empty(), unlimited.expires());
            assertEquals(Optional.of(Instant.parse("2026-12-01T00:00:00Z")), limited.expires());
            assertEquals(Optional.of(KeyProblem.EXPIRED),
                    unlimited.merge(limited).problem(Instant.parse("2026-12-01T00:00:00Z")));
        }
    }

    private void generate(Gpg gpg, String algorithm, String passphrase) {
        gpg.run(new byte[0], CLOCK, "--passphrase", passphrase, "--quick-gen-key", "New <new@example.org>", algorithm,
                algorithm.equals("future-default") ? "default" : "sign,cert", "never").good();
        if (!algorithm.equals("future-default")) {
            gpg.run(new byte[0], CLOCK, "--passphrase", passphrase, "--quick-add-key", fingerprint(gpg), algorithm,
                    "encr",
                    "never").good();
        }
    }

    private static String fingerprint(Gpg gpg) {
        return gpg.run(new byte[0], CLOCK, "--with-colons", "--list-keys").good().text().lines()
                .filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow().split(":", -1)[9];
    }

    private static String validity(Gpg gpg, Fingerprint fingerprint) {
        return gpg.run(new byte[0], CLOCK, "--with-colons", "--list-keys", fingerprint.hex()).good().text().lines()
                .filter(line -> line.startsWith("pub:")).findFirst().orElseThrow().split(":", -1)[1];
    }

    private static Certificate export(Gpg gpg) {
        byte[] exported = gpg.run(new byte[0], CLOCK, "--armor", "--export").good().out();
        return assertInstanceOf(KeyFile.Keys.class, KeyFile.read(exported)).certificates().getFirst();
    }

    private Opened open(byte[] message) {
        return pgp.open(message, List.of(alice.key()), List.of(bob.certificate()), LIMITS, Cast.NOW);
    }

    private void assertGood(Opened.Plaintext opened) {
        assertEquals(List.of(new SignatureCheck.Good(bob.key().fingerprint(), Cast.NOW, KeyState.USABLE)),
                opened.signatures());
    }
}
