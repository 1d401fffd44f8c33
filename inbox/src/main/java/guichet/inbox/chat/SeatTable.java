package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.keystore.Address;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Our seats as they stand, for those who only look.
final class SeatTable {
    private static final String COLUMNS = "SELECT id, account, address, person, key, name, since FROM chat_account ";

    private SeatTable() {
    }

    static List<ChatAccount> list(Tx tx) throws VaultException {
        return tx.list(COLUMNS + "ORDER BY id", SeatTable::account);
    }

    static Optional<ChatAccount> ofPerson(Tx tx, PersonId person) throws VaultException {
        return tx.one(COLUMNS + "WHERE person = ?", SeatTable::account, person.number());
    }

    static Optional<ChatAccount> find(Tx tx, Fingerprint key) throws VaultException {
        return tx.one(COLUMNS + "WHERE key = ?", SeatTable::account, key.hex());
    }

    private static ChatAccount account(Row row) throws VaultException {
        return new ChatAccount(row.number("id"), new AccountId(row.number("account")), new Address(row.text("address")),
                new PersonId(row.number("person")), new Fingerprint(row.text("key")), row.text("name"),
                row.time("since"));
    }
}
