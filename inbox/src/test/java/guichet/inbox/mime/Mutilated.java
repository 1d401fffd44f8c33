package guichet.inbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Good mails taken apart and put together anew: bits flipped, parts exchanged within a mail and between two, headers moved, mails nested in others.
final class Mutilated {
    private static final String OTHERS_WORDS = "Content-Type: text/plain\r\n\r\nMallory's words\r\n";

    private final List<String> mails;
    private final Random random;

    Mutilated(List<byte[]> goodMails, long seed) {
        this.mails = goodMails.stream().map(mail -> new String(mail, StandardCharsets.ISO_8859_1)).toList();
        this.random = new Random(seed);
    }

    /// The next one; changed in one to three ways.
    byte[] next() {
        String mail = oneOf(mails);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            mail = switch (random.nextInt(7)) {
                case 0 -> flipped(mail);
                case 1 -> exchanged(mail, mail);
                case 2 -> exchanged(mail, oneOf(mails));
                case 3 -> headerMoved(mail, mail);
                case 4 -> headerMoved(mail, oneOf(mails));
                case 5 -> nested(mail);
                default -> mail.replace("\r\n", random.nextBoolean() ? "\n" : "\r\n ");
            };
        }
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String flipped(String mail) {
        char[] letters = mail.toCharArray();
        letters[random.nextInt(letters.length)] ^= (char) (1 << random.nextInt(7));
        return new String(letters);
    }

    /// One part of it replaced by any part of another, or that one put before it.
    private String exchanged(String mail, String other) {
        List<String> parts = parts(mail);
        String with = oneOf(parts(other));
        int at = random.nextInt(parts.size());
        if (random.nextBoolean()) {
            parts.set(at, with);
        } else {
            parts.add(at, with);
        }
        return String.join("\r\n--", parts);
    }

    private static List<String> parts(String mail) {
        return new ArrayList<>(Arrays.asList(mail.split("\r?\n--", -1)));
    }

    private String headerMoved(String mail, String from) {
        List<String> fields = from.lines().filter(line -> line.matches("[A-Za-z-]+: .*")).toList();
        if (fields.isEmpty()) {
            return mail;
        }
        List<String> lines = mail.lines().collect(Collectors.toCollection(ArrayList::new));
        lines.add(random.nextInt(lines.size() + 1), oneOf(fields));
        return String.join("\r\n", lines) + "\r\n";
    }

    private String nested(String mail) {
        String inner = mail.substring(mail.indexOf("MIME-Version") < 0 ? 0 : mail.indexOf("MIME-Version"));
        return "From: Bob <bob@example.org>\r\n" + switch (random.nextInt(4)) {
            case 0 -> "Content-Type: multipart/mixed; boundary=n\r\n\r\n--n\r\n" + inner + "\r\n--n--\r\n";
            case 1 -> "Content-Type: multipart/mixed; boundary=n\r\n\r\n--n\r\n" + OTHERS_WORDS + "\r\n--n\r\n" + inner
                    + "\r\n--n--\r\n";
            case 2 -> "Content-Type: message/rfc822\r\n\r\n" + mail;
            default ->
                "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=n\r\n\r\n--n\r\n"
                        + inner + "\r\n--n\r\nContent-Type: application/pgp-signature\r\n\r\n"
                        + oneOf(parts(oneOf(mails)))
                        + "\r\n--n--\r\n";
        };
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
