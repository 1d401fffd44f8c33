package guichet.inbox.intake;

import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.cases.Judged;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.MailIdentity;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.chat.ChatIntake;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.MailSource;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Intake into a vault.
///
/// What is there already is recognised by its bytes and not read again. The rest is read with the keys of that moment, outside of any
/// transaction, and stored in one, which looks again whether it is there: two processes may take in the same mail at once.
public final class VaultIntake implements MailIntake {
    private final Vault vault;
    private final People people;
    private final Keyring keyring;
    private final IncomingMail store;
    private final Reader reader;
    private final KeysFromMail keysFromMail;
    private final ChatIntake chat;
    private final Clock clock;

    public VaultIntake(Vault vault, People people, Keyring keyring, IncomingMail store, MailReader reader,
            Journal journal, Clock clock) {
        this(vault, people, keyring, store, Reader.of(reader), journal, clock);
    }

    VaultIntake(Vault vault, People people, Keyring keyring, IncomingMail store, Reader reader, Journal journal,
            Clock clock) {
        this.vault = vault;
        this.people = people;
        this.keyring = keyring;
        this.store = store;
        this.reader = reader;
        this.keysFromMail = new KeysFromMail(keyring, journal);
        this.chat = new ChatIntake(journal, keyring, clock);
        this.clock = clock;
    }

    @Override
    public Taken take(byte[] rawMessage, Arrival arrival) throws VaultException {
        return takeAll(List.of(new Delivery(rawMessage, arrival))).getFirst();
    }

    @Override
    public List<Taken> takeAll(List<Delivery> deliveries) throws VaultException {
        List<MailIdentity> identities = deliveries.stream().map(mail -> MailIdentity.of(mail.rawMessage())).toList();
        Map<MailIdentity, ReadMail> read = new HashMap<>();
        while (true) {
            readUnknown(deliveries, identities, read);
            Optional<List<Taken>> taken = vault.write(tx -> store(tx, deliveries, identities, read));
            if (taken.isPresent()) {
                read.clear();
                Leftovers.clear();
                return taken.get();
            }
        }
    }

    @Override
    public Taken takeLong(LongContent rawMessage, Arrival arrival) throws VaultException {
        LongContents contents = new LongContents(vault, clock);
        try {
            MailSource raw = () -> rawMessage.open(vault);
            MailIdentity identity = MailIdentity.of(raw);
            while (true) {
                Optional<Taken> known = vault.write(tx -> known(tx, identity, arrival));
                if (known.isPresent()) {
                    contents.discard(rawMessage);
                    return known.get();
                }
                Optional<Taken> taken = takeUnknown(rawMessage, raw, identity, arrival, contents);
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
        } catch (IOException e) {
            if (e.getCause() instanceof VaultException failure) {
                throw failure;
            }
            throw new IllegalStateException("what lies in the vault can't be read", e);
        }
    }

    /// Empty where it has come by another way meanwhile.
    private Optional<Taken> takeUnknown(LongContent rawMessage, MailSource raw, MailIdentity identity, Arrival arrival,
            LongContents contents) throws VaultException, IOException {
        try (KeySet keys = vault.read(tx -> KeySet.now(tx, people, keyring))) {
            ReadMail read = ReadMail.firstLong(reader, raw, keys).keeping(contents);
            boolean stored = false;
            try {
                Optional<Taken> taken = vault.write(tx -> {
                    if (store.find(tx, identity).isPresent()) {
                        return Optional.empty();
                    }
                    Instant now = clock.instant();
                    keysFromMail.keep(tx, read.reading(), now);
                    MessageId id = store.takeLong(tx, identity, read.toStore(new byte[0], now, Optional.empty()),
                            rawMessage, read.judged(tx, keyring));
                    store.index(tx, List.of(id));
                    Arrivals.add(tx, arrival, id);
                    return Optional.of(new Taken.Stored(id));
                });
                stored = taken.isPresent();
                return taken;
            } finally {
                if (!stored) {
                    read.discard(contents);
                }
            }
        }
    }

    private Optional<Taken> known(Tx tx, MailIdentity identity, Arrival arrival) throws VaultException {
        Optional<MessageId> there = store.find(tx, identity);
        if (there.isPresent()) {
            Arrivals.add(tx, arrival, there.get());
            return Optional.of(new Taken.Duplicate(there.get()));
        }
        if (arrival instanceof Arrival.Server where && GoneMail.has(tx, identity)) {
            GoneMail.found(tx, identity, where);
            return Optional.of(new Taken.Gone());
        }
        return Optional.empty();
    }

    /// Each mail once, though it stand in the list twice.
    private void readUnknown(List<Delivery> deliveries, List<MailIdentity> identities,
            Map<MailIdentity, ReadMail> read) throws VaultException {
        Map<MailIdentity, Delivery> unknown = vault.read(tx -> {
            Map<MailIdentity, Delivery> missing = new LinkedHashMap<>();
            for (int i = 0; i < deliveries.size(); i++) {
                if (!read.containsKey(identities.get(i)) && isNew(tx, deliveries.get(i), identities.get(i))) {
                    missing.putIfAbsent(identities.get(i), deliveries.get(i));
                }
            }
            return missing;
        });
        if (!unknown.isEmpty()) {
            try (KeySet keys = vault.read(tx -> KeySet.now(tx, people, keyring))) {
                unknown.forEach((identity, mail) -> read.put(identity,
                        ReadMail.first(reader, mail.rawMessage(), keys)));
            }
        }
    }

    /// Empty, with nothing written, where a message that was there a moment ago is no more: then it has to be read after all.
    private Optional<List<Taken>> store(Tx tx, List<Delivery> deliveries, List<MailIdentity> identities,
            Map<MailIdentity, ReadMail> read) throws VaultException {
        for (int i = 0; i < deliveries.size(); i++) {
            if (!read.containsKey(identities.get(i)) && isNew(tx, deliveries.get(i), identities.get(i))) {
                return Optional.empty();
            }
        }
        List<Taken> taken = new ArrayList<>(deliveries.size());
        List<MessageId> mail = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            MailIdentity identity = identities.get(i);
            Optional<MessageId> there = store.find(tx, identity);
            if (there.isEmpty() && deliveries.get(i).arrival() instanceof Arrival.Server where
                    && GoneMail.has(tx, identity)) {
                GoneMail.found(tx, identity, where);
                taken.add(new Taken.Gone());
                continue;
            }
            MessageId id = there.isPresent()
                    ? there.get()
                    : storeNew(tx, deliveries.get(i), identity, Objects.requireNonNull(read.get(identity)), mail);
            Arrivals.add(tx, deliveries.get(i).arrival(), id);
            taken.add(there.isPresent() ? new Taken.Duplicate(id) : new Taken.Stored(id));
        }
        store.index(tx, mail);
        return Optional.of(taken);
    }

    private boolean isNew(Tx tx, Delivery mail, MailIdentity identity) throws VaultException {
        return store.find(tx, identity).isEmpty()
                && !(mail.arrival() instanceof Arrival.Server && GoneMail.has(tx, identity));
    }

    /// @param toIndex gets what is mail: the chat has put its own into the index already
    private MessageId storeNew(Tx tx, Delivery mail, MailIdentity identity, ReadMail read, List<MessageId> toIndex)
            throws VaultException {
        Instant now = clock.instant();
        keysFromMail.keep(tx, read.reading(), now);
        NewMessage message = read.toStore(mail.rawMessage(), now, Optional.empty());
        Judged judged = read.judged(tx, keyring);
        Optional<MessageId> inChat = chat.take(tx, read.reading(), message, identity, judged);
        if (inChat.isPresent()) {
            return inChat.get();
        }
        MessageId id = store.take(tx, identity, message, judged);
        toIndex.add(id);
        return id;
    }
}
