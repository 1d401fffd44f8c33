package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MboxTest {
    private static final List<String> LINES = List.of("From here on", ">From there", ">>From", "", "", "a", "From ",
            ">", "Frome");

    @Test
    void whatIsWrittenInMboxrdIsReadAgain() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            String end = random.nextBoolean() ? "\n" : "\r\n";
            List<String> mails = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                mails.add(mail(random, end));
            }
            assertEquals(mails, read(new ByteArrayInputStream(mbox(mails, end))));
            assertEquals(mails, read(new Drops(mbox(mails, end), random)));
        }
    }

    @Test
    void aLineThatGoesOnInAnotherPieceBeginsNothing() throws IOException {
        for (int before = Mbox.PIECE - 8; before <= Mbox.PIECE + 1; before++) {
            for (String word : List.of("From ", ">From ", "\rFrom ")) {
                String mail = "\n\n" + "x".repeat(before) + word + "y".repeat(Mbox.PIECE) + word + "\n";
                List<String> mails = List.of(mail, "two\n");
                // Not by assertEquals, which would print it all.
                assertTrue(mails.equals(read(new ByteArrayInputStream(mbox(mails, "\n")))), word + before);
            }
        }
    }

    @Test
    void theLineThatBeginsAMailMayBeOfAnyLength() throws IOException {
        String from = "From " + "x".repeat(3 * Mbox.PIECE) + "\n";
        assertEquals(List.of("one\n", "two\n"), read(new ByteArrayInputStream(
                (from + "one\n\n" + from + "two\n").getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void aMailThatIsNotReadIsPassedOver() throws IOException {
        byte[] file = mbox(List.of("one\nlong\n", "two\n"), "\n");
        try (Mbox mbox = new Mbox(new ByteArrayInputStream(file))) {
            assertTrue(mbox.next());
            assertEquals('o', mbox.mail().read());
            assertTrue(mbox.next());
            assertArrayEquals("two\n".getBytes(StandardCharsets.ISO_8859_1), mbox.mail().readAllBytes());
            assertFalse(mbox.next());
            assertEquals(file.length, mbox.position());
        }
    }

    private static String mail(Random random, String end) {
        StringBuilder mail = new StringBuilder("X: y").append(end);
        for (int n = random.nextInt(12); n > 0; n--) {
            mail.append(LINES.get(random.nextInt(LINES.size()))).append(end);
        }
        return mail.append('z').append(end).toString();
    }

    private static byte[] mbox(List<String> mails, String end) {
        StringBuilder mbox = new StringBuilder();
        for (String mail : mails) {
            mbox.append("From a@b Mon Nov 23 09:00:00 2026").append(end);
            mbox.append(mail.replaceAll("(?md)^(>*From )", ">$1")).append(end);
        }
        return mbox.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> read(InputStream file) throws IOException {
        List<String> mails = new ArrayList<>();
        try (Mbox mbox = new Mbox(file)) {
            while (mbox.next()) {
                ByteArrayOutputStream mail = new ByteArrayOutputStream();
                mbox.mail().transferTo(mail);
                mails.add(mail.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return mails;
    }

    /// Gives few bytes at a time.
    private static final class Drops extends ByteArrayInputStream {
        private final Random random;

        Drops(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(9)));
        }
    }
}
