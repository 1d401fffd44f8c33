package guichet.inbox.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// OpenPGP in the text itself, as it was done before RFC 3156. Such a block vouches for nothing but itself: only a mail that is one
/// plain text, and that text nothing but one block, is looked at. One word round it, and all of it is a stranger's text.
///
/// Bytes are strings of one character each here (ISO 8859-1): nothing is decoded before it is known what was signed.
sealed interface InlineBlock {
    /// Encrypted (RFC 9580, section 6.2).
    record Encrypted(String armor) implements InlineBlock {
    }

    /// Signed by the cleartext signature framework (RFC 9580, section 7).
    ///
    /// @param text    just what the signature covers, lines ended by CRLF, without what white space ended them
    /// @param charset that the mail declares for it, where the text can't be read without
    record Signed(String text, String armoredSignature, Optional<String> charset) implements InlineBlock {
    }

    /// No such block, or not only that.
    record None() implements InlineBlock {
    }

    static InlineBlock of(MimeParser.Parsed message) {
        if (message.flaw() != MimeParser.Flaw.NONE || message.root().header().count("content-type") > 1
                || !(message.root() instanceof Entity.Leaf leaf) || !leaf.type().is("text/plain")
                || leaf.isFar() || leaf.disposition().map(MediaType::value).filter("attachment"::equals).isPresent()) {
            return new None();
        }
        String text = new String(leaf.content(), StandardCharsets.ISO_8859_1).strip();
        return new Block(text.lines().toList()).read(leaf.type().parameter("charset"));
    }

    /// The lines of such a text.
    record Block(List<String> lines) {
        private static final String MESSAGE = "-----BEGIN PGP MESSAGE-----";
        private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
        private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
        /// The only header there is, and only where it names nothing but algorithms: what stands here is not signed.
        private static final Pattern HASH = Pattern.compile("Hash: [A-Z0-9-]{3,12}(, ?[A-Z0-9-]{3,12}){0,8} *");
        /// What differs only above ASCII. In others, signed bytes could be made to read as something else.
        private static final Pattern ASCII_BELOW = Pattern.compile("(iso-8859-[0-9]{1,2}|windows-125[0-9]|koi8-[ru])");

        InlineBlock read(Optional<String> charset) {
            if (lines.isEmpty()) {
                return new None();
            }
            return switch (lines.getFirst().stripTrailing()) {
                case MESSAGE -> isOneBlock(0, "-----END PGP MESSAGE-----") ? new Encrypted(armor(0)) : new None();
                case SIGNED -> signed(charset);
                default -> new None();
            };
        }

        private InlineBlock signed(Optional<String> charset) {
            int start = 1;
            while (start < lines.size() && HASH.matcher(lines.get(start)).matches()) {
                start++;
            }
            if (start == 1 || start >= lines.size() || !lines.get(start).isEmpty()) {
                return new None();
            }
            int end = start + 1;
            while (end < lines.size() && !lines.get(end).stripTrailing().equals(SIGNATURE)) {
                end++;
            }
            Optional<String> text = text(lines.subList(start + 1, Math.min(end, lines.size())));
            if (text.isEmpty() || !isOneBlock(end, "-----END PGP SIGNATURE-----")) {
                return new None();
            }
            Optional<String> readIn = isUtf8(text.get())
                    ? Optional.of("utf-8")
                    : charset.map(name -> name.toLowerCase(Locale.ROOT)).filter(ASCII_BELOW.asMatchPredicate());
            return readIn.isPresent() ? new Signed(text.get(), armor(end), readIn) : new None();
        }

        /// Its last line is the end of the block that begins there, and nothing else begins or ends in between.
        private boolean isOneBlock(int begin, String end) {
            return begin < lines.size() - 1 && lines.getLast().stripTrailing().equals(end)
                    && lines.subList(begin + 1, lines.size() - 1).stream().noneMatch(line -> line.startsWith("-"));
        }

        private String armor(int begin) {
            return String.join("\r\n", lines.subList(begin, lines.size())) + "\r\n";
        }

        /// Empty where a line is escaped as none may be.
        private static Optional<String> text(List<String> escaped) {
            List<String> plain = new ArrayList<>();
            for (String line : escaped) {
                if (line.startsWith("-") && !line.startsWith("- ")) {
                    return Optional.empty();
                }
                plain.add(withoutTrailing(line.startsWith("- ") ? line.substring(2) : line));
            }
            return Optional.of(String.join("\r\n", plain));
        }

        private static String withoutTrailing(String line) {
            int end = line.length();
            while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
                end--;
            }
            return line.substring(0, end);
        }

        private static boolean isUtf8(String text) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
                return true;
            } catch (CharacterCodingException e) {
                return false;
            }
        }
    }
}
