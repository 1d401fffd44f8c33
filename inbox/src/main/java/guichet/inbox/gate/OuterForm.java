package guichet.inbox.gate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at the finished bytes of an encrypted mail, as the wire will see them, and trusts nobody who built them: only known headers, a
/// subject that says nothing, and a body that is the two parts of RFC 3156 with one armored message and not a word around it.
final class OuterForm {
    private static final Set<String> REQUIRED = Set.of("from", "date", "subject", "message-id", "mime-version",
            "content-type");
    private static final Set<String> OF_CHAT = Set.of("from", "to", "date", "subject", "message-id", "chat-version",
            "mime-version", "content-type");
    private static final Set<String> ALLOWED = Set.of("from", "to", "cc", "date", "subject", "message-id",
            "mime-version", "content-type", "in-reply-to", "references");
    private static final String SUBJECT = "[...]";
    private static final Pattern BOUNDARY = Pattern
            .compile("(?i)^multipart/encrypted;.*boundary=\"?([^\";\\s]+)\"?.*$");
    private static final Pattern BARE_FROM = Pattern.compile("<?[^<>\\s\"(),:;]+@[^<>\\s\"(),:;]+>?");
    private static final Pattern ARMOR_LINE = Pattern.compile("[A-Za-z0-9+/=]{1,76}");

    private OuterForm() {
    }

    /// The headers, unfolded, one a line.
    static List<String> headers(byte[] mail) {
        String text = new String(mail, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        return text.substring(0, end < 0 ? text.length() : end).replaceAll("\r\n[ \t]+", " ").lines().toList();
    }

    /// What is wrong with it, in a word for the log of a developer; empty where nothing of the content shows.
    static Optional<String> flaw(byte[] mail) {
        return flaw(mail, REQUIRED, ALLOWED);
    }

    /// The same of one of any length.
    static Optional<String> flaw(Condensed mail) {
        return switch (mail.extent()) {
            case WHOLE -> flaw(mail.bytes());
            case CUT -> Optional.of("too much beside the message");
        };
    }

    /// The same for a message of the chat, whose recipients nobody on the way is told.
    static Optional<String> flawInChat(byte[] mail) {
        return flaw(mail, OF_CHAT, OF_CHAT);
    }

    private static Optional<String> flaw(byte[] mail, Set<String> required, Set<String> allowed) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.of("no end of headers");
        }
        String unfolded = text.substring(0, end).replaceAll("\r\n[ \t]+", " ");
        Set<String> seen = new TreeSet<>();
        String boundary = "";
        for (String line : unfolded.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (!allowed.contains(name) || !seen.add(name)) {
                return Optional.of("header");
            }
            switch (name) {
                case "subject" -> {
                    if (!value.equals(SUBJECT)) {
                        return Optional.of("subject");
                    }
                }
                case "from" -> {
                    if (!BARE_FROM.matcher(value).matches()) {
                        return Optional.of("from");
                    }
                }
                case "content-type" -> {
                    Matcher type = BOUNDARY.matcher(value);
                    if (!type.matches()) {
                        return Optional.of("content type");
                    }
                    boundary = type.group(1);
                }
                case "to" -> {
                    if (allowed.contains("chat-version") && !value.equals("\"hidden-recipients\": ;")) {
                        return Optional.of("to");
                    }
                }
                case "chat-version" -> {
                    if (!value.equals("1.0")) {
                        return Optional.of("chat version");
                    }
                }
                default -> {
                }
            }
        }
        if (!seen.containsAll(required)) {
            return Optional.of("missing header");
        }
        return body(text.substring(end + 4), boundary);
    }

    private static Optional<String> body(String body, String boundary) {
        String[] parts = (body.startsWith("--") ? "\r\n" + body : body).split(Pattern.quote("\r\n--" + boundary), -1);
        boolean form = parts.length == 4 && parts[0].isEmpty() && parts[3].strip().equals("--")
                && part(parts[1], "application/pgp-encrypted", content -> content.strip().equals("Version: 1"))
                && part(parts[2], "application/octet-stream", OuterForm::oneArmoredMessage);
        return form ? Optional.empty() : Optional.of("body");
    }

    private static boolean part(String part, String type, Predicate<String> content) {
        int end = part.indexOf("\r\n\r\n");
        if (!part.startsWith("\r\n") || end < 0) {
            return false;
        }
        String[] headers = part.substring(2, Math.max(2, end)).replaceAll("\r\n[ \t]+", " ").split("\r\n", -1);
        boolean known = Arrays.stream(headers).allMatch(OuterForm::saysNothing);
        boolean typed = Arrays.stream(headers)
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("content-type: " + type));
        return known && typed && content.test(part.substring(end + 4));
    }

    private static boolean oneArmoredMessage(String content) {
        List<String> lines = content.strip().lines().toList();
        int last = lines.size() - 1;
        return last > 2 && lines.getFirst().equals("-----BEGIN PGP MESSAGE-----") && lines.get(1).isEmpty()
                && lines.subList(2, last).stream().allMatch(line -> ARMOR_LINE.matcher(line).matches())
                && lines.getLast().equals("-----END PGP MESSAGE-----");
    }

    private static boolean saysNothing(String header) {
        return Set.of("content-type: application/pgp-encrypted", "content-description: pgp/mime version identification",
                "content-type: application/octet-stream",
                "content-type: application/octet-stream; name=\"encrypted.asc\"",
                "content-description: openpgp encrypted message", "content-disposition: inline",
                "content-disposition: inline; filename=\"encrypted.asc\"", "content-transfer-encoding: 7bit")
                .contains(header.toLowerCase(Locale.ROOT));
    }
}
