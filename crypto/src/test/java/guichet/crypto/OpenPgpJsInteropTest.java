package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both ways with OpenPGP.js, with its keys of version 4 and of version 6. Its clock is the machine's.
@RequiresPeer("openpgpjs")
class OpenPgpJsInteropTest {
    private static final OpenLimits LIMITS = new OpenLimits(1 << 20);
    private static final byte[] TEXT = Forge.utf8("Réunion à midi.\r\n");

    private final OpenPgp pgp = new OpenPgp();
    private final Instant now = Instant.now();
    private final SecretKey ours = SecretKey.generate("Ours <ours@example.org>", now.minusSeconds(60));
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"4", "6"})
    void messagesGoBothWays(String version) throws Exception {
        OpenPgpJs js = new OpenPgpJs(folder);
        byte[] made = js.run("generate", version, "Theirs", "theirs@example.org").good().out();
        String theirKey = js.file(made);
        Certificate theirs = certificate(js.run("certificate", theirKey).good().out());
        String ourCertificate = js.file(ours.certificate().armored().getBytes(StandardCharsets.US_ASCII));
        Instant later = Instant.now().plusSeconds(60);

        byte[] toUs = js.run("encrypt", js.file(TEXT), theirKey, ourCertificate).good().out();
        Opened.Plaintext opened = assertInstanceOf(Opened.Plaintext.class,
                pgp.open(toUs, List.of(ours), List.of(theirs), LIMITS, later));
        assertArrayEquals(TEXT, opened.bytes());
        assertGood(theirs, opened.signatures());

        EncryptionKey usable = assertInstanceOf(Usability.Usable.class, theirs.usability(later)).key();
        byte[] toThem = pgp.encryptAndSign(TEXT, List.of(usable), ours, now).bytes();
        assertArrayEquals(TEXT, js.run("decrypt", js.file(toThem), theirKey, ourCertificate).good().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "6"})
    void detachedSignaturesGoBothWays(String version) throws Exception {
        OpenPgpJs js = new OpenPgpJs(folder);
        String theirKey = js.file(js.run("generate", version, "Theirs", "theirs@example.org").good().out());
        Certificate theirs = certificate(js.run("certificate", theirKey).good().out());

        byte[] signature = js.run("sign", js.file(TEXT), theirKey).good().out();
        assertGood(theirs, pgp.verifyDetached(TEXT, signature, List.of(theirs), Instant.now().plusSeconds(60)));

        String ourCertificate = js.file(ours.certificate().armored().getBytes(StandardCharsets.US_ASCII));
        String ourSignature = js.file(pgp.signDetached(TEXT, ours, now));
        js.run("verify", js.file(TEXT), ourSignature, ourCertificate).good();
        assertNotEquals(0, js.run("verify", js.file(Forge.utf8("autre")), ourSignature, ourCertificate).exit());
    }

    private static Certificate certificate(byte[] armored) {
        return assertInstanceOf(KeyFile.Keys.class, KeyFile.read(armored)).certificates().getFirst();
    }

    private static void assertGood(Certificate theirs, List<SignatureCheck> checks) {
        assertEquals(1, checks.size());
        assertEquals(theirs.fingerprint(),
                assertInstanceOf(SignatureCheck.Good.class, checks.getFirst()).signer());
    }
}
