package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is left out of a long mail before the last look at what leaves can't hide anything from it.
class CondensedTest {
    private static final String HEAD = """
            From: alice@ngo.test
            To: bob@example.org
            Date: Mon, 23 Nov 2026 09:00:00 +0000
            Message-ID: <0123456789abcdef@ngo.test>
            Subject: [...]
            MIME-Version: 1.0
            Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";
             boundary="b1"

            --b1
            Content-Type: application/pgp-encrypted

            Version: 1

            --b1
            Content-Type: application/octet-stream; name="encrypted.asc"

            -----BEGIN PGP MESSAGE-----

            """;
    private static final String TAIL = """
            =AAAA
            -----END PGP MESSAGE-----

            --b1--
            """;
    private static final List<String> PIECES = List.of("Bonjour, voici les documents", "", " ", "--b1", "--b1--",
            "-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----", "Subject: Documents", "Bonjour", "=AAAA",
            "hF4D".repeat(20), "Content-Type: text/plain", "é", "Version: 1");

    private final Random random = new Random(20261124);

    @Test
    void aLongMailIsShortAfterwardsAndStillGood() throws IOException {
        Condensed condensed = Condensed.of(in(HEAD + "hF4DAAAAAAAAAAAS\n".repeat(200_000) + TAIL));

        assertTrue(condensed.bytes().length < 1_000, "but for its first line the letters are left out");
        assertEquals(Optional.empty(), OuterForm.flaw(condensed));
    }

    @Test
    void whatTheLookFindsInTheWholeItFindsInWhatIsLeft() throws IOException {
        int flawed = 0;
        int good = 0;
        for (int i = 0; i < 20_000; i++) {
            String mail = altered();
            boolean whole = OuterForm.flaw(crlf(mail)).isPresent();
            boolean left = OuterForm.flaw(Condensed.of(new ByteArrayInputStream(crlf(mail)))).isPresent();
            assertEquals(whole, left, mail);
            flawed += whole ? 1 : 0;
            good += whole ? 0 : 1;
        }
        assertTrue(flawed > 5_000 && good > 500, flawed + " flawed, " + good + " good");
    }

    @Test
    void wordsThatFollowALongLineAreNotLost() throws IOException {
        for (int length : new int[]{65_533, 65_534, 65_535, 65_536, 65_537, 200_000}) {
            String mail = HEAD + "hF4D\nhF4D\n" + "A".repeat(length) + " secret\n" + TAIL;
            String left = new String(Condensed.of(in(mail)).bytes(), StandardCharsets.US_ASCII);
            assertTrue(left.contains(" secret"), "after " + length);
        }
    }

    @Test
    void tooMuchBesideTheMessageIsAFlaw() throws IOException {
        Condensed condensed = Condensed.of(in(HEAD.replace("MIME-Version: 1.0",
                "MIME-Version: 1.0\n" + " folded\n".repeat(Condensed.MOST / 8)) + "hF4D\n" + TAIL));

        assertEquals(Condensed.Extent.CUT, condensed.extent());
        assertTrue(OuterForm.flaw(condensed).isPresent());
    }

    private String altered() {
        List<String> lines = new ArrayList<>(
                List.of((HEAD + "hF4DAAAAAAAAAAAS\n".repeat(1 + random.nextInt(6)) + TAIL).split("\n", -1)));
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> lines.add(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> lines.set(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> lines.remove(at);
                case 3 -> lines.set(at, lines.get(at) + PIECES.get(random.nextInt(PIECES.size())));
                default -> lines.add(at, "hF4D".repeat(1 + random.nextInt(19)));
            }
        }
        return String.join("\n", lines);
    }

    private static ByteArrayInputStream in(String mail) {
        return new ByteArrayInputStream(crlf(mail));
    }

    private static byte[] crlf(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
