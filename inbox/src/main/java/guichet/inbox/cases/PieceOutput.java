package guichet.inbox.cases;

import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Cuts what is written into pieces, each a commit.
final class PieceOutput extends OutputStream {
    private final LongContents.Writing writing;
    private final byte[] piece = new byte[LongContents.PIECE];
    private int filled;

    PieceOutput(LongContents.Writing writing) {
        this.writing = writing;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (at < from + length) {
            int count = Math.min(from + length - at, piece.length - filled);
            System.arraycopy(bytes, at, piece, filled, count);
            at += count;
            filled += count;
            if (filled == piece.length) {
                finish();
            }
        }
    }

    /// @throws IOException by a [VaultException]
    void finish() throws IOException {
        if (filled > 0) {
            try {
                writing.add(Arrays.copyOf(piece, filled));
            } catch (VaultException e) {
                throw new IOException("the vault can't be written", e);
            }
            filled = 0;
        }
    }
}
