package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The last look at what leaves: it knows nothing of how the mail was built.
class OuterFormTest {
    private static final String GOOD = """
            From: alice@ngo.test
            To: bob@example.org,
             carol@example.org
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

            hF4DAAAAAAAAAAASAQdAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAw
            =AAAA
            -----END PGP MESSAGE-----

            --b1--
            """;

    @Test
    void letsAnEncryptedMailPass() {
        assertEquals(Optional.empty(), flaw(GOOD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Subject: [...]|Subject: Documents demandés
            Subject: [...]|Subject: [...] 2026-0042
            Subject: [...]|Subject: [...]\\nSubject: twice
            From: alice@ngo.test|From: Alice Martin <alice@ngo.test>
            From: alice@ngo.test|From: "Alice" alice@ngo.test
            MIME-Version: 1.0|MIME-Version: 1.0\\nX-Case: 2026-0042
            MIME-Version: 1.0|MIME-Version: 1.0\\nUser-Agent: Guichet
            MIME-Version: 1.0|MIME-Version: 1.0\\nBcc: dave@example.org
            MIME-Version: 1.0|MIME-Version: 1.0\\nReply-To: alice@ngo.test
            multipart/encrypted|multipart/mixed
            --b1\\nContent-Type: application/pgp-encrypted|words before\\n--b1\\nContent-Type: application/pgp-encrypted
            --b1--|--b1--\\nwords after
            --b1--|--b1\\nContent-Type: text/plain\\n\\na third part\\n--b1--
            Version: 1|Version: 1\\nBonjour
            -----BEGIN PGP MESSAGE-----|words\\n-----BEGIN PGP MESSAGE-----
            -----BEGIN PGP MESSAGE-----|-----BEGIN PGP MESSAGE-----\\nComment: words
            -----END PGP MESSAGE-----|-----END PGP MESSAGE-----\\nwords
            =AAAA|Bonjour, voici les documents
            -----BEGIN PGP MESSAGE-----|-----BEGIN PGP SIGNED MESSAGE-----
            name="encrypted.asc"|name="2026-0042.asc"
            """)
    void noWordGetsPastIt(String replaced, String by) {
        String altered = GOOD.replace(lines(replaced), lines(by));
        assertTrue(!altered.equals(GOOD), "the case must alter something");
        assertTrue(flaw(altered).isPresent());
    }

    @Test
    void plainTextIsNoEncryptedMail() {
        assertTrue(flaw("From: alice@ngo.test\nSubject: [...]\n\nBonjour\n").isPresent());
        assertTrue(flaw("").isPresent());
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }

    private static Optional<String> flaw(String mail) {
        return OuterForm.flaw(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
