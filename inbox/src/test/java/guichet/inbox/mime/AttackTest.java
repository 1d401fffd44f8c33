package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.CryptoException;
import guichet.crypto.PassingOn;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails that try to pass for more than they are: the families of EFAIL, of Johnny-You-Are-Fired and of covert content, as far as
/// they concern PGP/MIME. Mallory has caught a ciphertext to Alice and a signed mail of Bob's.
@ExtendWith(JudgedByGnuPg.class)
class AttackTest {
    private static final String SECRET = "le lieu du rendez-vous est la gare";
    private static final String CAUGHT = Desk.encrypted("Content-Type: text/plain\n\n" + SECRET + "\n", Cast.bob());
    private static final String TEXT = "Content-Type: text/plain\n\nBob wrote this\n";
    private static final String SIGNATURE = Desk.signature(TEXT, Cast.bob());
    private static final String BOB = "From: Bob <bob@example.org>\nTo: alice@guichet.example\n";

    /// The caught ciphertext somewhere else than at the root, with Mallory's words round it.
    static Stream<String> wrappedCiphertexts() {
        String encrypted = Desk.pgpEncrypted(CAUGHT);
        return Stream.of(
                mixed("Content-Type: text/html\n\n<img src='http://evil.example/", encrypted,
                        "Content-Type: text/html\n\n'>"),
                mixed("\nwhat did you mean by this?", encrypted), mixed(encrypted),
                encrypted.replace("--enc--", "--enc\n\na third part\n--enc--"),
                encrypted.replace("Version: 1", "Version: 2"), encrypted.replace("octet-stream", "x-other"),
                encrypted.replace("protocol=\"application/pgp-encrypted\"", "protocol=\"other/other\""),
                encrypted.replace("; protocol=\"application/pgp-encrypted\"", ""),
                encrypted.replace("Content-Type: multipart/encrypted",
                        "Content-Type: text/plain\nContent-Type: multipart/encrypted"),
                encrypted.replace("multipart/encrypted", "multipart/mixed"),
                encrypted.replace("multipart/encrypted", "multipart/alternative"),
                mangled("\n.\n").formatted(CAUGHT),
                mangled("Content-Type: text/html\n\n").formatted(CAUGHT),
                mangled("\n").replace("mixed", "related").formatted(CAUGHT),
                mangled("\n").formatted(CAUGHT).replace("\n--enc--", "\n--enc\n\na fourth\n--enc--"),
                "Content-Type: multipart/alternative; boundary=alt\n\n--alt\n\nharmless\n--alt\n" + encrypted
                        + "\n--alt--\n",
                "Content-Type: message/rfc822\n\nFrom: bob@example.org\n" + encrypted,
                mixed("\nsee the forwarded mail",
                        "Content-Type: message/rfc822\n\nFrom: bob@example.org\n" + encrypted),
                "Content-Type: text/plain\n\nbefore\n\n" + CAUGHT + "\nafter\n",
                "Content-Type: text/html\n\n<pre>" + CAUGHT + "</pre>");
    }

    @ParameterizedTest
    @MethodSource("wrappedCiphertexts")
    void aCiphertextThatIsNotTheWholeMailIsNeverOpened(String rest) {
        Reading reading = Desk.read(Desk.crlf("From: mallory@evil.example\n" + rest), Cast.bob());

        assertNowhere(SECRET, reading);
        assertEquals(Encryption.NONE, reading.protection().encryption());
        assertEquals(Signature.NONE, reading.protection().signature());
        assertTrue(reading.protection().problems().contains(Problem.PARTLY_ENCRYPTED));
        assertTrue(reading.sessionKey().isEmpty());
    }

    /// As Exchange delivers PGP/MIME, with that text before it.
    private static String mangled(String text) {
        return """
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="enc"

                --enc
                """ + text + """

                --enc
                Content-Type: application/pgp-encrypted; name="PGPMIME version identification"
                Content-Disposition: attachment; filename="PGPMIME version identification"

                Version: 1

                --enc
                Content-Type: application/octet-stream; name="encrypted.asc"
                Content-Disposition: attachment; filename="encrypted.asc"

                %s
                --enc--
                """;
    }

    @Test
    void whatExchangeMadeOfAnEncryptedMailIsOpened() {
        Reading reading = Desk.read(Desk.crlf(BOB + mangled("Content-Type: text/plain; charset=us-ascii\n\n \n")
                .formatted(CAUGHT)), Cast.bob());

        assertEquals(SECRET + "\n", reading.body());
        assertEquals(List.of(), reading.attachments());
        assertTrue(reading.protection().authorProven());
    }

    @Test
    void partsBesideTheCiphertextAreNeverShownWithIt() {
        String mail = Desk.pgpEncrypted(CAUGHT).replace("--enc\nContent-Type: application/pgp-encrypted",
                "preamble by Mallory\n--enc\nContent-Type: application/pgp-encrypted") + "epilogue by Mallory\n";
        Reading reading = Desk.read(Desk.crlf(BOB + mail), Cast.bob());

        assertEquals(SECRET + "\n", reading.body());
        assertNowhere("Mallory", reading);
    }

    @Test
    void aReplyToAResentCiphertextQuotesNothing() {
        Reading reading = Desk.read(Desk.crlf("From: Mallory <mallory@evil.example>\n" + Desk.pgpEncrypted(CAUGHT)),
                Cast.bob());

        assertEquals(Optional.of(false), reading.protection().senderMatches());
        assertEquals(List.of(Problem.SENDER_MISMATCH), reading.protection().problems());
        assertEquals(Optional.empty(), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @Test
    void aReplyToAResentUnsignedLookingCiphertextQuotesNothingEither() {
        Reading reading = Desk.read(Desk.crlf("From: Mallory <mallory@evil.example>\n" + Desk.pgpEncrypted(CAUGHT)));

        assertEquals(Signature.UNKNOWN_KEY, reading.protection().signature());
        assertEquals(Optional.empty(), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @Test
    void whatBobSignedForMalloryIsNotBobsWordToAlice() throws CryptoException {
        String entity = "Content-Type: text/plain\n\nI withdraw my complaint\n";
        byte[] toMallory = Desk.PGP.encryptAndSign(Desk.crlf(entity), List.of(Cast.mallory().encryptionKey()),
                Cast.bob().key(), Cast.NOW).bytes();
        String forwarded = new String(PassingOn.passedOn(toMallory, Cast.mallory(), Cast.alice()),
                StandardCharsets.US_ASCII);
        Reading reading = Desk.read(Desk.crlf(BOB + Desk.pgpEncrypted(forwarded)), Cast.bob());

        assertEquals("I withdraw my complaint\n", reading.body());
        assertEquals(Signature.INVALID, reading.protection().signature());
        assertFalse(reading.protection().authorProven());
        assertTrue(reading.protection().problems().contains(Problem.INTENDED_FOR_OTHERS));
        assertEquals(Optional.empty(), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @Test
    void whatBobSignedForMalloryIsNoBetterInASignedPartOfItsOwn() throws CryptoException {
        // What Bob wrote to Mallory as one signed part; she puts his signature, made for her, into a mail to Alice.
        byte[] toMallory = Desk.PGP.encryptAndSign(Desk.crlf(TEXT.stripTrailing()),
                List.of(Cast.mallory().encryptionKey()), Cast.bob().key(), Cast.NOW).bytes();
        String signature = new String(PassingOn.signature(toMallory, Cast.mallory()), StandardCharsets.US_ASCII);
        String signed = Desk.pgpSigned(TEXT.stripTrailing(), signature);

        Reading inTheClear = Desk.read(Desk.crlf(BOB + signed), Cast.bob());
        assertEquals(List.of(Signature.INVALID, true), List.of(inTheClear.protection().signature(),
                inTheClear.protection().problems().contains(Problem.INTENDED_FOR_OTHERS)));
        Reading inside = Desk.read(Desk.crlf(BOB + Desk.pgpEncrypted(new String(
                PassingOn.encrypted(Desk.crlf(signed), Cast.alice()), StandardCharsets.US_ASCII))), Cast.bob());
        assertEquals(List.of(Signature.INVALID, true), List.of(inside.protection().signature(),
                inside.protection().problems().contains(Problem.INTENDED_FOR_OTHERS)));
    }

    @Test
    void aDamagedCiphertextShowsNotAByte() {
        char[] armor = CAUGHT.toCharArray();
        int at = CAUGHT.length() * 2 / 3;
        armor[at] = armor[at] == 'A' ? 'B' : 'A';
        Reading reading = Desk.read(Desk.crlf(BOB + Desk.pgpEncrypted(new String(armor))), Cast.bob());

        assertEquals("", reading.body());
        assertEquals(List.of(), reading.attachments());
        assertTrue(reading.protection().problems().contains(Problem.CANNOT_DECRYPT));
    }

    @Test
    void aCutCiphertextShowsNotAByte() {
        String cut = CAUGHT.substring(0, CAUGHT.length() - 200);
        Reading reading = Desk.read(Desk.crlf(BOB + Desk.pgpEncrypted(cut)), Cast.bob());

        assertEquals("", reading.body());
        assertTrue(reading.protection().problems().contains(Problem.CANNOT_DECRYPT));
    }

    /// Bob's signed part somewhere else than at the root, or not alone there.
    static Stream<String> wrappedSignatures() {
        String signed = Desk.pgpSigned(TEXT, SIGNATURE);
        return Stream.of(mixed(signed), mixed("\nMallory's words first", signed), mixed(signed, "\nlist footer"),
                signed.replace("--sig--", "--sig\n\nMallory's third part\n--sig--"),
                signed.replace("--sig\nContent-Type: text/plain",
                        "--sig\n\nMallory's first part\n--sig\nContent-Type: text/plain"),
                signed.replace("multipart/signed", "multipart/mixed"),
                signed.replace("Content-Type: application/pgp-signature", "Content-Type: text/plain"),
                signed.replace("protocol=\"application/pgp-signature\"", "protocol=\"application/pkcs7-signature\""),
                "Content-Type: multipart/related; boundary=rel\n\n--rel\nContent-Type: text/html\n\n<p>Mallory</p>\n--rel\n"
                        + signed
                        + "\n--rel--\n",
                "Content-Type: message/rfc822\n\n" + BOB + signed,
                mixed("\nsee below", "Content-Type: message/rfc822\n\n" + BOB + signed),
                "Content-Type: text/plain\n\nMallory\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nBob wrote this\n"
                        + SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("wrappedSignatures")
    void aSignatureThatDoesNotCoverAllThatIsShownIsNone(String rest) {
        Reading reading = Desk.read(Desk.crlf(BOB + rest), Cast.bob());

        assertEquals(Signature.NONE, reading.protection().signature());
        assertTrue(reading.protection().problems().contains(Problem.PARTLY_SIGNED));
        assertFalse(reading.protection().authorProven());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PGP S\tGNATURE", "PGP PUBLIC KEY BLOCK", "PGP SIGNED MESSAGE"})
    void aBlockOfAnotherNameIsNoSignature(String name) {
        String other = SIGNATURE.replace("PGP SIGNATURE", name);
        assertEquals(Signature.INVALID,
                Desk.read(Desk.crlf(BOB + Desk.pgpSigned(TEXT, other)), Cast.bob()).protection().signature());
        String cut = SIGNATURE.substring(0, SIGNATURE.indexOf("-----END"));
        assertEquals(Signature.INVALID,
                Desk.read(Desk.crlf(BOB + Desk.pgpSigned(TEXT, cut)), Cast.bob()).protection().signature());
    }

    @Test
    void wordsRoundTheSignedPartAreNeverShown() {
        String mail = Desk.pgpSigned(TEXT, SIGNATURE).replace("boundary=\"sig\"\n",
                "boundary=\"sig\"\n\npreamble by Mallory\n")
                + "epilogue by Mallory\n";
        Reading reading = Desk.read(Desk.crlf(BOB + mail), Cast.bob());

        assertEquals(Signature.VALID, reading.protection().signature());
        assertNowhere("Mallory", reading);
    }

    @Test
    void nestedBoundariesCannotHideUnsignedWords() {
        String tricky = Desk.pgpSigned(TEXT, SIGNATURE).replace("--sig\nContent-Type: application",
                "--sigx\n\nMallory's words\n--sig\nContent-Type: application");
        Reading reading = Desk.read(Desk.crlf(BOB + tricky), Cast.bob());

        assertNotEquals(Signature.VALID, reading.protection().signature());
    }

    @Test
    void aSignatureOverTheCiphertextSaysNothingOfTheContent() {
        String encrypted = Desk.pgpEncrypted(CAUGHT).substring("MIME-Version: 1.0\n".length());
        String mail = Desk.pgpSigned(encrypted, Desk.signature(encrypted, Cast.mallory()));
        Reading reading = Desk.read(Desk.crlf("From: mallory@evil.example\n" + mail), Cast.mallory());

        assertEquals(SECRET + "\n", reading.body());
        assertEquals(Encryption.END_TO_END, reading.protection().encryption());
        assertEquals(Signature.UNKNOWN_KEY, reading.protection().signature(), "Bob's, who isn't known; not Mallory's");
    }

    @Test
    void norDoesMallorysSignatureOverBobsCiphertextMakeItHers() {
        String encrypted = Desk.pgpEncrypted(CAUGHT).substring("MIME-Version: 1.0\n".length());
        String mail = Desk.pgpSigned(encrypted, Desk.signature(encrypted, Cast.mallory()));
        Reading reading = Desk.read(Desk.crlf("From: mallory@evil.example\n" + mail), Cast.bob(), Cast.mallory());

        assertEquals(Optional.of(false), reading.protection().senderMatches());
        assertEquals(Cast.bob().certificate().fingerprint(), reading.protection().signer().orElseThrow().fingerprint());
        assertEquals(Optional.empty(), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: mallory@evil.example", "From: bob@example.org <mallory@evil.example>",
            "From: \"bob@example.org\" <mallory@evil.example>", "From: bob@example.org, mallory@evil.example",
            "From: mallory@evil.example, bob@example.org", "From: bob@example.org\nFrom: mallory@evil.example",
            "From: mallory@evil.example\nFrom: bob@example.org", "From: <bob@example.org> <mallory@evil.example>",
            "From: bob@example.org (x) <mallory@evil.example>",
            "From: =?utf-8?q?bob=40example.org?= <mallory@evil.example>",
            "From: =?utf-8?q?bob=40example.org?=", "From: \"bob@example.org\"@evil.example",
            "From: bob@example.org@evil.example",
            "From: bob@example.org\u0000@evil.example", "From: <@evil.example:bob@example.org>",
            "From: bob%example.org@evil.example",
            "From: bob@example.org.evil.example", "From: b\u043eb@example.org", "From: bob@example\u3002org",
            "From: group: bob@example.org, mallory@evil.example;", "From: <mallory@evil.example> bob@example.org",
            "From: \"a\\\" <bob@example.org>\" <mallory@evil.example>", "Sender: bob@example.org", "From:",
            "X-From: bob@example.org",
            "From: bob @example.org mallory", "From: bob@example.org\u202E"})
    void nobodyElseIsShownAsTheSigner(String from) {
        Reading reading = Desk.read(Desk.crlf(from + "\n" + Desk.pgpSigned(TEXT, SIGNATURE)), Cast.bob());

        assertEquals(Signature.VALID, reading.protection().signature());
        assertEquals(Optional.of(false), reading.protection().senderMatches());
        assertTrue(reading.protection().problems().contains(Problem.SENDER_MISMATCH));
        assertFalse(reading.protection().authorProven());
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: bob@example.org", "From: BOB@Example.ORG", "From: Bob <bob@example.org>",
            "From: =?utf-8?q?Bob?= <bob@example.org>", "From: \"Durand, Bob\" (x) <bob@example.org>"})
    void theSignerIsRecognisedInEveryHonestForm(String from) {
        Reading reading = Desk.read(Desk.crlf(from + "\n" + Desk.pgpSigned(TEXT, SIGNATURE)), Cast.bob());

        assertTrue(reading.protection().authorProven());
    }

    @Test
    void anotherAuthorInsideThanOutsideIsAMismatch() {
        String entity = "Content-Type: text/plain; hp=\"cipher\"\nFrom: bob@example.org\nSubject: s\n\nhello\n";
        String mail = "From: mallory@evil.example\n" + Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob()));
        Reading reading = Desk.read(Desk.crlf(mail), Cast.bob());

        assertEquals("bob@example.org", reading.from().getFirst().address());
        assertEquals(Optional.of(false), reading.protection().senderMatches());
        assertTrue(reading.protection().problems().contains(Problem.SENDER_MISMATCH));
    }

    @Test
    void protectedHeadersInAnUnprotectedMailAreNotBelieved() {
        Reading reading = Desk.readClear("""
                From: mallory@evil.example
                Subject: outer
                Content-Type: multipart/mixed; boundary=b; hp=cipher

                --b
                Content-Type: text/plain; hp="cipher"; protected-headers="v1"
                From: bob@example.org
                Subject: inner

                x
                --b--
                """);

        assertEquals("mallory@evil.example", reading.from().getFirst().address());
        assertEquals("outer", reading.subject());
    }

    @Test
    void headersUnderABadSignatureAreNotBelieved() {
        String entity = "Content-Type: text/plain; hp=\"clear\"\nFrom: bob@example.org\nSubject: inner\n\nBob wrote this\n";
        String mail = "From: mallory@evil.example\nSubject: outer\n" + Desk.pgpSigned(entity, SIGNATURE);
        Reading reading = Desk.read(Desk.crlf(mail), Cast.bob());

        assertEquals("mallory@evil.example", reading.from().getFirst().address());
        assertEquals("outer", reading.subject());
        assertEquals(Signature.INVALID, reading.protection().signature());
    }

    @Test
    void headersOfANestedPartAreNotTheMails() {
        String entity = """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; hp="cipher"
                From: carol@example.org
                Subject: nested

                hello
                --b--
                """;
        Reading reading = Desk.read(
                Desk.crlf(BOB + "Subject: outer\n" + Desk.pgpEncrypted(Desk.encrypted(entity, Cast.bob()))),
                Cast.bob());

        assertEquals("outer", reading.subject());
        assertEquals("bob@example.org", reading.from().getFirst().address());
    }

    private static String mixed(String... parts) {
        return "Content-Type: multipart/mixed; boundary=mix\n\n--mix\n" + String.join("\n--mix\n", parts)
                + "\n--mix--\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            "Content-Type: application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m"})
    void sMimeIsAttachedAndSaidNotToBeSupported(String type) {
        Reading reading = Desk.readClear("From: Bob <bob@example.org>\n" + type
                + "\nContent-Transfer-Encoding: base64\n\nQm9uam91cg==\n");

        assertEquals("", reading.body());
        assertEquals(List.of("smime.p7m"), reading.attachments().stream().map(AttachedFile::name).toList());
        assertTrue(reading.protection().problems().contains(Problem.SMIME));
        assertEquals(Encryption.NONE, reading.protection().encryption());
        assertEquals(Signature.NONE, reading.protection().signature());
    }

    @Test
    void anSMimeSignatureIsNeverValid() {
        Reading reading = Desk.readClear("""
                From: Bob <bob@example.org>
                Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s

                --s

                Bonjour
                --s
                Content-Type: application/pkcs7-signature; name=smime.p7s
                Content-Transfer-Encoding: base64

                Qm9uam91cg==
                --s--
                """);

        assertEquals("Bonjour", reading.body().strip());
        assertEquals(Signature.NONE, reading.protection().signature());
        assertTrue(reading.protection().problems().contains(Problem.SMIME));
    }

    @Test
    void anAutocryptSetupMessageIsLeftAlone() {
        Reading reading = Desk.readClear("""
                From: Alice <alice@guichet.example>
                To: alice@guichet.example
                Autocrypt-Setup-Message: v1
                Content-Type: multipart/mixed; boundary=s

                --s

                This message contains all information to transfer your Autocrypt settings.
                --s
                Content-Type: application/autocrypt-setup
                Content-Disposition: attachment; filename="autocrypt-setup-message.html"

                <html><body><pre>
                -----BEGIN PGP MESSAGE-----
                Passphrase-Format: numeric9x4
                Passphrase-Begin: 17

                wy4ECQMI0jNRBQfVKHVgKmLPSBSJZCkVlSXGLc8a2yLKTzh1NIqGfFCVHGOJ
                -----END PGP MESSAGE-----
                </pre></body></html>
                --s--
                """);

        assertEquals(List.of("autocrypt-setup-message.html"),
                reading.attachments().stream().map(AttachedFile::name).toList());
        assertEquals(List.of(), reading.candidates());
        assertEquals(Encryption.NONE, reading.protection().encryption());
    }

    private static void assertNowhere(String words, Reading reading) {
        assertFalse(reading.body().contains(words));
        assertFalse(reading.subject().contains(words));
        for (AttachedFile file : reading.attachments()) {
            assertFalse(new String(file.content(), java.nio.charset.StandardCharsets.UTF_8).contains(words));
        }
    }
}
