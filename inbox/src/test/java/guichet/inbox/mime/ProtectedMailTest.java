package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Encrypted and signed mails as honest programs write them.
@ExtendWith(JudgedByGnuPg.class)
class ProtectedMailTest {
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\n\nLes analyses sont fausses.\n";
    private static final String OUTER = "From: Bob <bob@example.org>\nTo: alice@desk.example\nSubject: outer words\n";

    @Test
    void encryptedAndSignedInOneIsShownAsBoth() {
        Reading reading = Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob()))), Cast.bob());

        assertEquals("Les analyses sont fausses.\n", reading.body());
        assertVerdict(Encryption.END_TO_END, Signature.VALID, Optional.of(true), reading, Problem.SUBJECT_UNPROTECTED);
        assertEquals(Cast.bob().certificate().fingerprint(), reading.protection().signer().orElseThrow().fingerprint());
        assertTrue(reading.protection().authorProven());
        assertEquals(Optional.of(Cast.NOW), reading.signedAt());
        assertTrue(reading.sessionKey().isPresent());
    }

    @Test
    void signedInsideTheEncryptedPartIsShownAsBoth() {
        String signed = Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()));
        Reading reading = Desk.read(mail(Desk.pgpEncrypted(unsigned(signed))), Cast.bob());

        assertEquals("Les analyses sont fausses.\n", reading.body());
        assertVerdict(Encryption.END_TO_END, Signature.VALID, Optional.of(true), reading, Problem.SUBJECT_UNPROTECTED);
        assertEquals(List.of(), reading.attachments());
    }

    @Test
    void signedInTheClearIsShownAsSigned() {
        Reading reading = Desk.read(mail(Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()))), Cast.bob());

        assertEquals("Les analyses sont fausses.\n", reading.body());
        assertVerdict(Encryption.NONE, Signature.VALID, Optional.of(true), reading, Problem.SUBJECT_UNPROTECTED);
    }

    @Test
    void aSignedMailStoredWithLfStaysValid() {
        String mail = OUTER + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()));
        Reading reading = Desk.read(mail.getBytes(StandardCharsets.UTF_8), Cast.bob());

        assertVerdict(Encryption.NONE, Signature.VALID, Optional.of(true), reading, Problem.SUBJECT_UNPROTECTED);
    }

    @Test
    void aSignatureByAStrangerIsUnknown() {
        Reading reading = Desk.read(mail(Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()))));

        assertVerdict(Encryption.NONE, Signature.UNKNOWN_KEY, Optional.empty(), reading);
        assertTrue(reading.protection().signer().isEmpty());
    }

    @Test
    void aWordChangedAfterSigningIsInvalid() {
        String changed = TEXT.replace("fausses", "justes");
        Reading reading = Desk.read(mail(Desk.pgpSigned(changed, Desk.signature(TEXT, Cast.bob()))), Cast.bob());

        assertVerdict(Encryption.NONE, Signature.INVALID, Optional.empty(), reading);
        assertTrue(reading.protection().signer().isEmpty(), "a bad signature names nobody");
    }

    @Test
    void aSignatureThatIsNoneIsInvalid() {
        Reading reading = Desk.read(mail(Desk.pgpSigned(TEXT, "not a signature")), Cast.bob());

        assertVerdict(Encryption.NONE, Signature.INVALID, Optional.empty(), reading, Problem.MALFORMED);
    }

    @Test
    void withoutOurKeyNothingIsShownAndItIsSaid() {
        Reading reading = Desk.readClear(mail(Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob()))));

        assertEquals("", reading.body());
        assertVerdict(Encryption.NONE, Signature.NONE, Optional.empty(), reading, Problem.CANNOT_DECRYPT);
        assertEquals("outer words", reading.subject());
    }

    @Test
    void theSessionKeyReadsItAgain() {
        byte[] mail = mail(Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob())));
        Reading first = Desk.read(mail, Cast.bob());
        Reading again = Desk.reader(Desk.LIMITS).reread(mail, first.sessionKey().orElseThrow(),
                Set.of(Cast.alice().key().fingerprint()),
                Desk.knowing(Cast.bob()));

        assertEquals(first.body(), again.body());
        assertEquals(first.protection(), again.protection());
    }

    @Test
    void attachmentsInsideKeepTheirBytes() {
        String entity = """
                Content-Type: multipart/mixed; boundary=in

                --in
                Content-Type: text/plain

                voir ci-joint
                --in
                Content-Type: application/octet-stream; name="a.bin"
                Content-Transfer-Encoding: base64

                AAECA/8=
                --in--
                """;
        Reading reading = Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob()))), Cast.bob());

        assertEquals("voir ci-joint", reading.body());
        assertArrayEquals(new byte[]{0, 1, 2, 3, (byte) 255}, reading.attachments().getFirst().content());
    }

    @Test
    void headersInsideWinOverThoseOutside() {
        String entity = """
                Content-Type: text/plain; charset=utf-8; hp="cipher"
                From: Bob Durand <bob@example.org>
                To: Alice <alice@desk.example>
                Subject: =?utf-8?q?Eaux_us=C3=A9es?=
                Date: Tue, 3 Nov 2026 14:01:02 +0000
                Message-ID: <inner@example.org>
                In-Reply-To: <ours@desk.example>
                HP-Outer: Subject: outer words

                texte
                """;
        Reading reading = Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob()))), Cast.bob());

        assertEquals("Eaux usées", reading.subject());
        assertEquals("Bob Durand", reading.from().getFirst().name());
        assertEquals("Alice", reading.to().getFirst().name());
        assertEquals(Optional.of("inner@example.org"), reading.messageIds().own());
        assertEquals(List.of("ours@desk.example"), reading.messageIds().inReplyTo());
        assertTrue(reading.messageIds().proven());
        assertVerdict(Encryption.END_TO_END, Signature.VALID, Optional.of(true), reading);
    }

    @Test
    void threadingFromOutsideIsNeverProven() {
        String entity = "Content-Type: text/plain; protected-headers=\"v1\"\nSubject: inside\n\ntexte\n";
        byte[] mail = Desk.crlf(OUTER + "In-Reply-To: <ours@desk.example>\n"
                + Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob())));
        Reading reading = Desk.read(mail, Cast.bob());

        assertEquals("inside", reading.subject());
        assertEquals(List.of("ours@desk.example"), reading.messageIds().inReplyTo());
        assertFalse(reading.messageIds().proven());
    }

    @Test
    void copiesOfHeadersForOldProgramsAreDropped() {
        String rfc9788 = """
                Content-Type: text/plain; hp="cipher"; hp-legacy-display="1"
                From: bob@example.org
                Subject: s

                Subject: s

                texte
                """;
        String draft = """
                Content-Type: multipart/mixed; boundary=in; protected-headers="v1"
                Subject: s

                --in
                Content-Type: text/plain; protected-headers="v1"

                Subject: s
                --in

                texte
                --in--
                """;

        assertEquals("texte", Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(rfc9788, Cast.bob())))).body().strip());
        assertEquals("texte", Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(draft, Cast.bob())))).body().strip());
    }

    @Test
    void wordsThatAreNoCopiesOfHeadersAreNotDropped() {
        String entity = """
                Content-Type: text/plain; hp="cipher"; hp-legacy-display="1"
                From: bob@example.org

                important

                texte
                """;

        assertEquals("important\n\ntexte\n",
                Desk.read(mail(Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob())))).body());
    }

    @Test
    void aSubjectThatSomebodyOnTheWayWroteIsToldAsUnprotected() {
        String signed = Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()));
        Reading reading = Desk.read(Desk.crlf(OUTER.replace("outer words", "Urgent: pay Mallory") + signed),
                Cast.bob());

        assertEquals("Urgent: pay Mallory", reading.subject());
        assertTrue(reading.protection().authorProven(), "of the text");
        assertEquals(List.of(Problem.SUBJECT_UNPROTECTED), reading.protection().problems());
    }

    @Test
    void aSubjectInsideIsNotToldNorOneThatIsNotThere() {
        String inside = "Content-Type: text/plain; protected-headers=v1\nSubject: inner words\n\ntexte\n";
        assertEquals(List.of(), Desk.read(mail(Desk.pgpSigned(inside, Desk.signature(inside, Cast.bob()))),
                Cast.bob()).protection().problems());
        String signed = Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob()));
        assertEquals(List.of(), Desk.read(Desk.crlf(OUTER.replace("Subject: outer words\n", "") + signed), Cast.bob())
                .protection().problems());
    }

    @Test
    void protectedHeadersWithoutASubjectLeaveTheOuterOneUnprotected() {
        String inside = "Content-Type: text/plain; protected-headers=v1\nFrom: bob@example.org\n\ntexte\n";
        Reading reading = Desk.read(mail(Desk.pgpSigned(inside, Desk.signature(inside, Cast.bob()))), Cast.bob());

        assertEquals("outer words", reading.subject());
        assertEquals(List.of(Problem.SUBJECT_UNPROTECTED), reading.protection().problems());
    }

    @Test
    void nothingIsSaidOfTheSubjectWhereNothingWasProtectedAnyway() {
        assertEquals(List.of(), Desk.readClear(OUTER + "\nbody\n").protection().problems());
    }

    @Test
    void aKeyInTheAutocryptHeaderIsACandidate() {
        String key = java.util.Base64.getEncoder().encodeToString(Cast.bob().certificate().bytes());
        String good = "Autocrypt: addr=bob@example.org; prefer-encrypt=mutual; keydata=" + key + "\n";

        assertEquals(List.of(Cast.bob().certificate().fingerprint()), candidates(OUTER + good));
        assertEquals(List.of(), candidates(OUTER + good + good), "two valid headers count for none");
        assertEquals(List.of(), candidates(OUTER + good.replace("addr=bob", "addr=eve")));
        assertEquals(List.of(), candidates(OUTER + good.replace("keydata", "critical=1; keydata")));
        assertEquals(List.of(), candidates(OUTER + "Autocrypt: addr=bob@example.org; keydata=AAAA\n"));
    }

    @Test
    void anAttachedKeyIsACandidate() {
        String mail = OUTER + "Content-Type: application/pgp-keys; name=key.asc\n\n"
                + Cast.bob().certificate().armored();

        assertEquals(List.of(Cast.bob().certificate().fingerprint()),
                Desk.readClear(mail).candidates().stream().map(key -> key.certificate().fingerprint()).toList());
    }

    private static List<guichet.crypto.Fingerprint> candidates(String headers) {
        return Desk.readClear(headers + "\nbody\n").candidates().stream().map(key -> key.certificate().fingerprint())
                .toList();
    }

    /// Encrypted to Alice by somebody who signs with a key that nobody knows; what counts is what is inside.
    private static String unsigned(String entity) {
        return Desk.encrypted(entity, Cast.mallory());
    }

    private static byte[] mail(String rest) {
        return Desk.crlf(OUTER + rest);
    }

    private static void assertVerdict(Encryption encryption, Signature signature, Optional<Boolean> senderMatches,
            Reading reading, Problem... problems) {
        Protection protection = reading.protection();
        assertEquals(encryption, protection.encryption());
        assertEquals(signature, protection.signature());
        assertEquals(senderMatches, protection.senderMatches());
        assertEquals(List.of(problems), protection.problems());
    }
}
