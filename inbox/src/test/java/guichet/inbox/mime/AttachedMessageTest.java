package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Opened;
import guichet.crypto.PassingOn;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An encrypted attachment is left closed by the reading of its mail, and has a verdict of its own where a person opens it.
class AttachedMessageTest {
    private static final String SECRET = "le lieu du rendez-vous est la gare";

    private static AttachedFile file(byte[] content) {
        return new AttachedFile("lettre.txt.pgp", "application/pgp-encrypted", content);
    }

    private static AttachedMessage opened(byte[] content, Cast.Member... known) {
        return AttachedMessage.open(Desk.PGP, file(content), List.of(Cast.alice().key()), Desk.knowing(known),
                Cast.NOW);
    }

    @Test
    void theReadingOfTheMailLeavesItClosed() {
        Reading reading = Desk.read(Desk.crlf("""
                From: Bob <bob@example.org>
                Content-Type: multipart/mixed; boundary=m

                --m

                Bonjour
                --m
                Content-Type: application/octet-stream; name=lettre.txt.asc
                Content-Disposition: attachment; filename=lettre.txt.asc

                """ + Desk.encrypted(SECRET, Cast.bob()) + "\n--m--\n"), Cast.bob());

        assertEquals(Signature.NONE, reading.protection().signature());
        assertEquals(Encryption.NONE, reading.protection().encryption());
        AttachedFile attached = reading.attachments().getFirst();
        assertFalse(new String(attached.content(), StandardCharsets.UTF_8).contains(SECRET));
        var inside = assertInstanceOf(AttachedMessage.Inside.class, opened(attached.content(), Cast.bob()));
        assertArrayEquals(SECRET.getBytes(StandardCharsets.UTF_8), inside.plaintext());
    }

    @Test
    void itsVerdictIsItsOwnAndNobodyIsItsAuthor() {
        byte[] ciphertext = Desk.encrypted(SECRET, Cast.bob()).getBytes(StandardCharsets.US_ASCII);
        Protection known = assertInstanceOf(AttachedMessage.Inside.class, opened(ciphertext, Cast.bob())).protection();
        assertEquals(Signature.VALID, known.signature());
        assertEquals(Cast.bob().key().fingerprint(), known.signer().orElseThrow().fingerprint());
        assertEquals(Optional.empty(), known.senderMatches());
        assertFalse(known.authorProven());

        Protection stranger = assertInstanceOf(AttachedMessage.Inside.class, opened(ciphertext)).protection();
        assertEquals(Signature.UNKNOWN_KEY, stranger.signature());
        byte[] unsigned = PassingOn.encrypted(SECRET.getBytes(StandardCharsets.UTF_8), Cast.alice());
        assertEquals(Signature.NONE, assertInstanceOf(AttachedMessage.Inside.class, opened(unsigned, Cast.bob()))
                .protection().signature());
    }

    @Test
    void whatIsDamagedOrForOthersShowsNotAByte() {
        byte[] ciphertext = Desk.encrypted(SECRET, Cast.bob()).getBytes(StandardCharsets.US_ASCII);
        ciphertext[ciphertext.length * 2 / 3] ^= 1;
        assertInstanceOf(AttachedMessage.Closed.class, opened(ciphertext, Cast.bob()));
        assertEquals(Opened.Why.NO_KEY, assertInstanceOf(AttachedMessage.Closed.class, opened(
                PassingOn.encrypted(new byte[]{1}, Cast.bob()))).why());
        assertEquals(Opened.Why.MALFORMED,
                assertInstanceOf(AttachedMessage.Closed.class, opened("texte".getBytes(StandardCharsets.UTF_8))).why());
    }
}
