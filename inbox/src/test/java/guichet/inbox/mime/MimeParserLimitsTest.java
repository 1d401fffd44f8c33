package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Protection.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Mails made to choke a reader: each is read, or as much of it as fits, in less than five seconds.
class MimeParserLimitsTest {
    @Test
    void aMillionHeaders() {
        Reading reading = read("From: bob@example.org\n" + "X-A: b\n".repeat(1_000_000) + "\nbody\n");

        assertEquals("bob@example.org", reading.from().getFirst().address());
        assertProblem(Problem.TRUNCATED, reading);
    }

    @Test
    void threeThousandLevels() {
        StringBuilder mail = new StringBuilder("From: bob@example.org\n");
        for (int i = 0; i < 3_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b").append(i).append('\n');
        }

        Reading reading = read(mail + "\ndeep\n");

        assertProblem(Problem.TRUNCATED, reading);
        assertEquals(1, reading.attachments().size(), "what is too deep is one attachment");
    }

    @Test
    void halfAMillionParts() {
        Reading reading = read("From: bob@example.org\nContent-Type: multipart/mixed; boundary=z\n\n--z\n\nfirst\n"
                + "--z\n\nx\n".repeat(500_000) + "--z--\n");

        assertTrue(reading.body().startsWith("first"));
        assertProblem(Problem.TRUNCATED, reading);
    }

    @Test
    void aHeaderOfTwentyMegabytes() {
        Reading reading = read("From: bob@example.org\nSubject: " + "x".repeat(20_000_000) + "\n\nbody\n");

        assertProblem(Problem.TRUNCATED, reading);
    }

    @Test
    void aFoldedHeaderOfTwentyMegabytes() {
        Reading reading = read("From: bob@example.org\nTo: " + "a@example.org,\n ".repeat(1_300_000) + "b@c\n\nbody\n");

        assertProblem(Problem.TRUNCATED, reading);
    }

    @Test
    void aBodyOfFiftyMegabytes() {
        byte[] head = "From: bob@example.org\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] mail = Arrays.copyOf(head, 50_000_000);
        Arrays.fill(mail, head.length, mail.length, (byte) 'A');
        for (int i = head.length + 76; i + 1 < mail.length; i += 78) {
            mail[i] = '\r';
            mail[i + 1] = '\n';
        }

        Reading reading = Cpu.atMostFiveSeconds(() -> Desk.readClear(mail));

        assertTrue(reading.attachments().getFirst().size() > 36_000_000);
        assertEquals(List.of(), reading.protection().problems());
    }

    @Test
    void aTextOfFiftyMegabytesIsCutAndAttachedWhole() {
        byte[] mail = Desk
                .crlf("From: bob@example.org\n\n" + "Ligne de texte assez longue pour compter.\n".repeat(1_200_000));

        Reading reading = Cpu.atMostFiveSeconds(() -> Desk.readClear(mail));

        assertEquals(ReadLimits.DEFAULT.bodyChars(), reading.body().length());
        assertTrue(reading.attachments().getFirst().size() > 48_000_000);
        assertProblem(Problem.TRUNCATED, reading);
    }

    @Test
    void aBodyOfOneLineWithoutEnd() {
        Reading reading = read("From: bob@example.org\n\n" + "x".repeat(5_000_000));

        assertTrue(reading.body().startsWith("xxx"));
    }

    @Test
    void hostileHtml() {
        for (String html : List.of("<div>".repeat(300_000), "<b><i><a href=x>".repeat(100_000),
                "<table><tr><td>".repeat(100_000), "<p style='color:red;".repeat(100_000), "<!--".repeat(400_000),
                "&".repeat(1_900_000), "<a ".repeat(500_000), "<font>x<p>".repeat(100_000),
                "<style>" + "a{".repeat(200_000) + "</style><p class='" + "a ".repeat(100_000) + "'>",
                "<select>".repeat(100_000) + "<table>".repeat(100_000), "<svg><math>".repeat(100_000),
                "<template>".repeat(100_000), "<nobr>x".repeat(100_000))) {
            read("From: bob@example.org\nContent-Type: text/html\n\n" + html);
        }
    }

    @Test
    void manyHtmlParts() {
        StringBuilder mail = new StringBuilder("From: bob@example.org\nContent-Type: multipart/mixed; boundary=z\n\n");
        for (int i = 0; i < 30; i++) {
            mail.append("--z\nContent-Type: text/html\n\n").append("<p><b>word</b> ".repeat(100_000)).append('\n');
        }

        Reading reading = read(mail + "--z--\n");

        assertTrue(reading.body().contains("word"));
    }

    @Test
    void hostileHeaders() {
        for (String value : List.of("(".repeat(190_000), "\"".repeat(190_000), "=?utf-8?q?".repeat(19_000),
                "<".repeat(190_000), "a@b,".repeat(45_000), "=?utf-8?b?QQ==?= ".repeat(11_000), "\\".repeat(190_000),
                "(\\".repeat(90_000), ";a=b".repeat(45_000), "a*0*=".repeat(30_000), ":;".repeat(90_000))) {
            read("From: " + value + "\nTo: " + value + "\nSubject: " + value + "\nDate: " + value + "\nReferences: "
                    + value
                    + "\nMessage-ID: " + value + "\nContent-Type: text/plain; name=" + value
                    + "\nContent-Disposition: " + value + "\nAutocrypt: " + value + "\n\nbody\n");
        }
    }

    @Test
    void boundariesThatAreAllAlike() {
        StringBuilder mail = new StringBuilder("From: bob@example.org\n");
        for (int i = 0; i < 29; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=\"").append("-".repeat(i + 1)).append("\"\n\n--")
                    .append("-".repeat(i + 1)).append('\n');
        }

        read(mail + "\n" + ("-".repeat(60) + "x\n").repeat(100_000));
    }

    @Test
    void garbageIsAMessageToo() {
        byte[] garbage = new byte[100_000];
        new java.util.Random(4).nextBytes(garbage);

        Reading reading = Cpu.atMostFiveSeconds(() -> Desk.readClear(garbage));

        assertProblem(Problem.MALFORMED, reading);
    }

    @Test
    void nothingAtAllIsMalformed() {
        assertProblem(Problem.MALFORMED, Desk.readClear(new byte[0]));
    }

    @Test
    void whenTheTimeIsUpTheRestIsLeftOut() {
        ReadLimits d = ReadLimits.DEFAULT;
        ReadLimits hasty = new ReadLimits(d.depth(), d.parts(), d.headers(), d.headerBytes(), d.lineBytes(),
                d.plaintextBytes(), d.bodyChars(), Duration.ofNanos(1));
        byte[] mail = Desk.crlf("From: bob@example.org\n\n" + "x\n".repeat(1_000));

        assertProblem(Problem.TRUNCATED, Desk.reader(hasty).read(mail, List.of(), Desk.knowing()));
    }

    private static Reading read(String mail) {
        byte[] raw = Desk.crlf(mail);
        return Cpu.atMostFiveSeconds(() -> Desk.readClear(raw));
    }

    private static void assertProblem(Problem problem, Reading reading) {
        assertTrue(reading.protection().problems().contains(problem), () -> reading.protection().problems().toString());
    }
}
