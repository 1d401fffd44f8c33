package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Opening by stream comes to what opening in memory comes to.
class LongMessageTest {
    private static final OpenPgp PGP = new OpenPgp();
    private static final int LIMIT = 1 << 20;
    private static final OpenLimits LIMITS = new OpenLimits(LIMIT);
    private final SecretKey bob = Cast.bob().key();
    private final List<Certificate> signers = List.of(Cast.alice().certificate());

    @Test
    void aMessageOpensByStreamWithItsSignatureAndAgainByItsSessionKey() throws Exception {
        byte[] plain = new byte[300_000];
        new Random(1).nextBytes(plain);
        byte[] armored = PGP.encryptAndSign(plain, List.of(Cast.bob().encryptionKey()), Cast.alice().key(), Cast.NOW)
                .bytes();
        OpenedFile.Whole whole = assertInstanceOf(OpenedFile.Whole.class, open(armored));
        assertArrayEquals(plain, whole.content().readAllBytes());
        assertInstanceOf(SignatureCheck.Good.class, whole.signatures().getFirst());
        OpenedFile.Whole again = assertInstanceOf(OpenedFile.Whole.class, PGP.reopenLong(source(armored),
                whole.sessionKey(), Set.of(bob.fingerprint()), signers, LIMITS, Cast.NOW));
        assertArrayEquals(plain, again.content().readAllBytes());
        assertInstanceOf(SignatureCheck.Good.class, again.signatures().getFirst());
    }

    @Test
    void aMessageInTheNewContainerOpensTooHoweverFewBytesComeAtATime() throws Exception {
        byte[] plain = new byte[300_000];
        SecretKey alice = Cast.alice().key();
        byte[] armored = PGP.encryptAndSign(plain, List.of(Cast.alice().encryptionKey()), alice, Cast.NOW).bytes();
        byte[] binary = Armor.decode(armored).blocks().getFirst().content().array();
        for (byte[] raw : List.of(armored, binary)) {
            SealedFile.Source trickling = () -> new FilterInputStream(new ByteArrayInputStream(raw)) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    return super.read(bytes, from, Math.min(length, 7));
                }
            };
            OpenedFile.Whole whole = assertInstanceOf(OpenedFile.Whole.class,
                    PGP.openLong(trickling, List.of(alice), signers, LIMITS, Cast.NOW));
            assertArrayEquals(plain, whole.content().readAllBytes());
            assertInstanceOf(SignatureCheck.Good.class, whole.signatures().getFirst());
        }
    }

    @Test
    void everyAlteredCopyIsRefusedAsInMemory() throws Exception {
        byte[] plain = new byte[3_000];
        byte[] armored = PGP.encryptAndSign(plain, List.of(Cast.bob().encryptionKey()), Cast.alice().key(), Cast.NOW)
                .bytes();
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            byte[] altered = armored.clone();
            int at = random.nextInt(altered.length);
            altered[at] = (byte) (altered[at] ^ (1 << random.nextInt(7)));
            if (i % 3 == 0) {
                altered = java.util.Arrays.copyOf(armored, at);
            }
            boolean inMemory = PGP.open(altered, List.of(bob), signers, LIMITS,
                    Cast.NOW) instanceof Opened.Plaintext;
            boolean byStream = open(altered) instanceof OpenedFile.Whole;
            assertEquals(inMemory, byStream, "copy " + i + " altered at " + at);
        }
    }

    @Test
    void wordsAroundTheBlockASecondBlockOrAMissingEndAreRefused() throws Exception {
        String armored = new String(
                PGP.encryptAndSign(new byte[100], List.of(Cast.bob().encryptionKey()), Cast.alice().key(), Cast.NOW)
                        .bytes(),
                StandardCharsets.US_ASCII);
        assertInstanceOf(OpenedFile.Whole.class, open(bytes("\r\n \r\n" + armored + "\r\n\r\n")));
        for (String bad : List.of("x\r\n" + armored, armored + "x\r\n", armored + armored,
                armored.replace("END PGP MESSAGE", "END PGP SIGNATURE"), "", "\r\n")) {
            assertInstanceOf(OpenedFile.Refused.class, open(bytes(bad)));
        }
        assertEquals(new OpenedFile.Refused(Opened.Why.TRUNCATED),
                open(bytes(armored.substring(0, armored.indexOf("-----END")))));
    }

    @Test
    void compressedOnesOpenAndWhatSwellsBeyondTheLimitDoesNot() throws Exception {
        byte[] signed = Forge.signed("some text", Forge.signing(Cast.alice()));
        for (int algorithm = 1; algorithm <= 3; algorithm++) {
            OpenedFile.Whole whole = assertInstanceOf(OpenedFile.Whole.class,
                    open(Forge.encrypted(Forge.compressed(algorithm, signed), Cast.bob())));
            assertEquals("some text", new String(whole.content().readAllBytes(), StandardCharsets.UTF_8));
            assertInstanceOf(SignatureCheck.Good.class, whole.signatures().getFirst());
            byte[] swelling = Forge.encrypted(
                    Forge.compressed(algorithm, Forge.literal("0".repeat(LIMIT + 1))), Cast.bob());
            assertEquals(new OpenedFile.Refused(Opened.Why.TOO_LARGE), open(swelling));
        }
    }

    @Test
    void whatIsNotOneSignedContentIsRefusedAsInMemory() throws Exception {
        byte[] signed = Forge.signed("text", Forge.signing(Cast.alice()));
        byte[] literal = Forge.literal("text");
        byte[] compressed = Forge.compressed(2, signed);
        byte[] onePass = Forge.onePass(Forge.signing(Cast.alice()));
        for (byte[] content : List.of(Forge.joined(signed, literal), Forge.joined(literal, literal),
                Forge.joined(compressed, literal), Forge.joined(compressed, compressed),
                Forge.joined(onePass, literal), Forge.compressed(2, compressed), new byte[0],
                Forge.compressed(2, Forge.joined(literal, literal)), Forge.joined(literal, onePass))) {
            byte[] raw = Forge.encrypted(content, Cast.bob());
            assertInstanceOf(Opened.Refused.class, PGP.open(raw, List.of(bob), signers, LIMITS, Cast.NOW));
            assertInstanceOf(OpenedFile.Refused.class, open(raw));
            assertInstanceOf(OpenedFile.Whole.class, open(Forge.encrypted(compressed, Cast.bob())));
        }
        assertEquals(new OpenedFile.Refused(Opened.Why.NO_INTEGRITY_PROTECTION),
                open(Forge.withoutIntegrity(signed, Cast.bob())));
    }

    @Test
    void millionsOfSignaturesBehindTheContentAreNotKept() throws Exception {
        byte[] one = Forge.signature("text", Forge.signing(Cast.alice()));
        byte[] many = new byte[one.length * 20_000];
        for (int i = 0; i < 20_000; i++) {
            System.arraycopy(one, 0, many, i * one.length, one.length);
        }
        assertInstanceOf(OpenedFile.Refused.class,
                open(Forge.encrypted(Forge.compressed(2, Forge.joined(Forge.literal("text"), many)), Cast.bob())));
    }

    @Test
    void aDiskThatFailsIsNoVerdict() throws Exception {
        byte[] armored = PGP
                .encryptAndSign(new byte[200_000], List.of(Cast.bob().encryptionKey()), Cast.alice().key(), Cast.NOW)
                .bytes();
        for (int opening = 1; opening <= 3; opening++) {
            int failing = opening;
            int[] count = {0};
            assertThrows(IOException.class, () -> PGP.openLong(() -> ++count[0] < failing
                    ? new ByteArrayInputStream(armored)
                    : new Failing(armored), List.of(bob), signers, LIMITS, Cast.NOW));
        }
    }

    @Test
    void aDetachedSignatureIsVerifiedByStream() throws Exception {
        byte[] content = new byte[100_000];
        byte[] signature = PGP.signDetached(content, Cast.alice().key(), Cast.NOW);
        assertInstanceOf(SignatureCheck.Good.class,
                PGP.verifyLong(source(content), signature, Set.of(), signers, Cast.NOW).getFirst());
        content[99_999] = 1;
        assertInstanceOf(SignatureCheck.Bad.class,
                PGP.verifyLong(source(content), signature, Set.of(), signers, Cast.NOW).getFirst());
    }

    private OpenedFile open(byte[] raw) throws IOException {
        return PGP.openLong(source(raw), List.of(bob), signers, LIMITS, Cast.NOW);
    }

    private static SealedFile.Source source(byte[] raw) {
        return () -> new ByteArrayInputStream(raw);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Breaks off after a while.
    private static final class Failing extends FilterInputStream {
        private int left = 1_000;

        Failing(byte[] raw) {
            super(new ByteArrayInputStream(raw));
        }

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("the disk");
            }
            return super.read(bytes, from, length);
        }
    }
}
