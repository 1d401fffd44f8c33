package guichet.inbox.cases;

import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Reads what lies in pieces, one piece after another.
final class LongContentInput extends InputStream {
    private final Vault vault;
    private final LongContent content;
    private byte[] piece = new byte[0];
    private int at;
    private long next;
    private long given;

    LongContentInput(Vault vault, LongContent content) {
        this.vault = vault;
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == piece.length && given == content.size()) {
            return -1;
        }
        if (at == piece.length) {
            piece = load();
            at = 0;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, bytes, from, count);
        at += count;
        given += count;
        return count;
    }

    private byte[] load() throws IOException {
        long n = next++;
        try {
            return vault.read(tx -> {
                try {
                    return LongContents.piece(tx, content, n);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (VaultException e) {
            throw new IOException("the vault can't be read", e);
        }
    }
}
