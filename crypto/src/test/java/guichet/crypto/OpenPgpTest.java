package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPgpTest {
    private static final Instant NOW = Cast.NOW;

    @Test
    void opensWhatItEncrypted() throws Exception {
        SecretKey a = SecretKey.generate("Alice <alice@Example.org>", NOW);
        SecretKey b = SecretKey.generate("Bob <bob@example.org>", NOW);
        assertEquals(List.of("alice@example.org"), a.certificate().addresses());
        OpenPgp pgp = new OpenPgp();
        byte[] text = "bonjour".getBytes(StandardCharsets.UTF_8);
        Usability.Usable usable = assertInstanceOf(Usability.Usable.class, b.certificate().usability(NOW));
        Ciphertext c = pgp.encryptAndSign(text, List.of(usable.key()), a, NOW);
        System.out.println(new String(c.bytes(), StandardCharsets.UTF_8));
        Opened o = pgp.open(c.bytes(), List.of(b), List.of(a.certificate()), new OpenLimits(1000), NOW);
        System.out.println(o);
        Opened.Plaintext p = assertInstanceOf(Opened.Plaintext.class, o);
        assertArrayEquals(text, p.bytes());
        assertEquals(List.of(new SignatureCheck.Good(a.fingerprint(), NOW, KeyState.USABLE)), p.signatures());
        assertEquals(b.fingerprint(), SecretKey.fromVault(b.bytes()).fingerprint());
    }
}
