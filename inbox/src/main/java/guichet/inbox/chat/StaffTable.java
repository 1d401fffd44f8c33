package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.Address;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// The staff list as it stands, for those who only look.
final class StaffTable {
    private static final String COLUMNS = "SELECT address, key, name, how, by_name, since FROM chat_staff ";

    private StaffTable() {
    }

    static List<Colleague> list(Tx tx) throws VaultException {
        return tx.list(COLUMNS + "ORDER BY name COLLATE NOCASE, address_key", StaffTable::colleague);
    }

    static Optional<Colleague> find(Tx tx, Address address) throws VaultException {
        return tx.one(COLUMNS + "WHERE address_key = ?", StaffTable::colleague, address.key());
    }

    static Optional<Colleague> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one(COLUMNS + "WHERE key = ?", StaffTable::colleague, key.hex());
    }

    private static Colleague colleague(Row row) throws VaultException {
        return new Colleague(new Address(row.text("address")), new Fingerprint(row.text("key")), row.text("name"),
                Colleague.How.valueOf(row.text("how")), row.text("by_name"), row.time("since"));
    }
}
