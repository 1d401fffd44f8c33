package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text beyond ASCII in a header (RFC 2047), also in the broken forms that are about: spaces inside, a character cut in two by
/// neighbouring words, missing padding. The result is one line.
final class EncodedWords {
    private static final Pattern WORD = Pattern
            .compile("=\\?([A-Za-z0-9_.:+'-]{1,60})(?:\\*[A-Za-z0-9-]{0,60})?\\?([BbQq])\\?([^?\\r\\n]*+)\\?=");
    private static final Pattern NOT_BASE64 = Pattern.compile("[^A-Za-z0-9+/]");

    private EncodedWords() {
    }

    static String decode(String raw) {
        if (!raw.contains("=?")) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        Run run = new Run();
        Matcher word = WORD.matcher(raw);
        int end = 0;
        while (word.find()) {
            String between = raw.substring(end, word.start());
            boolean adjoining = end > 0 && between.isBlank();
            String charset = word.group(1).toLowerCase(Locale.ROOT);
            if (!adjoining || !run.continues(charset)) {
                text.append(run.finish());
            }
            if (!adjoining) {
                text.append(between);
            }
            run.add(charset, bytes(word.group(2), word.group(3)));
            end = word.end();
        }
        text.append(run.finish()).append(raw, end, raw.length());
        return Header.oneLine(text.toString());
    }

    private static byte[] bytes(String encoding, String text) {
        if (encoding.equalsIgnoreCase("q")) {
            return quoted(text);
        }
        String clean = NOT_BASE64.matcher(text).replaceAll("");
        int surplus = clean.length() % 4 == 1 ? 1 : 0;
        return Base64.getDecoder().decode(clean.substring(0, clean.length() - surplus));
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '=' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                raw.write(high << 4 | low);
                i += 2;
            } else {
                raw.write(in[i] == '_' ? ' ' : in[i]);
            }
        }
        return raw.toByteArray();
    }

    /// Neighbouring words of one charset are decoded as one: some programs cut between the bytes of a character.
    private static final class Run {
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private String charset = "";

        boolean continues(String next) {
            return charset.equals(next) && !next.startsWith("iso-2022");
        }

        void add(String next, byte[] bytes) {
            charset = next;
            raw.writeBytes(bytes);
        }

        String finish() {
            String text = TextDecoding.decode(raw.toByteArray(), Optional.of(charset)).text();
            raw.reset();
            return text;
        }
    }
}
