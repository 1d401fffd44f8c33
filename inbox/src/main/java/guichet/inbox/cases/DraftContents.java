package guichet.inbox.cases;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The long files of drafts. While a draft's message waits in the outbox both own them, so that it is whole when it is taken back.
public final class DraftContents {
    private DraftContents() {
    }

    /// Every call in the caller's transaction.
    ///
    /// @param n from 1
    public static Optional<LongContent> of(Tx tx, long draft, long n) throws VaultException {
        return tx.one("SELECT id, size, sha256 FROM long_content WHERE draft = ? AND n = ?",
                row -> new LongContent(row.number("id"), row.number("size"), row.text("sha256")), draft, n);
    }

    /// Makes these the draft's, and no others: what it had before and is not among them is deleted.
    ///
    /// @throws IllegalStateException where one is gone, or is another's
    public static void set(Tx tx, long draft, List<Numbered> files) throws VaultException {
        List<Long> before = tx.list("SELECT id FROM long_content WHERE draft = ?", row -> row.number("id"), draft);
        tx.update("UPDATE long_content SET draft = NULL WHERE draft = ?", draft);
        for (Numbered file : files) {
            if (tx.update("""
                    UPDATE long_content SET draft = ?, n = ? WHERE id = ? AND message IS NULL AND draft IS NULL""",
                    draft, (long) file.n(), file.content().id()) != 1) {
                throw new IllegalStateException("a long file that is gone, or another's");
            }
        }
        for (long id : before) {
            tx.update("DELETE FROM long_content WHERE id = ? AND message IS NULL AND draft IS NULL", id);
        }
    }

    /// @param n which of the draft's files it is
    public record Numbered(int n, LongContent content) {
    }

    /// The draft goes: what its message owns stays, the rest is overwritten and deleted.
    public static void release(Tx tx, long draft) throws VaultException {
        tx.update("""
                UPDATE long_piece SET bytes = zeroblob(length(bytes))
                WHERE content IN (SELECT id FROM long_content WHERE draft = ? AND message IS NULL)""", draft);
        tx.update("DELETE FROM long_content WHERE draft = ? AND message IS NULL", draft);
        tx.update("UPDATE long_content SET draft = NULL WHERE draft = ?", draft);
    }

    /// Its message was taken back: they are the draft's alone again.
    public static void giveBack(Tx tx, long draft) throws VaultException {
        tx.update("UPDATE long_content SET message = NULL WHERE draft = ?", draft);
    }
}
