package guichet.inbox.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Bytes to text, by the charset that a stranger declares. What doesn't fit the charset shows as U+FFFD.
///
/// UTF-7 is never decoded: in it, harmless ASCII turns into markup. It is shown as it came.
final class TextDecoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /// Labels that mean a superset everywhere (the WHATWG encoding standard), or that Java calls otherwise.
    private static final Map<String, String> MEANT = Map.ofEntries(Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"), Map.entry("iso_8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"), Map.entry("latin-1", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"), Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("gb2312", "GB18030"), Map.entry("gbk", "GB18030"), Map.entry("gb_2312-80", "GB18030"),
            Map.entry("x-gbk", "GB18030"), Map.entry("cp936", "GB18030"), Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"), Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"), Map.entry("x-sjis", "windows-31j"), Map.entry("utf8", "UTF-8"),
            Map.entry("utf8mb4", "UTF-8"), Map.entry("unicode-1-1-utf-8", "UTF-8"), Map.entry("cp-850", "IBM850"));

    /// Says nothing about what the bytes are.
    private static final Set<String> SAYS_NOTHING = Set.of("us-ascii", "ascii", "unknown", "unknown-8bit", "x-unknown",
            "default", "default_charset", "7bit", "8bit", "binary", "none", "ansi_x3.4-1968");

    private TextDecoding() {
    }

    /// @param guessed whether the declared charset could not be used on bytes that need one
    record Decoded(String text, boolean guessed) {
    }

    static Decoded decode(byte[] raw, Optional<String> declared) {
        String label = declared.map(TextDecoding::label).orElse("");
        if (label.isEmpty() || SAYS_NOTHING.contains(label)) {
            return new Decoded(undeclared(raw), false);
        }
        Optional<Charset> charset = find(label);
        if (charset.isEmpty()) {
            return new Decoded(undeclared(raw), !isAscii(raw) || label.contains("utf-7"));
        }
        return new Decoded(lenient(raw, charset.get()), false);
    }

    /// UTF-8 where it can be, else windows-1252, which is what undeclared bytes most often are.
    static String undeclared(byte[] raw) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException e) {
            return lenient(raw, WINDOWS_1252);
        }
    }

    private static String label(String declared) {
        return declared.strip().toLowerCase(Locale.ROOT).replace("'", "").replace("\"", "");
    }

    private static Optional<Charset> find(String label) {
        if (label.contains("utf-7")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(MEANT.getOrDefault(label, label)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static String lenient(byte[] raw, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE).decode(ByteBuffer.wrap(raw));
            return withoutMark(text.toString());
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a decoder that replaces does not fail", e);
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean isAscii(byte[] raw) {
        for (byte b : raw) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
