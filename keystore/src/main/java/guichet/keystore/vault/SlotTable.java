package guichet.keystore.vault;

import java.util.Set;

/// The slots that hold, as the database lists them. A slot that only the header has opens nothing.
final class SlotTable {
    enum Kind {
        PASSPHRASE("passphrase"), RECOVERY("recovery");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private SlotTable() {
    }

    static Set<SlotId> all(Tx tx) throws VaultException {
        return Set.copyOf(tx.list("SELECT id FROM vault_slot", row -> new SlotId(row.text("id"))));
    }

    static void add(Tx tx, SlotId id, Kind kind) throws VaultException {
        tx.insert("INSERT INTO vault_slot (id, kind) VALUES (?, ?)", id.hex(), kind.word);
    }

    static void remove(Tx tx, SlotId id) throws VaultException {
        tx.update("DELETE FROM vault_slot WHERE id = ?", id.hex());
    }
}
