package guichet.inbox.cases;

import guichet.crypto.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;

/// SHA-256 of a body as [RawMail#normalisedBody] has it, by stream: every line end as LF, none at the end.
final class BodyDigest {
    private final MessageDigest digest = Digests.sha256Digest();
    private final byte[] out = new byte[1 << 16];
    private int filled;
    /// Line ends that count only where something follows.
    private long owed;
    private boolean afterCr;

    private BodyDigest() {
    }

    static byte[] of(byte[] beginning, InputStream rest) throws IOException {
        return new BodyDigest().read(new SequenceInputStream(new ByteArrayInputStream(beginning), rest));
    }

    private byte[] read(InputStream body) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int count = body.read(some); count >= 0; count = body.read(some)) {
            for (int i = 0; i < count; i++) {
                take(some[i]);
            }
        }
        digest.update(out, 0, filled);
        return digest.digest();
    }

    private void take(byte next) {
        if (next == '\n' && afterCr) {
            afterCr = false;
            return;
        }
        afterCr = next == '\r';
        if (next == '\r' || next == '\n') {
            owed++;
            return;
        }
        for (; owed > 0; owed--) {
            put((byte) '\n');
        }
        put(next);
    }

    private void put(byte next) {
        if (filled == out.length) {
            digest.update(out);
            filled = 0;
        }
        out[filled++] = next;
    }
}
