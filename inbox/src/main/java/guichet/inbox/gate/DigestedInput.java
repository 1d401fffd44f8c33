package guichet.inbox.gate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// A mail as it is read, which has to be the one of this digest by its end.
final class DigestedInput extends FilterInputStream {
    private final MessageDigest digest;
    private final String expected;
    private boolean ended;

    DigestedInput(InputStream mail, Envelope envelope, String expected) {
        super(mail);
        this.digest = Digest.begun(envelope);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0) {
            digest.update(bytes, from, count);
        }
        if (count < 0 && !ended) {
            ended = true;
            if (!Digest.ended(digest).equals(expected)) {
                throw new IOException("not the mail that was released");
            }
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public long skip(long count) {
        return 0;
    }
}
