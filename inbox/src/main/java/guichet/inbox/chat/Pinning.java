package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.Imported;
import guichet.keystore.KeyAlarm;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// How people get on the staff list, and off it: each time by a person's decision about one address and one key, and journalled. Stateless, for any
/// thread.
public final class Pinning {
    private final Outsiders outsiders;
    private final RoomKeeping rooms;
    private final Keyring keyring;
    private final Journal journal;
    private final Clock clock;

    public Pinning(Contacts contacts, Keyring keyring, Journal journal, Clock clock) {
        this.outsiders = new Outsiders(contacts, keyring);
        this.rooms = new RoomKeeping(journal, keyring, clock);
        this.keyring = keyring;
        this.journal = journal;
        this.clock = clock;
    }

    /// Whether this card could be pinned as it stands: [Pinned.Done] says what would stand on the list. Writes nothing.
    public Pinned look(Tx tx, StaffCard card, Colleague.How how, Actor by) throws VaultException {
        Fingerprint key = card.certificate().fingerprint();
        Optional<Colleague> there = StaffTable.find(tx, card.address());
        if (there.isPresent()) {
            return there.get().key().equals(key)
                    ? new Pinned.AlreadyThere(there.get())
                    : new Pinned.OtherKeyPinned(there.get());
        }
        return pinnable(tx, card, how, by);
    }

    /// Puts somebody on the list.
    public Pinned pin(Tx tx, StaffCard card, Colleague.How how, Actor by) throws VaultException {
        Pinned looked = look(tx, card, how, by);
        if (looked instanceof Pinned.Done(Colleague colleague)) {
            if (!isKept(tx, card, by)) {
                return new Pinned.TooLarge();
            }
            add(tx, colleague);
            journal.append(tx, JournalKind.CHAT_STAFF_ADMITTED, about(colleague, by));
            rooms.afterStaffChange(tx, colleague.key());
        }
        return looked;
    }

    /// Gives somebody on the list another key, and settles the alarms about their address.
    ///
    /// @param reason in the person's words
    public Pinned replaceKey(Tx tx, StaffCard card, Colleague.How how, String reason, Actor by) throws VaultException {
        Optional<Colleague> before = StaffTable.find(tx, card.address());
        if (before.isEmpty()) {
            return new Pinned.NobodyThere();
        }
        if (before.get().key().equals(card.certificate().fingerprint())) {
            return new Pinned.AlreadyThere(before.get());
        }
        Pinned looked = pinnable(tx, card, how, by);
        if (looked instanceof Pinned.Done(Colleague after)) {
            if (!isKept(tx, card, by)) {
                return new Pinned.TooLarge();
            }
            tx.update("DELETE FROM chat_staff WHERE address_key = ?", card.address().key());
            add(tx, after);
            tx.update("UPDATE chat_alarm SET settled = ? WHERE address_key = ? AND settled IS NULL", clock.instant(),
                    card.address().key());
            journal.append(tx, JournalKind.CHAT_KEY_REPLACED, about(after, by).because(reason)
                    .saying(before.get().key().hex() + " -> " + after.key().hex() + " " + how.word()));
            rooms.afterStaffChange(tx, after.key());
        }
        return looked;
    }

    /// Takes somebody off the list: from then on nothing is sent to them in any room, and what they write is set aside. The rooms that they are in stand still
    /// until they are removed there.
    ///
    /// @param reason in the person's words
    /// @return who it was; empty: nobody of that address is on the list
    public Optional<Colleague> dismiss(Tx tx, Address address, String reason, Actor by) throws VaultException {
        Optional<Colleague> there = StaffTable.find(tx, address);
        if (there.isPresent()) {
            tx.update("DELETE FROM chat_staff WHERE address_key = ?", address.key());
            tx.update("UPDATE chat_alarm SET settled = ? WHERE address_key = ? AND settled IS NULL", clock.instant(),
                    address.key());
            journal.append(tx, JournalKind.CHAT_STAFF_DISMISSED, about(there.get(), by).because(reason));
            rooms.afterStaffChange(tx, there.get().key());
        }
        return there;
    }

    /// Whatever stands on the list for that address.
    private Pinned pinnable(Tx tx, StaffCard card, Colleague.How how, Actor by) throws VaultException {
        Fingerprint key = card.certificate().fingerprint();
        boolean ours = SeatTable.list(tx).stream()
                .anyMatch(seat -> seat.key().equals(key) || seat.address().equals(card.address()))
                || tx.one("SELECT 1 AS ours FROM own_key WHERE fingerprint = ?", _ -> true, key.hex()).isPresent();
        if (ours) {
            return new Pinned.Ours();
        }
        List<CaseId> cases = outsiders.casesOf(tx, card.address(), card.certificate());
        if (!cases.isEmpty()) {
            return new Pinned.ContactOfCases(cases);
        }
        Optional<Colleague> elsewhere = StaffTable.find(tx, key);
        if (elsewhere.isPresent() && !elsewhere.get().address().equals(card.address())) {
            return new Pinned.PinnedElsewhere(elsewhere.get());
        }
        Optional<KeyProblem> problem = card.certificate().problem(clock.instant());
        return problem.isPresent()
                ? new Pinned.Unusable(problem.get())
                : new Pinned.Done(new Colleague(card.address(), key, card.name(), how, by.person(), clock.instant()));
    }

    /// Keeps the certificate in the keyring, as one that a person chose: for mail, people decide about it there.
    private boolean isKept(Tx tx, StaffCard card, Actor by) throws VaultException {
        return switch (keyring.importCertificate(tx, card.certificate(), KeySource.FILE, card.address(),
                clock.instant())) {
            case Imported.Theirs(var _, var _, List<KeyAlarm> raised) -> {
                for (KeyAlarm alarm : raised) {
                    journal.append(tx, JournalKind.KEY_CHANGED, Payload.by(by).over(Channel.CHAT)
                            .to(List.of(alarm.address().value())).saying(alarm.other().fingerprint().hex()));
                }
                yield true;
            }
            case Imported.Ours _,Imported.TooLarge _ -> false;
        };
    }

    private static void add(Tx tx, Colleague colleague) throws VaultException {
        tx.update("""
                INSERT INTO chat_staff (address_key, address, key, name, how, by_name, since)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", colleague.address().key(), colleague.address().value(),
                colleague.key().hex(), colleague.name(), colleague.how().name(), colleague.by(), colleague.since());
    }

    private static Payload about(Colleague colleague, Actor by) {
        return Payload.by(by).over(Channel.CHAT).to(List.of(colleague.address().value()))
                .saying(colleague.key().hex() + " " + colleague.how().word());
    }
}
