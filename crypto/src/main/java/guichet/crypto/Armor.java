package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// ASCII armor (RFC 9580, 6). Header lines are a stranger's remarks: skipped, never read. The checksum is written for old
/// readers and not believed: signatures and integrity checks say more.
final class Armor {
    private static final String DASHES = "-----";
    private static final String BEGIN = DASHES + "BEGIN PGP ";
    private static final String END = DASHES + "END PGP ";

    private Armor() {
    }

    /// One armored block that was found.
    ///
    /// @param type what stands between "BEGIN PGP " and the dashes
    record Block(String type, Bytes content, End end) {
    }

    /// How a block ended.
    enum End {
        FOUND, MISSING, NOT_BASE64
    }

    /// What was found in a text.
    ///
    /// @param alone whether nothing but blank space stands outside the blocks
    record Found(List<Block> blocks, boolean alone) {
    }

    static boolean isBinary(byte[] raw) {
        return raw.length > 0 && (raw[0] & 0x80) != 0;
    }

    static byte[] encode(String type, byte[] binary, String lineEnd) {
        return encode(type, binary, lineEnd, ArmoredOutput.Checksum.WRITTEN);
    }

    /// Without a checksum: for what only current programs read.
    static byte[] encodeCurrent(String type, byte[] binary, String lineEnd) {
        return encode(type, binary, lineEnd, ArmoredOutput.Checksum.LEFT_OUT);
    }

    private static byte[] encode(String type, byte[] binary, String lineEnd, ArmoredOutput.Checksum checksum) {
        var out = new ByteArrayOutputStream(binary.length / 2 * 3 + 200);
        try (OutputStream armored = new ArmoredOutput(out, type, lineEnd, checksum)) {
            armored.write(binary);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors", e);
        }
        return out.toByteArray();
    }

    static Found decode(byte[] raw) {
        List<Block> blocks = new ArrayList<>();
        boolean alone = true;
        var lines = new Lines(raw);
        while (lines.next()) {
            if (lines.startsWith(BEGIN) && lines.endsWith(DASHES)) {
                blocks.add(block(lines));
            } else if (!lines.isBlank()) {
                alone = false;
            }
        }
        return new Found(blocks, alone);
    }

    private static Block block(Lines lines) {
        String type = lines.between(BEGIN.length(), DASHES.length());
        boolean more = lines.next();
        while (more && lines.isHeader()) {
            more = lines.next();
        }
        if (more && lines.isBlank()) {
            more = lines.next();
        }
        int start = lines.start;
        int end = start;
        while (more && !lines.startsWith("=") && !lines.startsWith(DASHES)) {
            end = lines.end;
            more = lines.next();
        }
        if (more && lines.startsWith("=")) {
            more = lines.next();
        }
        while (more && lines.isBlank()) {
            more = lines.next();
        }
        boolean ended = more && lines.startsWith(END + type + DASHES);
        byte[] text = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (!Lines.isSpace(lines.raw[i])) {
                text[length++] = lines.raw[i];
            }
        }
        try {
            Bytes content = Bytes.of(Base64.getDecoder().decode(Arrays.copyOf(text, length)));
            return new Block(type, content, ended ? End.FOUND : End.MISSING);
        } catch (IllegalArgumentException e) {
            return new Block(type, Bytes.of(new byte[0]), ended ? End.NOT_BASE64 : End.MISSING);
        }
    }

    /// The lines of a text, ended by LF or CRLF, without copying them.
    private static final class Lines {
        private static final int LONGEST_HEADER = 16_000;

        private final byte[] raw;
        private int start;
        private int end;
        private int following;

        Lines(byte[] raw) {
            this.raw = raw;
        }

        boolean next() {
            if (following >= raw.length) {
                start = raw.length;
                end = raw.length;
                return false;
            }
            start = following;
            int at = start;
            while (at < raw.length && raw[at] != '\n') {
                at++;
            }
            following = at + 1;
            end = at;
            while (end > start && isSpace(raw[end - 1])) {
                end--;
            }
            return true;
        }

        static boolean isSpace(byte b) {
            return b == ' ' || b == '\t' || b == '\r' || b == '\n';
        }

        boolean isBlank() {
            for (int i = start; i < end; i++) {
                if (!isSpace(raw[i])) {
                    return false;
                }
            }
            return true;
        }

        boolean isHeader() {
            if (startsWith(DASHES) || end - start > LONGEST_HEADER) {
                return false;
            }
            for (int i = start; i < end; i++) {
                if (raw[i] == ':') {
                    return true;
                }
            }
            return false;
        }

        boolean startsWith(String ascii) {
            return matches(start, ascii);
        }

        boolean endsWith(String ascii) {
            return matches(end - ascii.length(), ascii);
        }

        String between(int head, int tail) {
            int length = Math.min(Math.max(end - start - head - tail, 0), 40);
            return new String(raw, start + head, length, StandardCharsets.US_ASCII);
        }

        private boolean matches(int from, String ascii) {
            if (from < start || from + ascii.length() > end) {
                return false;
            }
            for (int i = 0; i < ascii.length(); i++) {
                if (raw[from + i] != ascii.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
