package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Journal;
import guichet.inbox.signal.Rows.Event.Kind;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What left from here: makes it known by the time under which the other side knows it, so that reactions, quotes and receipts find it.
/// Stateless, for any thread.
public final class SignalSent {
    private final SignalIdentities identities;
    private final IncomingSignal store;
    private final Settings settings;
    private final Journal journal;
    private final Clock clock;

    public SignalSent(SignalIdentities identities, IncomingSignal store, Settings settings, Journal journal,
            Clock clock) {
        this.identities = identities;
        this.store = store;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /// A message of ours, stored already, waits to be sent: it stands in its conversation from now on.
    ///
    /// @param to whom it goes to: a person who was met, or a group
    /// @throws IllegalArgumentException where there is no such account, or nobody of this name was ever met
    public void waits(Tx tx, AccountId account, MessageId message, SignalRecipient to) throws VaultException {
        SignalIdentityId self = SignalAccounts.self(tx, account)
                .orElseThrow(() -> new IllegalArgumentException("no such account"));
        store.begin(tx).inConversation(message, conversation(tx, self, to, identities.find(tx, to)));
    }

    /// signal-cli would not send to these people since their key is another than the one that it knew. Until a person decides, nothing is sent to
    /// them.
    public void refusedByIdentity(Tx tx, List<SignalRecipient> people) throws VaultException {
        Watch watch = new Watch(tx, identities, journal, clock.instant());
        for (SignalRecipient who : people) {
            Optional<SignalIdentity> known = identities.find(tx, who);
            if (known.isPresent()) {
                watch.reported(known.get().id());
            }
        }
    }

    /// A message of ours, stored already, was sent. Where a person removed the account meanwhile, nothing is written: no answer to it comes here any more.
    ///
    /// @param to   whom it went to: a person who was met, or a group
    /// @param sent  as signal-cli's answer says
    /// @param quote what it answered
    /// @throws IllegalArgumentException where nobody of this name was ever met
    public void sent(Tx tx, AccountId account, MessageId message, SignalRecipient to, Instant sent,
            Optional<Quoted> quote) throws VaultException {
        Optional<SignalIdentityId> own = SignalAccounts.self(tx, account);
        if (own.isEmpty()) {
            return;
        }
        SignalIdentityId self = own.get();
        Optional<SignalIdentity> other = identities.find(tx, to);
        long conversation = conversation(tx, self, to, other);
        Rows rows = new Rows(tx);
        if (rows.named(conversation, self, sent).isPresent()) {
            return;
        }
        long timer = tx.one("SELECT timer FROM signal_conversation WHERE id = ?", row -> row.number("timer"),
                conversation).orElse(0L);
        rows.add(new Rows.Kept(message, conversation, self, other.map(SignalIdentity::id), sent, SignalKind.TEXT,
                other.flatMap(SignalIdentity::key).map(SafetyNumber::identityKey), sent, SignalDetails.Taken.NO, false,
                false), account.value(), timer);
        rows.name(message, conversation, self, sent);
        if (quote.isPresent()) {
            quotes(tx, rows, message, quote.get());
        }
        IncomingSignal.Batch batch = store.begin(tx);
        batch.inConversation(message, conversation);
        Erasure erasure = new Erasure(rows, batch, clock.instant());
        new Events(tx, rows, batch, erasure, identities, settings, journal, clock.instant()).resolve(message,
                conversation, self, sent);
        erasure.finish();
    }

    /// What a message of ours quoted: as that stood where it was released.
    public record Quoted(SignalRecipient author, Instant sent, String text) {
    }

    /// As it is known of what others quote: tied to the quoted message, which may be here no more.
    private void quotes(Tx tx, Rows rows, MessageId message, Quoted quote) throws VaultException {
        Rows.Kept row = rows.find(message).orElseThrow();
        Optional<SignalIdentity> author = identities.find(tx, quote.author());
        if (author.isEmpty()) {
            return;
        }
        SignalIdentityId by = author.get().id();
        Optional<Rows.Event> event = rows.add(new Rows.Event(0, row.conversation(), Kind.QUOTE, row.author(),
                row.sent(), by, quote.sent(), quote.text(), Optional.of(message),
                rows.named(row.conversation(), by, quote.sent()), Optional.empty(), false), clock.instant());
        if (event.isPresent() && event.get().target().isPresent()) {
            rows.applied(event.get());
        }
    }

    /// A reaction of ours was sent. Where the account or the message is gone by then, nothing is written.
    ///
    /// @param target the message that it is about
    /// @param emoji  empty: taken back
    public void reacted(Tx tx, AccountId account, MessageId target, String emoji, Instant sent)
            throws VaultException {
        Optional<SignalIdentityId> own = SignalAccounts.self(tx, account);
        Rows rows = new Rows(tx);
        Optional<Rows.Kept> about = rows.find(target);
        if (own.isEmpty() || about.isEmpty()) {
            return;
        }
        SignalIdentityId self = own.get();
        Rows.Kept row = about.get();
        Optional<Rows.Event> event = rows.add(new Rows.Event(0, row.conversation(), Kind.REACTION, self, sent,
                row.author(), row.sent(), emoji, Optional.empty(), Optional.of(target), Optional.empty(), false),
                clock.instant());
        if (event.isPresent()) {
            rows.applied(event.get());
        }
    }

    private static long conversation(Tx tx, SignalIdentityId self, SignalRecipient to, Optional<SignalIdentity> other)
            throws VaultException {
        return switch (to) {
            case SignalRecipient.Group group -> Conversations.group(tx, group, "").id();
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _,SignalRecipient.Username _ -> Conversations
                    .between(tx, self, other.orElseThrow(() -> new IllegalArgumentException("nobody known")).id()).id();
        };
    }
}
