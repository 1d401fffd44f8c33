package guichet.inbox.endings;

import guichet.crypto.Aead;
import guichet.inbox.CaseId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A long file under a key that encrypts nothing else: pieces of AES-256-GCM, numbered in their nonces, the last one marked, so that none
/// can be cut off, exchanged or put after the end. docs/endings-schema.md has it byte for byte.
final class PieceCipher {
    static final int PIECE = 64 * 1024;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private PieceCipher() {
    }

    /// Encrypts what is written to it; closing it writes the last piece and closes the other one.
    static OutputStream encrypting(OutputStream to, byte[] key, CaseId id) {
        return new Encrypting(to, key, associated(id));
    }

    /// Gives no byte of a piece before all of it is authenticated; its reads throw where it was altered or cut.
    static InputStream decrypting(InputStream from, byte[] key, CaseId id) {
        return new Decrypting(from, key, associated(id));
    }

    private static byte[] associated(CaseId id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] nonce(long n, boolean last) {
        return ByteBuffer.allocate(NONCE).put(new byte[3]).putLong(n).put((byte) (last ? 1 : 0)).array();
    }

    private static final class Encrypting extends OutputStream {
        private final OutputStream to;
        private final byte[] key;
        private final byte[] associated;
        private final byte[] piece = new byte[PIECE];
        private int filled;
        private long n;
        private boolean closed;

        Encrypting(OutputStream to, byte[] key, byte[] associated) {
            this.to = to;
            this.key = key;
            this.associated = associated;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            while (at < from + length) {
                if (filled == PIECE) {
                    seal(false);
                }
                int some = Math.min(PIECE - filled, from + length - at);
                System.arraycopy(bytes, at, piece, filled, some);
                filled += some;
                at += some;
            }
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (to) {
                    seal(true);
                } finally {
                    Arrays.fill(piece, (byte) 0);
                }
            }
        }

        private void seal(boolean last) throws IOException {
            to.write(Aead.seal(key, nonce(n++, last), Arrays.copyOf(piece, filled), associated));
            filled = 0;
        }
    }

    private static final class Decrypting extends InputStream {
        private final InputStream from;
        private final byte[] key;
        private final byte[] associated;
        private byte[] piece = new byte[0];
        private byte[] next;
        private int at;
        private long n;
        private boolean begun;

        Decrypting(InputStream from, byte[] key, byte[] associated) {
            this.from = from;
            this.key = key;
            this.associated = associated;
            this.next = new byte[0];
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == piece.length) {
                if (begun && next.length == 0) {
                    return -1;
                }
                open();
            }
            int some = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, some);
            at += some;
            return some;
        }

        /// The piece after this one tells whether this one has to be the last.
        private void open() throws IOException {
            byte[] now = begun ? next : from.readNBytes(PIECE + TAG);
            begun = true;
            next = now.length < PIECE + TAG ? new byte[0] : from.readNBytes(PIECE + TAG);
            piece = Aead.open(key, nonce(n++, next.length == 0), now, associated)
                    .orElseThrow(() -> new IOException("altered or cut"));
            at = 0;
        }

        @Override
        public void close() throws IOException {
            Arrays.fill(piece, (byte) 0);
            from.close();
        }
    }
}
