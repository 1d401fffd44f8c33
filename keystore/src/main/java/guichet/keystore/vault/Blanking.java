package guichet.keystore.vault;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Deletes rows whose words shall be nowhere in the file: each is overwritten by as many zeros where it lies before its row goes.
///
/// SQLite's `secure_delete` makes zeros of freed space; but when it moves what is left of a page together, what it moved can stay behind
/// as a copy. So what it may move is zeros by then.
public final class Blanking {
    private Blanking() {
    }

    /// @param table   with rowids; `columns` are its, of text, and `where` a text of ours
    /// @return how many rows went
    public static int delete(Tx tx, String table, List<String> columns, String where, @Nullable Object... bound)
            throws VaultException {
        List<Long> rows = tx.list("SELECT rowid AS row FROM " + table + " WHERE " + where, row -> row.number("row"),
                bound);
        for (long row : rows) {
            tx.update("UPDATE " + table + " SET " + zeros(columns) + " WHERE rowid = ?", row);
            tx.update("DELETE FROM " + table + " WHERE rowid = ?", row);
        }
        return rows.size();
    }

    private static String zeros(List<String> columns) {
        return columns.stream().map(each -> each + " = CAST(zeroblob(length(CAST(" + each + " AS BLOB))) AS TEXT)")
                .collect(Collectors.joining(", "));
    }
}
