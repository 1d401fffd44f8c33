package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.crypto.Cast;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Good mails with bytes flipped, cut, doubled and swapped, thousands of times: no exception, no hang, and nothing is ever called valid
/// or encrypted that its sender did not write.
@ExtendWith(JudgedByGnuPg.class)
class MailReaderFuzzTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final String TEXT = """
            Content-Type: multipart/mixed; boundary="in"; hp="clear"
            From: Bob <bob@example.org>
            Subject: =?utf-8?q?d=C3=A9j=C3=A0?=

            --in
            Content-Type: text/plain; charset=utf-8

            Les analyses sont fausses.
            --in
            Content-Type: application/octet-stream; name*=utf-8''caf%C3%A9.bin
            Content-Transfer-Encoding: base64

            AAECA/8=
            --in--
            """;
    private static final String BODY = "Les analyses sont fausses.";
    private static final List<String> TOKENS = List.of("--in", "--sig", "--enc", "\r\n\r\n", "\r\n", ": ", ";", "=",
            "\"", "=?utf-8?b?",
            "multipart/signed", "multipart/encrypted", "Content-Type: ", "text/html", "message/rfc822", "base64",
            "quoted-printable", "\0", "From: mallory@evil.example\r\n", "--in\r\n\r\ninjected\r\n");

    @Test
    void aSignedMailNeverLiesWhateverIsDoneToIt() {
        byte[] good = Desk.crlf("From: Bob <bob@example.org>\nSubject: outer\n"
                + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob())));
        assertEquals(Signature.VALID, Desk.read(good, Cast.bob()).protection().signature());
        mutate(good, SOAK ? 60_000 : 2_500, 1);
    }

    @Test
    void anEncryptedMailNeverLiesWhateverIsDoneToIt() {
        byte[] good = Desk.crlf("From: Bob <bob@example.org>\nSubject: outer\n"
                + Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob())));
        assertEquals(Encryption.END_TO_END, Desk.read(good, Cast.bob()).protection().encryption());
        mutate(good, SOAK ? 30_000 : 1_200, 2);
    }

    @Test
    void aClearMailIsReadWhateverIsDoneToIt() {
        mutate(Desk.crlf("From: Bob <bob@example.org>\nSubject: outer\nMIME-Version: 1.0\n" + TEXT),
                SOAK ? 200_000 : 8_000, 3);
    }

    private static void mutate(byte[] good, int times, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            byte[] mail = good;
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                mail = mutated(mail, random);
            }
            byte[] changed = mail;
            Reading reading = Cpu.atMostFiveSeconds(() -> Desk.read(changed, Cast.bob()));
            boolean signed = reading.protection().signature() == Signature.VALID;
            if (signed || reading.protection().encryption() == Encryption.END_TO_END) {
                assertEquals(BODY, reading.body());
                assertEquals("café.bin", reading.attachments().getFirst().name());
                assertEquals(1, reading.attachments().size());
            }
            if (reading.protection().authorProven()) {
                assertEquals("bob@example.org", reading.from().getFirst().address());
            }
        }
    }

    private static byte[] mutated(byte[] mail, Random random) {
        int at = random.nextInt(mail.length);
        int end = Math.min(mail.length, at + random.nextInt(60));
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = mail.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> joined(mail, at, new byte[]{'\n'}, end);
            case 2 -> joined(mail, at, Arrays.copyOfRange(mail, at, end), at);
            case 3 -> Arrays.copyOf(mail, Math.max(1, at));
            case 4 ->
                joined(mail, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.US_ASCII), at);
            default ->
                joined(mail, at, TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.US_ASCII), end);
        };
    }

    private static byte[] joined(byte[] mail, int until, byte[] middle, int from) {
        byte[] all = Arrays.copyOf(mail, until + middle.length + mail.length - from);
        System.arraycopy(middle, 0, all, until, middle.length);
        System.arraycopy(mail, from, all, until + middle.length, mail.length - from);
        return all;
    }
}
