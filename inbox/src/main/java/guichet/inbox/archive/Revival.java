package guichet.inbox.archive;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.cases.RevivedMessages;
import guichet.inbox.chat.CaseChat;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Brings a case back out of its bag, in one transaction of the caller's: all of it, or nothing.
public final class Revival {
    private final BagStores stores;

    public Revival(BagStores stores) {
        this.stores = stores;
    }

    /// What may stand in its way.
    public enum Obstacle {
        /** A case of this number is here, with messages, open, or with a room of the chat. */
        CASE_IS_HERE
    }

    /// Empty: nothing does.
    public Optional<Obstacle> obstacle(Tx tx, Bag bag) throws VaultException {
        Optional<Case> here = stores.cases().find(tx, bag.id());
        return here.isEmpty() || (here.get().messages() == 0 && here.get().state() == Case.State.CLOSED
                && !CaseChat.hasRoom(tx, bag.id()))
                        ? Optional.empty()
                        : Optional.of(Obstacle.CASE_IS_HERE);
    }

    /// Writes the case as it was: open or closed as then, with its messages, in their order and found by the search, what was decided about
    /// each, its contacts, and the journal's entries of then beside the journal of now, which gets one that ties the two.
    ///
    /// @param bag    as [BagReader#check] gave it
    /// @param source the same tar, read again: a byte that is another by now ends it with [BadBag]
    /// @param from   what it came out of, for the journal: SHA-256 of the sealed file, say
    /// @return how many messages
    /// @throws IllegalStateException where something stands in its way
    /// @throws CancellationException where the progress says so
    public int revive(Tx tx, Bag bag, BagSource source, String from, Actor by, Progress progress)
            throws VaultException, IOException {
        if (obstacle(tx, bag).isPresent()) {
            throw new IllegalStateException("the case is here");
        }
        try {
            return written(tx, bag, source, from, by, progress);
        } catch (IllegalArgumentException e) { // what stands in case.json is no number, no hash, no name of ours
            throw JsonMap.bad();
        }
    }

    private int written(Tx tx, Bag bag, BagSource source, String from, Actor by, Progress progress)
            throws VaultException, IOException {
        about(tx, bag);
        List<JsonMap> messages = bag.root().objects("messages");
        RevivedSignal signal = new RevivedSignal(tx, stores, bag);
        signal.meetAll();
        RevivedPeople people = new RevivedPeople(tx, stores, bag, by);
        people.contacts();
        RevivedChat chat = new RevivedChat(tx);
        chat.rooms(bag.id(), bag);
        RevivedRows rows = new RevivedRows(tx, bag.id(), signal, chat);
        Map<String, RevivedRows.Slot> slots = new HashMap<>();
        people.keys(slots);
        for (JsonMap message : messages) {
            rows.insert(message, slots);
        }
        contents(bag, source, slots, rows, progress);
        signal.events(bag.root().objects("signalEvents"), rows.numbers());
        for (long id : rows.numbers().values()) {
            RevivedMessages.index(tx, id);
        }
        PastJournal.keep(tx, bag.id(), bag.journal());
        stores.journal().append(tx, JournalKind.CASE_RESTORED, Payload.by(by).inCase(Optional.of(bag.id())).of(from)
                .saying(bag.head() + ", payload " + bag.payload()));
        return messages.size();
    }

    private void about(Tx tx, Bag bag) throws VaultException, BadBag {
        CaseId id = bag.id();
        JsonMap its = bag.root().object("case");
        int dash = id.value().indexOf('-');
        long year = Long.parseLong(id.value().substring(0, dash));
        long number = Long.parseLong(id.value().substring(dash + 1));
        tx.update("""
                INSERT INTO inbox_case (id, year, number, title, assignee, opened, closed) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, assignee = excluded.assignee,
                  opened = excluded.opened, closed = excluded.closed""", id.value(), year, number,
                its.text("title"), its.textOrNone("assignee").orElse(null), its.time("opened"),
                its.timeOrNone("closed").orElse(null));
        tx.update("""
                INSERT INTO case_number (year, last) VALUES (?1, ?2)
                ON CONFLICT (year) DO UPDATE SET last = max(last, ?2)""", year, number);
    }

    private static void contents(Bag bag, BagSource source, Map<String, RevivedRows.Slot> slots, RevivedRows rows,
            Progress progress) throws VaultException, IOException {
        long[] done = {0};
        try {
            BagReader.visit(source, (path, content) -> {
                if (progress.isCancelled()) {
                    throw new CancellationException();
                }
                progress.at(++done[0], bag.files().size());
                RevivedRows.Slot slot = slots.remove(path);
                if (slot != null) {
                    byte[] bytes = content.readAllBytes();
                    same(bag, path, bytes);
                    try {
                        rows.fill(slot, bytes);
                    } catch (VaultException e) {
                        throw new Carried(e);
                    }
                } else {
                    compare(bag, path, content);
                }
            });
        } catch (Carried carried) {
            throw carried.trouble;
        }
        if (!slots.isEmpty()) {
            throw new BadBag(BadBag.Why.ALTERED);
        }
    }

    private static void compare(Bag bag, String path, InputStream content) throws IOException {
        MessageDigest digest = ManifestedBag.digest();
        content.transferTo(new java.security.DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
        if (!HexFormat.of().formatHex(digest.digest()).equals(bag.files().get(path))) {
            throw new BadBag(BadBag.Why.ALTERED);
        }
    }

    private static void same(Bag bag, String path, byte[] bytes) throws BadBag {
        if (!ManifestedBag.sha512(bytes).equals(bag.files().get(path))) {
            throw new BadBag(BadBag.Why.ALTERED);
        }
    }

    /// Takes the vault's trouble through a visitor.
    private static final class Carried extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;
        private final VaultException trouble;

        Carried(VaultException trouble) {
            super(null, trouble, false, false);
            this.trouble = trouble;
        }
    }
}
