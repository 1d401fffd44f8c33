package guichet.crypto;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The bytes inside one armored message of any length (RFC 9580, 6), a line at a time. As strict as [Armor]: nothing but blank space may stand before
/// and behind the block, and its end must be there; what is wrong is an [IOException] at the place where it is, at the latest at the end. The checksum is skipped.
final class ArmoredInput extends FilterInputStream {
    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";
    /// Longer than any line that somebody armored; in bytes.
    private static final int LONGEST_LINE = 16_000;

    private final byte[] line = new byte[LONGEST_LINE];
    private byte[] decoded = new byte[0];
    private int at;
    private int carried;
    private final byte[] carry = new byte[4];
    private boolean begun;
    private boolean ended;

    ArmoredInput(InputStream text) {
        super(new java.io.BufferedInputStream(text, 1 << 16));
    }

    @Override
    public int read() throws IOException {
        return fill() ? decoded[at++] & 0xff : -1;
    }

    /// Gives all that it is asked for, as far as there is any: Bouncy Castle takes a short answer for the end.
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = 0;
        while (count < length && fill()) {
            int some = Math.min(length - count, decoded.length - at);
            System.arraycopy(decoded, at, bytes, from + count, some);
            at += some;
            count += some;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0 && fill()) {
            int some = (int) Math.min(left, decoded.length - at);
            at += some;
            left -= some;
        }
        return count - left;
    }

    @Override
    public int available() {
        return decoded.length - at;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean fill() throws IOException {
        if (!begun) {
            begin();
        }
        while (at == decoded.length) {
            if (ended) {
                return false;
            }
            String next = next();
            if (next == null) {
                throw new EOFException("an armored message without its end");
            }
            if (next.isEmpty()) {
                continue;
            }
            if (next.startsWith("=") || next.startsWith("-----")) {
                end(next);
            } else {
                decode(next);
            }
        }
        return true;
    }

    private void begin() throws IOException {
        begun = true;
        String first = next();
        while (first != null && first.isEmpty()) {
            first = next();
        }
        if (first == null || !first.equals(BEGIN)) {
            throw new IOException("no armored message");
        }
        String header = next();
        while (header != null && header.indexOf(':') >= 0 && !header.startsWith("-----")) {
            header = next();
        }
        if (header != null && !header.isEmpty()) {
            // Without its empty line, as some wrote it.
            if (header.startsWith("-----")) {
                end(header);
            } else {
                decode(header);
            }
        }
    }

    private void end(String found) throws IOException {
        if (carried != 0) {
            throw new IOException("a base64 that breaks off");
        }
        String last = found.startsWith("=") ? next() : found;
        while (last != null && last.isEmpty()) {
            last = next();
        }
        if (last == null) {
            throw new EOFException("an armored message without its end");
        }
        if (!last.startsWith(END)) {
            throw new IOException("another end than the block's");
        }
        for (String behind = next(); behind != null; behind = next()) {
            if (!behind.isEmpty()) {
                throw new IOException("something behind the armored message");
            }
        }
        ended = true;
    }

    /// Base64 in groups of four characters, which a line may end in the middle of.
    private void decode(String text) throws IOException {
        byte[] characters = new byte[carried + text.length()];
        System.arraycopy(carry, 0, characters, 0, carried);
        int length = carried;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r') {
                characters[length++] = (byte) c;
            }
        }
        int whole = length - length % 4;
        carried = length - whole;
        System.arraycopy(characters, whole, carry, 0, carried);
        try {
            decoded = Base64.getDecoder().decode(java.util.Arrays.copyOf(characters, whole));
            at = 0;
        } catch (IllegalArgumentException e) {
            throw new IOException("not base64", e);
        }
    }

    /// Without the white space at its end; null at the end of the text.
    private @org.jspecify.annotations.Nullable String next() throws IOException {
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (length == line.length) {
                throw new IOException("a line that is too long");
            }
            line[length++] = (byte) c;
            c = in.read();
        }
        while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r')) {
            length--;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
