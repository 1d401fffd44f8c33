package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// Our seats. Stateless, for any thread.
public final class ChatAccounts {
    public ChatAccounts() {
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
