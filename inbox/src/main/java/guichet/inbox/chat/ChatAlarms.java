package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Keys that turned up beside the pinned ones, and what people decided about them. Stateless, for any thread.
public final class ChatAlarms {
    /// Of one address. What comes after them is told by its message alone.
    static final int MOST = 20;

    private final Journal journal;
    private final Keyring keyring;
    private final Clock clock;

    public ChatAlarms(Journal journal, Keyring keyring, Clock clock) {
        this.journal = journal;
        this.keyring = keyring;
        this.clock = clock;
    }

    /// Those that wait for a decision, the oldest first.
    public List<ChatAlarm> list(Tx tx) throws VaultException {
        return tx.list("""
                SELECT id, address, pinned, other, room, raised FROM chat_alarm WHERE settled IS NULL
                ORDER BY raised, id""",
                row -> new ChatAlarm(row.number("id"), new Address(row.text("address")),
                        new Fingerprint(row.text("pinned")), new Fingerprint(row.text("other")),
                        row.numberOrNone("room").map(RoomId::new), row.time("raised")));
    }

    /// A person says that the pinned key is still the right one: every alarm of that address is settled, and the same other keys raise none
    /// again; journalled. Where the other key is the right one, the staff list is told so instead, which settles them too.
    ///
    /// @return how many were settled
    public int keepPinned(Tx tx, Address address, Actor by) throws VaultException {
        Optional<Colleague> pinned = StaffTable.find(tx, address);
        if (pinned.isEmpty()) {
            return 0;
        }
        int settled = settle(tx, address);
        if (settled > 0) {
            journal.append(tx, JournalKind.CHAT_KEY_KEPT, Payload.by(by).over(Channel.CHAT)
                    .to(List.of(address.value())).saying(pinned.get().key().hex()));
            new RoomKeeping(journal, keyring, clock).afterStaffChange(tx, pinned.get().key());
        }
        return settled;
    }

    /// For whoever pins another key for that address, and journals it.
    int settle(Tx tx, Address address) throws VaultException {
        return tx.update("UPDATE chat_alarm SET settled = ? WHERE address_key = ? AND settled IS NULL",
                clock.instant(), address.key());
    }

    /// Another key turned up.
    ///
    /// @param room that stands still from now on
    void raise(Tx tx, Colleague pinned, Fingerprint other, Optional<RoomId> room) throws VaultException {
        Address address = pinned.address();
        long there = tx.one("SELECT count(*) AS n FROM chat_alarm WHERE address_key = ?", row -> row.number("n"),
                address.key()).orElse(0L);
        if (there >= MOST || tx.one("SELECT 1 FROM chat_alarm WHERE address_key = ? AND other = ?", _ -> true,
                address.key(), other.hex()).isPresent()) {
            return;
        }
        tx.insert("""
                INSERT INTO chat_alarm (address, address_key, pinned, other, room, raised) VALUES (?, ?, ?, ?, ?, ?)""",
                address.value(), address.key(), pinned.key().hex(), other.hex(),
                room.map(RoomId::value).orElse(null), clock.instant());
        journal.append(tx, JournalKind.CHAT_KEY_CHANGED, Payload.by(Actor.PROGRAM).over(Channel.CHAT)
                .to(List.of(address.value())).saying(other.hex()));
    }
}
