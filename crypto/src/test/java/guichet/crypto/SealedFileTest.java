package guichet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedFileTest {
    private static final byte[] CONTENT = content(300_000);

    @Test
    void itsReaderOpensItAndKnowsWhoSigned() throws Exception {
        OpenedFile.Whole whole = opened(sealed(SealedFile.Recipient.HIDDEN), Cast.bob());
        assertArrayEquals(CONTENT, whole.content().readAllBytes());
        assertEquals(Cast.alice().certificate().fingerprint(),
                assertInstanceOf(SignatureCheck.Good.class, whole.signatures().getFirst()).signer());
    }

    @Test
    void nobodyElseOpensIt() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.HIDDEN);
        assertEquals(new OpenedFile.Refused(Opened.Why.NO_KEY),
                SealedFile.open(() -> new ByteArrayInputStream(file), List.of(Cast.mallory().key(), Cast.alice().key()),
                        List.of(Cast.alice().certificate()), Cast.NOW));
    }

    @Test
    void aHiddenReaderIsNotNamedInIt() throws Exception {
        Bytes id = Bytes.of(java.util.HexFormat.of().parseHex(
                "%016X".formatted(Cast.bob().certificate().encryptionKey(Cast.NOW).orElseThrow().getKeyID())));
        assertTrue(Bytes.of(sealed(SealedFile.Recipient.NAMED)).contains(id.array()));
        assertFalse(Bytes.of(sealed(SealedFile.Recipient.HIDDEN)).contains(id.array()));
    }

    @Test
    void aSignatureOfSomebodyUnknownIsSaidToBeSo() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.NAMED);
        OpenedFile opened = SealedFile.open(() -> new ByteArrayInputStream(file), List.of(Cast.bob().key()), List.of(),
                Cast.NOW);
        assertInstanceOf(SignatureCheck.UnknownKey.class,
                assertInstanceOf(OpenedFile.Whole.class, opened).signatures().getFirst());
    }

    @Test
    void cutAnywhereItIsRefused() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.HIDDEN);
        for (int length : new int[]{0, 1, 40, 200, 70_000, file.length - 300, file.length - 23, file.length - 1}) {
            assertInstanceOf(OpenedFile.Refused.class, open(Arrays.copyOf(file, length)), "at " + length);
        }
    }

    @Test
    void alteredAnywhereItIsRefused() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.HIDDEN);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] altered = file.clone();
            int at = i < 10 ? file.length - 1 - i * 3 : random.nextInt(file.length);
            altered[at] ^= (byte) (1 << random.nextInt(8));
            OpenedFile opened = open(altered);
            // A bit of the key's identification may change nothing: then the content is what it was.
            if (opened instanceof OpenedFile.Whole whole) {
                assertArrayEquals(CONTENT, whole.content().readAllBytes(), "at " + at);
            }
        }
    }

    @Test
    void somethingAfterItIsNotOverlooked() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.HIDDEN);
        byte[] more = Arrays.copyOf(file, file.length * 2);
        System.arraycopy(file, 0, more, file.length, file.length);
        assertInstanceOf(OpenedFile.Refused.class, open(more));
    }

    @Test
    void aFileThatIsAnotherTheSecondTimeIsNoticedAtItsEnd() throws Exception {
        byte[] first = sealed(SealedFile.Recipient.HIDDEN);
        byte[] current = first.clone();
        OpenedFile.Whole whole = assertInstanceOf(OpenedFile.Whole.class,
                SealedFile.open(() -> new ByteArrayInputStream(current), List.of(Cast.bob().key()),
                        List.of(Cast.alice().certificate()), Cast.NOW));
        current[150_000] ^= 1;
        assertThrows(IOException.class, () -> whole.content().readAllBytes());
    }

    @Test
    void whoeverCanNotWriteTheContentLeavesNoWholeFile() throws Exception {
        var out = new ByteArrayOutputStream();
        assertThrows(IOException.class, () -> SealedFile.seal(_ -> {
            throw new IOException("the disk");
        }, Cast.bob().encryptionKey(), SealedFile.Recipient.HIDDEN, Cast.alice().key(), Cast.NOW, out));
        assertNotEquals(0, out.size());
        assertInstanceOf(OpenedFile.Refused.class, open(out.toByteArray()));
    }

    @Test
    @RequiresPeer("gpg")
    void gpgOpensItWithTheReadersKeyAlone() throws Exception {
        byte[] file = sealed(SealedFile.Recipient.HIDDEN);
        try (Gpg gpg = Gpg.start(); Gpg other = Gpg.start()) {
            gpg.importing(Cast.bob().key().bytes()).importing(Cast.alice().certificate());
            Peer.Ran ran = gpg.run(file, "--faked-system-time=20261123T090000!", "--decrypt").good();
            assertArrayEquals(CONTENT, ran.out());
            assertTrue(ran.errors().contains("GOODSIG"), ran::errors);
            other.importing(Cast.mallory().key().bytes());
            assertNotEquals(0, other.run(file, "--decrypt").exit());
        }
    }

    private static OpenedFile.Whole opened(byte[] file, Cast.Member reader) throws IOException {
        return assertInstanceOf(OpenedFile.Whole.class, SealedFile.open(() -> new ByteArrayInputStream(file),
                List.of(Cast.alice().key(), reader.key()), List.of(Cast.alice().certificate()), Cast.NOW));
    }

    private static OpenedFile open(byte[] file) throws IOException {
        return SealedFile.open(() -> new ByteArrayInputStream(file), List.of(Cast.bob().key()),
                List.of(Cast.alice().certificate()), Cast.NOW);
    }

    private static byte[] sealed(SealedFile.Recipient recipient) throws Exception {
        var out = new ByteArrayOutputStream();
        SealedFile.seal(to -> to.write(CONTENT), Cast.bob().encryptionKey(), recipient, Cast.alice().key(), Cast.NOW,
                out);
        return out.toByteArray();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        return content;
    }
}
