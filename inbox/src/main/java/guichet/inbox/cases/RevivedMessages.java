package guichet.inbox.cases;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;

/// Where a message that comes back out of an archive stands in the lists, and how it gets into the search index. Whoever writes its rows
/// calls these.
public final class RevivedMessages {
    private RevivedMessages() {
    }

    /// The next number that no message ever had.
    public static long nextId(Tx tx) throws VaultException {
        return tx.one("SELECT seq FROM sqlite_sequence WHERE name = 'message'", row -> row.number("seq")).orElse(0L)
                + 1;
    }

    public static long place(Instant date, Instant received, long id) {
        return Place.of(date, received, id);
    }

    public static String snippet(String body) {
        return Snippet.of(body);
    }

    /// Once all of its rows are there, in the same transaction.
    public static void index(Tx tx, long id) throws VaultException {
        MessageWriter.index(tx, id);
    }
}
