package guichet.inbox.cases;

import guichet.crypto.Digests;
import guichet.crypto.SealedFile;
import guichet.inbox.MessageId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What is too long to be held, in pieces of the vault. It belongs to nobody until a message or a draft ([DraftContents]) owns it; what a killed program left so is
/// deleted a day later.
public final class LongContents {
    /// In bytes. Each is a commit of its own while it comes in.
    public static final int PIECE = 1 << 20;
    /// The largest that stands in one row, in bytes.
    public static final int HELD = 12 << 20;
    /// What the files of one mail may be together, in bytes: on the wire it is not quite twice as much, and what comes in may have 512 MiB.
    public static final long MOST_SENT = 256L << 20;
    /// The mail itself, as against its attachments from 1 on.
    static final long RAW = 0;
    private static final String NOBODYS = "message IS NULL AND draft IS NULL";
    private static final Duration LEFT_OVER = Duration.ofDays(1);

    private final Vault vault;
    private final Clock clock;

    public LongContents(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /// Stores what is read, to its end.
    ///
    /// @throws IOException where it can't be read: nothing of it stays
    public LongContent store(InputStream content) throws IOException, VaultException {
        return write(content::transferTo);
    }

    /// Stores what is written.
    ///
    /// @throws IOException where it can't be written: nothing of it stays
    public LongContent write(SealedFile.Content content) throws IOException, VaultException {
        try (Writing writing = begin()) {
            PieceOutput out = new PieceOutput(writing);
            content.writeTo(out);
            out.finish();
            return writing.finish();
        } catch (IOException e) {
            if (e.getCause() instanceof VaultException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /// Begins one that comes in piece by piece, and clears away what was left over long ago.
    public Writing begin() throws VaultException {
        Instant now = clock.instant();
        return new Writing(vault.write(tx -> {
            tx.update("DELETE FROM long_content WHERE " + NOBODYS + " AND begun < ?", now.minus(LEFT_OVER));
            return tx.insert("INSERT INTO long_content (begun) VALUES (?)", now);
        }));
    }

    /// Gives up what neither a message nor a draft owns.
    public void discard(LongContent content) throws VaultException {
        vault.write(tx -> tx.update("DELETE FROM long_content WHERE id = ? AND " + NOBODYS, content.id()));
    }

    /// The mail itself, where it is one that is not held.
    public static Optional<LongContent> raw(Tx tx, MessageId message) throws VaultException {
        return of(tx, message.value(), RAW);
    }

    /// @param n of the attachment, from 1
    public static Optional<LongContent> of(Tx tx, MessageId message, int n) throws VaultException {
        return of(tx, message.value(), n);
    }

    /// Inside of a transaction.
    public static void copy(Tx tx, LongContent content, OutputStream out) throws IOException {
        long copied = 0;
        for (long n = 0; copied < content.size(); n++) {
            byte[] piece = piece(tx, content, n);
            out.write(piece);
            copied += piece.length;
        }
    }

    static byte[] piece(Tx tx, LongContent content, long n) throws IOException {
        try {
            return tx.one("SELECT bytes FROM long_piece WHERE content = ? AND n = ?", row -> row.bytes("bytes"),
                    content.id(), n).filter(bytes -> bytes.length > 0)
                    .orElseThrow(() -> new IOException("a piece is gone"));
        } catch (VaultException e) {
            throw new IOException("the vault can't be read", e);
        }
    }

    /// Out of an archive.
    public static void revive(Tx tx, byte[] content, MessageId message, long n) throws VaultException {
        long id = tx.insert("INSERT INTO long_content (message, n, size, sha256, begun) VALUES (?, ?, ?, ?, 0)",
                message.value(), n, (long) content.length, HexFormat.of().formatHex(Digests.sha256(content)));
        for (int from = 0, piece = 0; from < content.length; from += PIECE, piece++) {
            tx.insert("INSERT INTO long_piece (content, n, bytes) VALUES (?, ?, ?)", id, (long) piece,
                    Arrays.copyOfRange(content, from, Math.min(content.length, from + PIECE)));
        }
    }

    static Optional<LongContent> of(Tx tx, long message, long n) throws VaultException {
        return tx.one("SELECT id, size, sha256 FROM long_content WHERE message = ? AND n = ?",
                row -> new LongContent(row.number("id"), row.number("size"), row.text("sha256")), message, n);
    }

    /// By its number, where it is this message's.
    public static Optional<LongContent> ofMessage(Tx tx, MessageId message, long id) throws VaultException {
        return tx.one("SELECT id, size, sha256 FROM long_content WHERE message = ? AND id = ?",
                row -> new LongContent(row.number("id"), row.number("size"), row.text("sha256")), message.value(), id);
    }

    static void own(Tx tx, LongContent content, long message, long n) throws VaultException {
        if (tx.update("UPDATE long_content SET message = ?, n = ? WHERE id = ? AND message IS NULL", message, n,
                content.id()) != 1) {
            throw new IllegalStateException("a long content that is gone, or another message's");
        }
    }

    /// One that is coming in; of one thread. What is closed before it is finished is not there.
    public final class Writing implements AutoCloseable {
        private final long id;
        private final MessageDigest digest = Digests.sha256Digest();
        private long pieces;
        private long size;
        private boolean finished;

        private Writing(long id) {
            this.id = id;
        }

        /// @param piece not empty
        public void add(byte[] piece) throws VaultException {
            vault.write(tx -> tx.insert("INSERT INTO long_piece (content, n, bytes) VALUES (?, ?, ?)", id, pieces,
                    piece));
            digest.update(piece);
            pieces++;
            size += piece.length;
        }

        /// In bytes, so far.
        public long size() {
            return size;
        }

        public LongContent finish() throws VaultException {
            LongContent content = new LongContent(id, size, HexFormat.of().formatHex(digest.digest()));
            vault.write(tx -> tx.update("UPDATE long_content SET size = ?, sha256 = ? WHERE id = ?", size,
                    content.sha256(), id));
            finished = true;
            return content;
        }

        @Override
        public void close() throws VaultException {
            if (!finished) {
                vault.write(tx -> tx.update("DELETE FROM long_content WHERE id = ?", id));
            }
        }
    }
}
