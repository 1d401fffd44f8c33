package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.AccountId;
import guichet.inbox.accounts.AccountNumbers;
import guichet.keystore.Address;
import guichet.keystore.Person;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Our seats. Stateless, for any thread.
public final class ChatAccounts {
    public ChatAccounts() {
    }

    /// Gives a person of this vault a seat. Colleagues pin the key that this person signs with now.
    ///
    /// @throws VaultException CONFLICT where the person, the mail account or the address has one
    public ChatAccount add(Tx tx, AccountId mail, Address address, Person person, String name, Instant now)
            throws VaultException {
        long id = AccountNumbers.next(tx).value();
        tx.insert("""
                INSERT INTO chat_account (id, account, address, address_key, person, key, name, since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", id, mail.value(), address.value(), address.key(),
                person.id().number(), person.key().hex(), name, now);
        return new ChatAccount(id, mail, address, person.id(), person.key(), name, now);
    }

    /// Takes a seat away. What was said in its rooms stays, and so does its mail account.
    ///
    /// @return false where there is no such seat
    public boolean remove(Tx tx, ChatAccount seat) throws VaultException {
        return tx.update("DELETE FROM chat_account WHERE id = ?", seat.id()) == 1;
    }

    /// The oldest first.
    public List<ChatAccount> list(Tx tx) throws VaultException {
        return SeatTable.list(tx);
    }

    /// A person has one at most.
    public Optional<ChatAccount> ofPerson(Tx tx, PersonId person) throws VaultException {
        return SeatTable.ofPerson(tx, person);
    }

    public Optional<ChatAccount> find(Tx tx, Fingerprint key) throws VaultException {
        return SeatTable.find(tx, key);
    }
}
