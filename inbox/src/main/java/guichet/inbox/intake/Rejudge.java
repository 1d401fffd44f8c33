package guichet.inbox.intake;

import guichet.crypto.Fingerprint;
import guichet.crypto.SessionKey;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.cases.LongContent;
import guichet.inbox.cases.LongContents;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.chat.ChatIntake;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailReader;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Reads mail again that other keys may show better: what could not be decrypted, whose signer was not known, or whose signer's key or the
/// trust in it has changed; and what of the internal chat was set aside for that. To be run after each change of a key or of the staff list; where nothing has
/// changed it does nothing.
///
/// Any thread; each message is replaced in a transaction of its own batch, so that it can be interrupted anywhere and run again.
public final class Rejudge {
    private static final int BATCH = 50;

    private final Vault vault;
    private final People people;
    private final Keyring keyring;
    private final IncomingMail store;
    private final Reader reader;
    private final KeysFromMail keysFromMail;
    private final ChatIntake chat;
    private final Clock clock;

    public Rejudge(Vault vault, People people, Keyring keyring, IncomingMail store, MailReader reader,
            Journal journal, Clock clock) {
        this(vault, people, keyring, store, Reader.of(reader), journal, clock);
    }

    Rejudge(Vault vault, People people, Keyring keyring, IncomingMail store, Reader reader,
            Journal journal, Clock clock) {
        this.vault = vault;
        this.people = people;
        this.keyring = keyring;
        this.store = store;
        this.reader = reader;
        this.keysFromMail = new KeysFromMail(keyring, journal);
        this.chat = new ChatIntake(journal, keyring, clock);
        this.clock = clock;
    }

    /// Called now and then with how many messages are done, of how many.
    @FunctionalInterface
    public interface Progress {
        void at(int done, int of);
    }

    /// @param cancel asked between batches; what is done by then stays done
    /// @return how many messages were judged anew
    public int run(Progress progress, BooleanSupplier cancel) throws VaultException {
        try (KeySet keys = vault.read(tx -> KeySet.now(tx, people, keyring))) {
            Set<MessageId> ofTheChat = vault
                    .read(tx -> new LinkedHashSet<>(chat.waitingFor(tx, keys.openers(), keys.signers())));
            List<MessageId> waiting = new ArrayList<>(vault.read(tx -> waiting(tx, keys)));
            waiting.addAll(ofTheChat);
            int done = 0;
            progress.at(done, waiting.size());
            while (done < waiting.size() && !cancel.getAsBoolean()) {
                List<MessageId> batch = waiting.subList(done, Math.min(done + BATCH, waiting.size()));
                judge(batch, ofTheChat, keys);
                done += batch.size();
                progress.at(done, waiting.size());
            }
            return done;
        }
    }

    private List<MessageId> waiting(Tx tx, KeySet keys) throws VaultException {
        Set<MessageId> waiting = new LinkedHashSet<>(store.waitingFor(tx, keys.openers(), keys.signers()));
        for (Map.Entry<Fingerprint, String> key : keys.states().entrySet()) {
            waiting.addAll(store.signedBy(tx, key.getKey(), key.getValue()));
        }
        return List.copyOf(waiting);
    }

    private void judge(List<MessageId> batch, Set<MessageId> ofTheChat, KeySet keys) throws VaultException {
        List<Judgement> judgements = new ArrayList<>();
        for (MessageId id : batch) {
            Optional<Judgement> judgement = vault.read(tx -> load(tx, id));
            if (judgement.isPresent() && judgement.get().far.isPresent()) {
                judgeLong(judgement.get(), keys);
            } else {
                judgement.ifPresent(judgements::add);
            }
        }
        for (Judgement judgement : judgements) {
            judgement.read = Optional.of(ReadMail.again(reader, judgement.raw, judgement.sessionKey, keys));
        }
        vault.write(tx -> {
            for (Judgement judgement : judgements) {
                ReadMail read = judgement.read.orElseThrow();
                keysFromMail.keep(tx, read.reading(), clock.instant());
                NewMessage mail = read.toStore(judgement.raw, judgement.received, judgement.sessionKey);
                if (ofTheChat.contains(judgement.id)) {
                    chat.takeAgain(tx, judgement.id, read.reading(), mail, read.judged(tx, keyring),
                            judgement.received);
                } else {
                    store.judgeAnew(tx, judgement.id, mail, read.judged(tx, keyring));
                }
            }
            return judgements.size();
        });
    }

    private void judgeLong(Judgement judgement, KeySet keys) throws VaultException {
        LongContents contents = new LongContents(vault, clock);
        try {
            ReadMail read = ReadMail.againLong(reader, () -> judgement.far.orElseThrow().open(vault),
                    judgement.sessionKey, keys).keeping(contents);
            try {
                vault.write(tx -> {
                    keysFromMail.keep(tx, read.reading(), clock.instant());
                    store.judgeAnew(tx, judgement.id,
                            read.toStore(judgement.raw, judgement.received, judgement.sessionKey),
                            read.judged(tx, keyring));
                    return judgement.id;
                });
            } finally {
                // What the message owns by now stays.
                read.discard(contents);
            }
        } catch (IOException e) {
            if (e.getCause() instanceof VaultException failure) {
                throw failure;
            }
            throw new IllegalStateException("what lies in the vault can't be read", e);
        }
    }

    private Optional<Judgement> load(Tx tx, MessageId id) throws VaultException {
        Optional<byte[]> raw = store.raw(tx, id);
        return raw.isEmpty()
                ? Optional.empty()
                : Optional.of(new Judgement(id, raw.get(), LongContents.raw(tx, id), store.sessionKey(tx, id),
                        store.received(tx, id)));
    }

    /// One message on its way; of one thread.
    private static final class Judgement {
        private final MessageId id;
        private final byte[] raw;
        private final Optional<LongContent> far;
        private final Optional<SessionKey> sessionKey;
        private final Instant received;
        private Optional<ReadMail> read = Optional.empty();

        Judgement(MessageId id, byte[] raw, Optional<LongContent> far, Optional<SessionKey> sessionKey,
                Instant received) {
            this.id = id;
            this.raw = raw;
            this.far = far;
            this.sessionKey = sessionKey;
            this.received = received;
        }
    }
}
