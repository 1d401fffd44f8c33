package guichet.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A passphrase or key bytes: copied in, zeroed by [#close()], printed by nothing.
///
/// Any thread may read it; who made it closes it.
public final class Secret implements AutoCloseable {
    private final byte[] raw;
    private boolean closed;

    private Secret(byte[] raw) {
        this.raw = raw;
    }

    /// A copy of what a person typed; the caller still owns (and zeroes) its array.
    ///
    /// @throws IllegalArgumentException where it holds half of a surrogate pair
    public static Secret of(char[] chars) {
        ByteBuffer utf8 = ByteBuffer.allocate(chars.length * 3);
        try {
            CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(chars), utf8, true);
            if (result.isError()) {
                throw new IllegalArgumentException("not a Unicode text");
            }
            return new Secret(Arrays.copyOf(utf8.array(), utf8.position()));
        } finally {
            Arrays.fill(utf8.array(), (byte) 0);
        }
    }

    /// A copy of UTF-8 text or of raw bytes; the caller still owns its array.
    public static Secret of(byte[] utf8OrRaw) {
        return new Secret(utf8OrRaw.clone());
    }

    /// A copy, which the caller zeroes.
    ///
    /// @throws IllegalStateException once closed
    public synchronized byte[] bytes() {
        requireOpen();
        return raw.clone();
    }

    /// A copy read as UTF-8, which the caller zeroes.
    ///
    /// @throws IllegalStateException once closed
    public synchronized char[] chars() {
        requireOpen();
        CharBuffer decoded = CharBuffer.allocate(raw.length);
        try {
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(raw), decoded, true);
            return Arrays.copyOf(decoded.array(), decoded.position());
        } finally {
            Arrays.fill(decoded.array(), '\0');
        }
    }

    @Override
    public synchronized void close() {
        Arrays.fill(raw, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "Secret";
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the secret is closed");
        }
    }
}
