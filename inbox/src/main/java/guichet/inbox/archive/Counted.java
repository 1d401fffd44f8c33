package guichet.inbox.archive;

import guichet.crypto.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Counts and hashes what goes through. Stays open.
final class Counted extends OutputStream {
    private final OutputStream to;
    private final MessageDigest sha256 = Digests.sha256Digest();
    private long count;

    Counted(OutputStream to) {
        this.to = to;
    }

    long count() {
        return count;
    }

    /// Of all that went through; to be asked once.
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        to.write(bytes, from, length);
        sha256.update(bytes, from, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
