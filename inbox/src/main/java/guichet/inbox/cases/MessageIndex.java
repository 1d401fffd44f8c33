package guichet.inbox.cases;

import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;

/// The full-text index. It keeps no text of its own, so taking something out needs the very text that went in.
final class MessageIndex {
    private static final String ADD = """
            INSERT INTO message_index (rowid, subject, body, people, files) VALUES (?, ?, ?, ?, ?)""";
    private static final String REMOVE = """
            INSERT INTO message_index (message_index, rowid, subject, body, people, files)
            VALUES ('delete', ?, ?, ?, ?, ?)""";

    private MessageIndex() {
    }

    /// What is found of a message, as it is kept.
    record Entry(String subject, String body, String people, String files) {
    }

    static void add(Tx tx, long place, Entry entry) throws VaultException {
        write(tx, ADD, place, entry);
    }

    static void remove(Tx tx, long place, Entry entry) throws VaultException {
        write(tx, REMOVE, place, entry);
    }

    private static void write(Tx tx, String sql, long place, Entry entry) throws VaultException {
        tx.update(sql, place, SearchText.fold(entry.subject()), SearchText.fold(entry.body()),
                SearchText.fold(entry.people()), SearchText.fold(entry.files()));
    }
}
