package guichet.inbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Parameters that come in numbered pieces, or percent-encoded in a charset of their own (RFC 2231, sections 3 and 4).
final class SplitParameters {
    private static final int MOST_PIECES = 1_000;

    private final Map<String, SortedMap<Integer, Piece>> pieces = new HashMap<>();

    private record Piece(String text, boolean encoded) {
    }

    /// @param name in lower case, with its stars: `filename*0*`
    void add(String name, String value) {
        boolean encoded = name.endsWith("*");
        String bare = encoded ? name.substring(0, name.length() - 1) : name;
        int star = bare.indexOf('*');
        int number = 0;
        if (star > 0) {
            number = number(bare.substring(star + 1));
            bare = bare.substring(0, star);
        }
        if (number >= 0) {
            pieces.computeIfAbsent(bare, _ -> new TreeMap<>()).putIfAbsent(number, new Piece(value, encoded));
        }
    }

    Map<String, String> joined() {
        Map<String, String> values = new HashMap<>();
        pieces.forEach((name, numbered) -> values.put(name, join(numbered)));
        return values;
    }

    private static String join(SortedMap<Integer, Piece> numbered) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        Optional<String> charset = Optional.of("utf-8");
        int expected = numbered.firstKey();
        for (Map.Entry<Integer, Piece> entry : numbered.entrySet()) {
            if (entry.getKey() != expected) {
                break; // a piece is missing: what follows it belongs nowhere
            }
            Piece piece = entry.getValue();
            String text = piece.text();
            if (expected == numbered.firstKey() && piece.encoded()) {
                int language = text.indexOf('\'');
                int start = language < 0 ? -1 : text.indexOf('\'', language + 1);
                if (start >= 0) {
                    charset = Optional.of(text.substring(0, language)).filter(name -> !name.isEmpty());
                    text = text.substring(start + 1);
                }
            }
            raw.writeBytes(piece.encoded() ? percentDecoded(text) : text.getBytes(StandardCharsets.UTF_8));
            expected++;
        }
        return TextDecoding.decode(raw.toByteArray(), charset).text();
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
            if (low >= 0) {
                raw.write(high << 4 | low);
                i += 2;
            } else {
                raw.write(in[i]);
            }
        }
        return raw.toByteArray();
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int number = Integer.parseInt(digits);
        return number < MOST_PIECES ? number : -1;
    }
}
