package guichet.inbox.signal;

import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.Rows.Event;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What refers to other messages: applied to them in whatever order both come.
///
/// Words are changed or taken back by their author only, and only by the key that they came by, or by another that a person has taken for the
/// author's since: whoever gets hold of a telephone number can't rewrite what its owner said.
final class Events {
    private final Tx tx;
    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Erasure erasure;
    private final SignalIdentities identities;
    private final Settings settings;
    private final Journal journal;
    private final Instant now;
    private final Set<MessageId> changed = new LinkedHashSet<>();
    /// Whether anything may wait for its target; null: nobody has looked yet.
    private @Nullable Boolean waiting;

    Events(Tx tx, Rows rows, IncomingSignal.Batch batch, Erasure erasure, SignalIdentities identities,
            Settings settings, Journal journal, Instant now) {
        this.tx = tx;
        this.rows = rows;
        this.batch = batch;
        this.erasure = erasure;
        this.identities = identities;
        this.settings = settings;
        this.journal = journal;
        this.now = now;
    }

    /// The messages that are others than before.
    Set<MessageId> changed() {
        return changed;
    }

    /// Stores one with its target, where that is here; applied as soon as it can be.
    ///
    /// @return false where this very one was there already
    boolean add(Event event) throws VaultException {
        Optional<Event> stored = rows.add(event, now);
        if (stored.isPresent() && stored.get().target().isPresent()) {
            apply(stored.get(), stored.get().target().get());
        } else if (stored.isPresent()) {
            waiting = true;
        }
        return stored.isPresent();
    }

    /// A message has got this name: what waited for it, and what then waits for the names that it gets by that, is applied.
    void resolve(MessageId message, long conversation, SignalIdentityId author, Instant sent) throws VaultException {
        if (waiting == null) {
            waiting = rows.someWait();
        }
        if (!waiting) {
            return;
        }
        for (Event event : rows.waitingFor(conversation, author, sent)) {
            rows.aim(event, message);
            apply(event, message);
        }
    }

    /// Somebody's key has been seen, or decided about.
    void retry(SignalIdentityId author) throws VaultException {
        Deque<Event> held = new ArrayDeque<>(rows.held(author));
        while (!held.isEmpty()) {
            Event event = held.removeFirst();
            Optional<MessageId> target = tx.one("SELECT target FROM signal_event WHERE id = ? AND applied = 0",
                    row -> new MessageId(row.number("target")), event.id());
            if (target.isPresent()) {
                apply(event, target.get());
            }
        }
    }

    private void apply(Event event, MessageId target) throws VaultException {
        switch (event.kind()) {
            case QUOTE -> rows.applied(event);
            case REACTION -> {
                rows.applied(event);
                changed.add(target);
            }
            case RECEIPT -> {
                rows.applied(event);
                rows.receipt(target, Envelope.Receipt.valueOf(event.text()), event.sent());
                changed.add(target);
            }
            case EDIT -> {
                if (mayChange(event, target)) {
                    edit(event, target);
                }
            }
            case DELETION -> {
                if (mayChange(event, target)) {
                    delete(event, target);
                }
            }
        }
    }

    private boolean mayChange(Event event, MessageId target) throws VaultException {
        if (isOurs(event.author())) {
            return true;
        }
        Optional<Rows.Kept> row = rows.find(target);
        if (event.waits() || row.isEmpty() || row.get().waits()) {
            return false;
        }
        SignalTrust trust = identities.find(tx, event.author()).map(SignalIdentity::trust).orElse(SignalTrust.UNKNOWN);
        boolean sameKey = event.identityKey().isPresent() && event.identityKey().equals(row.get().identityKey());
        return sameKey
                || (trust.isTrusted() && identities.trustIn(tx, event.author(), event.identityKey()).isTrusted());
    }

    private boolean isOurs(SignalIdentityId author) throws VaultException {
        return tx.one("SELECT 1 FROM signal_account WHERE identity = ? LIMIT 1", _ -> true, author.value()).isPresent();
    }

    private void edit(Event event, MessageId target) throws VaultException {
        Rows.Kept row = rows.find(target).orElseThrow();
        rows.applied(event);
        changed.add(target);
        rows.name(target, row.conversation(), row.author(), event.sent());
        if (row.erased()) {
            rows.blank(event);
        } else {
            rows.version(target, row.revision(), batch.body(target));
            rows.version(target, event.sent(), event.text());
        }
        if (event.source().isPresent() && !event.source().get().equals(target)) {
            merge(row, event.source().get());
        }
        Optional<SignalDetails.Earlier> newest = rows.newest(target);
        if (newest.isPresent() && newest.get().sent().isAfter(row.revision())) {
            batch.reword(target, newest.get().text());
            rows.revise(target, newest.get().sent());
        }
        resolve(target, row.conversation(), row.author(), event.sent());
    }

    /// An edit that came first was kept as a message of its own.
    private void merge(Rows.Kept target, MessageId source) throws VaultException {
        Rows.Kept gone = rows.find(source).orElseThrow();
        if (target.erased()) {
            erasure.erase(source);
        }
        batch.adopt(target.message(), source);
        rows.merge(target.message(), source);
        batch.remove(source);
        changed.remove(source);
        if (target.taken() == SignalDetails.Taken.NO && gone.taken() != SignalDetails.Taken.NO) {
            rows.take(target.message(), gone.taken());
        }
        if (gone.erased() && !target.erased()) {
            erasure.erase(target.message());
        }
    }

    private void delete(Event event, MessageId target) throws VaultException {
        rows.applied(event);
        if (rows.find(target).orElseThrow().taken() != SignalDetails.Taken.NO) {
            return;
        }
        boolean erase = settings.get(tx, Setting.SIGNAL_DELETIONS).equals("erase");
        rows.take(target, SignalDetails.Taken.DELETED);
        if (erase) {
            erasure.erase(target);
        }
        changed.add(target);
        journal.append(tx, JournalKind.MESSAGE_DELETED_BY_SENDER, Payload.by(Actor.PROGRAM).over(Channel.SIGNAL)
                .inCase(batch.caseOf(target)).saying("message " + target + ": " + (erase ? "erased" : "kept")));
    }
}
