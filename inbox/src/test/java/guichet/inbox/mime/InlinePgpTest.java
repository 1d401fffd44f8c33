package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenPGP in the text of a mail: believed where it is all of the mail, and in nothing else.
@ExtendWith(JudgedByGnuPg.class)
class InlinePgpTest {
    private static final String FROM_BOB = "From: Bob <bob@example.org>\nTo: alice@guichet.example\n";
    private static final String PLAIN = "Content-Type: text/plain; charset=utf-8\n\n";
    private static final String WORDS = "La vanne est ouverte.\n- Deux fois par semaine, dit-on.\nÀ demain.";
    private static final String ESCAPED = WORDS.replace("\n- Deux", "\n- - Deux");
    private static final String BLOCK = signed(ESCAPED, Desk.signature(WORDS, Cast.bob()));

    private static String signed(String escaped, String signature) {
        return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + escaped + "\n" + signature;
    }

    private static Reading read(String rest) {
        return Desk.read(Desk.crlf(FROM_BOB + rest), Cast.bob());
    }

    @Test
    void aSignedTextIsItsAuthors() {
        Reading reading = read(PLAIN + BLOCK);

        assertEquals(WORDS, reading.body());
        assertEquals(Signature.VALID, reading.protection().signature());
        assertTrue(reading.protection().authorProven());
        assertEquals(Encryption.NONE, reading.protection().encryption());
        assertFalse(reading.protection().problems().contains(Problem.PARTLY_SIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quoted-printable", "base64"})
    void alsoAsItTravelled(String encoding) {
        byte[] block = BLOCK.getBytes(StandardCharsets.UTF_8);
        String travelled = encoding.equals("base64")
                ? java.util.Base64.getMimeEncoder().encodeToString(block)
                : BLOCK.replace("=", "=3D").replace("À", "=C3=80");
        Reading reading = read("Content-Transfer-Encoding: " + encoding + "\n" + PLAIN + travelled);

        assertEquals(WORDS, reading.body());
        assertEquals(Signature.VALID, reading.protection().signature());
    }

    @Test
    void anEncryptedTextIsOpenedAndNothingInItIsTakenForAMail() {
        String secret = "Content-Type: text/html\n\n<b>pas une page</b>";
        Reading reading = read(PLAIN + Desk.encrypted(secret, Cast.bob()));

        assertEquals(secret, reading.body());
        assertEquals(Encryption.END_TO_END, reading.protection().encryption());
        assertTrue(reading.protection().authorProven());
        assertTrue(reading.sessionKey().isPresent());
    }

    @Test
    void whatIsEncryptedToOthersIsSaidToBe() {
        Reading reading = Desk.readClear(FROM_BOB + PLAIN + Desk.encrypted("Bonjour", Cast.bob()));

        assertTrue(reading.protection().problems().contains(Problem.CANNOT_DECRYPT));
        assertEquals(Encryption.NONE, reading.protection().encryption());
    }

    /// Mallory's words somewhere round what Bob signed, or what passes for it.
    static Stream<String> notOnlyTheBlock() {
        String armor = BLOCK.substring(BLOCK.indexOf("-----BEGIN PGP SIGNATURE"));
        return Stream.of(PLAIN + "Mallory\n" + BLOCK, PLAIN + BLOCK + "\nMallory", PLAIN + BLOCK + "\n" + BLOCK,
                PLAIN + "> \n" + BLOCK,
                PLAIN + BLOCK.replace("Hash: SHA512\n", "Hash: SHA512\nComment: Mallory says so\n"),
                PLAIN + BLOCK.replace("Hash: SHA512\n", "Hash: SHA512, MALLORY SAYS\n"),
                PLAIN + BLOCK.replace("Hash: SHA512\n", "Hash: SHA512\n\t\n"),
                PLAIN + BLOCK.replace("Hash: SHA512\n", ""),
                PLAIN + BLOCK.replace("Hash: SHA512\n", "NotDashEscaped: 1\nHash: SHA512\n"),
                PLAIN + BLOCK.replace("- - Deux", "-Mallory\n- - Deux"),
                PLAIN + BLOCK.replace(armor,
                        armor + "\n-----BEGIN PGP SIGNATURE-----\n\nMallory\n-----END PGP SIGNATURE-----"),
                PLAIN.replace("text/plain", "text/html") + BLOCK,
                PLAIN.replace("utf-8", "utf-8\nContent-Disposition: attachment") + BLOCK,
                "Content-Type: multipart/mixed; boundary=m\n\n--m\n" + PLAIN + BLOCK + "\n--m\n\nMallory\n--m--\n",
                "Content-Type: multipart/mixed; boundary=m\n\n--m\n" + PLAIN + BLOCK + "\n--m--\n");
    }

    @ParameterizedTest
    @MethodSource("notOnlyTheBlock")
    void aWordRoundItAndNothingIsBelieved(String rest) {
        Reading reading = read(rest);

        assertEquals(Signature.NONE, reading.protection().signature());
        assertFalse(reading.protection().authorProven());
    }

    @Test
    void anotherTextUnderTheSignatureIsInvalid() {
        for (String other : List.of(BLOCK.replace("ouverte", "fermée"), BLOCK.replace("- - Deux", "- - - Deux"),
                BLOCK.replace("À demain.", "À demain.\n\nP.-S. Mallory"), signed("", armorOf(BLOCK)),
                BLOCK.replace("La vanne", " La vanne"))) {
            assertEquals(Signature.INVALID, read(PLAIN + other).protection().signature(), other);
        }
    }

    private static String armorOf(String block) {
        return block.substring(block.indexOf("-----BEGIN PGP SIGNATURE"));
    }

    @Test
    void whiteSpaceThatEndsALineIsNotSigned() {
        Reading reading = read(PLAIN + BLOCK.replace("ouverte.\n", "ouverte. \t \n"));

        assertEquals(WORDS, reading.body());
        assertEquals(Signature.VALID, reading.protection().signature());
    }

    @Test
    void signedBytesCanNotBeMadeToReadAsSomethingElse() {
        assertEquals(WORDS, read(PLAIN.replace("utf-8", "ibm037") + BLOCK).body());
        assertEquals(WORDS, read(PLAIN.replace("utf-8", "iso-2022-jp") + BLOCK).body());
        byte[] latin = Desk.crlf(FROM_BOB + PLAIN.replace("utf-8", "ibm037")).clone();
        byte[] eAcute = "é".getBytes(Charset.forName("windows-1252"));
        byte[] block = BLOCK.replace("À", "#").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < block.length; i++) {
            block[i] = block[i] == '#' ? eAcute[0] : block[i];
        }
        byte[] mail = java.util.Arrays.copyOf(latin, latin.length + block.length);
        System.arraycopy(block, 0, mail, latin.length, block.length);
        assertEquals(Signature.NONE, Desk.read(mail, Cast.bob()).protection().signature(),
                "no charset that it can be read in: not looked at");
    }

    @Test
    void aCaughtCiphertextSentAgainAsTextIsQuotedToNobody() {
        String caught = Desk.encrypted("le rendez-vous est à la gare", Cast.bob());
        Reading reading = Desk.read(Desk.crlf("From: Mallory <mallory@evil.example>\n" + PLAIN + caught), Cast.bob());

        assertEquals(Optional.of(false), reading.protection().senderMatches());
        assertEquals(Optional.empty(), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @Test
    void aDamagedBlockShowsNotAByte() {
        String armor = Desk.encrypted("le rendez-vous est à la gare", Cast.bob());
        int at = armor.length() / 2;
        char other = armor.charAt(at) == 'A' ? 'B' : 'A';
        Reading reading = read(PLAIN + armor.substring(0, at) + other + armor.substring(at + 1));

        assertEquals("", reading.body());
        assertTrue(reading.protection().problems().contains(Problem.CANNOT_DECRYPT));
    }
}
