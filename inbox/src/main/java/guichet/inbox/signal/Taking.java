package guichet.inbox.signal;

import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.signal.Conversations.Conversation;
import guichet.inbox.signal.Envelope.Content;
import guichet.inbox.signal.Envelope.Head;
import guichet.inbox.signal.Envelope.NamedFile;
import guichet.inbox.signal.Rows.Event;
import guichet.inbox.signal.Rows.Event.Kind;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one batch does to the vault, notification by notification, in one transaction.
final class Taking {
    /// Receipts for what is not here (yet) are remembered for so many messages of one notification, and no older ones.
    private static final int MOST_WAITING_RECEIPTS = 100;
    private static final Duration RECENT = Duration.ofDays(2);

    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Events events;
    private final Acquaintances people;
    private final Files files;
    private final Watch watch;
    private final SaidMessages messages;
    private final SignalFiling filing;
    private final Instant now;

    Taking(Rows rows, IncomingSignal.Batch batch, Events events, Acquaintances people, Files files,
            Watch watch, SaidMessages messages, SignalFiling filing, Instant now) {
        this.rows = rows;
        this.batch = batch;
        this.events = events;
        this.people = people;
        this.files = files;
        this.watch = watch;
        this.messages = messages;
        this.filing = filing;
        this.now = now;
    }

    /// What a notification became.
    ///
    /// @param message that it made or concerns
    record Outcome(Keep keep, Optional<MessageId> message) {
        enum Keep {
            /** With its raw form. */
            UNDERSTOOD, NOT_UNDERSTOOD,
            /** Nothing of it. */
            NOTHING
        }

        static Outcome of(MessageId message) {
            return new Outcome(Keep.UNDERSTOOD, Optional.of(message));
        }

        static final Outcome NOTHING = new Outcome(Keep.NOTHING, Optional.empty());
    }

    Outcome take(Envelope envelope) throws VaultException {
        Optional<Head> head = envelope.said();
        if (head.isPresent() && head.get().direction() == Direction.OUT && !people.isUs(head.get().author())) {
            return notUnderstood(Optional.empty(), List.of());
        }
        return switch (envelope) {
            case Envelope.Said(Head said, Content content) -> said(said, content);
            case Envelope.Edited(Head said, Instant target, Content content) -> edited(said, target, content);
            case Envelope.Reacted(Head said, Somebody author, Instant target, String emoji) ->
                event(said, Kind.REACTION, people.meet(author, ""), target, Texts.oneLine(emoji));
            case Envelope.Deleted(Head said, Instant target) ->
                event(said, Kind.DELETION, people.meet(said.author(), said.name()), target, "");
            case Envelope.Receipts receipts -> receipts(receipts);
            case Envelope.ReadOnPhone read -> readOnPhone(read);
            case Envelope.Nothing() -> Outcome.NOTHING;
            case Envelope.NotUnderstood(_, Optional<Head> said, List<NamedFile> named) -> notUnderstood(said, named);
        };
    }

    private Outcome said(Head head, Content content) throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = messages.conversation(head);
        files.spend(content.spent());
        Optional<MessageId> there = rows.named(conversation.id(), author, head.sent());
        if (content.kind() == SignalKind.IDENTITY_CHANGED) {
            watch.reported(author);
            filing.forget(author);
        }
        if (there.isPresent()) {
            return again(there.get(), head, author, conversation, content);
        }
        MessageId id = messages.store(head, author, conversation, content);
        rows.name(id, conversation.id(), author, head.sent());
        quote(id, author, conversation, head.sent(), content);
        events.resolve(id, conversation.id(), author, head.sent());
        return Outcome.of(id);
    }

    /// By another way, or another time; or what a place was held for.
    private Outcome again(MessageId there, Head head, SignalIdentityId author, Conversation conversation,
            Content content) throws VaultException {
        Rows.Kept row = rows.find(there).orElseThrow();
        if (!row.kind().isPlaceholder() || content.kind().isPlaceholder()) {
            files.duplicate(there, content.files());
            return Outcome.NOTHING;
        }
        messages.replace(row, head, author, conversation, content);
        quote(there, author, conversation, head.sent(), content);
        return Outcome.of(there);
    }

    private Outcome edited(Head head, Instant target, Content content) throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = messages.conversation(head);
        files.spend(content.spent());
        Optional<MessageId> same = rows.named(conversation.id(), author, head.sent());
        if (same.isPresent()) {
            files.duplicate(same.get(), content.files());
            return Outcome.NOTHING;
        }
        Optional<MessageId> original = rows.named(conversation.id(), author, target);
        Optional<MessageId> source = Optional.empty();
        if (original.isEmpty() || bringsFiles(original.get(), content)) {
            source = Optional.of(messages.store(head, author, conversation, content));
            rows.name(source.get(), conversation.id(), author, head.sent());
        } else {
            files.duplicate(original.get(), content.files());
        }
        boolean isNew = events.add(new Event(0, conversation.id(), Kind.EDIT, author, head.sent(), author, target,
                messages.words(content), source, original, key(head, author), waits(head, author)));
        saidBy(head, author);
        if (source.isPresent() && !batch.wasRemoved(source.get())) {
            events.resolve(source.get(), conversation.id(), author, head.sent());
            return Outcome.of(source.get());
        }
        return isNew ? Outcome.of(original.orElseThrow()) : Outcome.NOTHING;
    }

    /// An edit names the files of what it edits once more. Others stand in a message of their own until it is clear whether it may change that.
    private boolean bringsFiles(MessageId original, Content content) throws VaultException {
        return !content.files().isEmpty() && batch.attachments(original) == 0;
    }

    private Outcome event(Head head, Kind kind, SignalIdentityId targetAuthor, Instant target, String text)
            throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = messages.conversation(head);
        Optional<MessageId> there = rows.named(conversation.id(), targetAuthor, target);
        boolean isNew = events
                .add(new Event(0, conversation.id(), kind, author, head.sent(), targetAuthor, target, text,
                        Optional.empty(), there, key(head, author), kind == Kind.DELETION && waits(head, author)));
        saidBy(head, author);
        return isNew ? new Outcome(Outcome.Keep.UNDERSTOOD, Optional.empty()) : Outcome.NOTHING;
    }

    private Outcome receipts(Envelope.Receipts receipts) throws VaultException {
        SignalIdentityId by = people.meet(receipts.by(), "");
        Conversation conversation = people.with(by);
        int waiting = 0;
        for (Instant sent : receipts.sent()) {
            Optional<MessageId> ours = rows.named(conversation.id(), people.self(), sent);
            if (ours.isEmpty()) {
                ours = rows.inSomeGroup(people.self(), sent);
            }
            if (ours.isPresent()) {
                rows.receipt(ours.get(), receipts.receipt(), receipts.when());
                watch.changed(ours.get());
            } else if (waiting < MOST_WAITING_RECEIPTS && sent.isAfter(now.minus(RECENT))) {
                waiting++;
                events.add(new Event(0, conversation.id(), Kind.RECEIPT, by, receipts.when(), people.self(), sent,
                        receipts.receipt().name(), Optional.empty(), Optional.empty(), Optional.empty(), false));
            }
        }
        return Outcome.NOTHING;
    }

    /// Our telephone tells their authors, where it is to.
    private Outcome readOnPhone(Envelope.ReadOnPhone read) throws VaultException {
        for (Envelope.ReadOnPhone.One one : read.messages()) {
            Optional<SignalIdentity> author = people.find(one.author());
            if (author.isPresent()) {
                Optional<MessageId> there = rows.named(people.with(author.get().id()).id(), author.get().id(),
                        one.sent());
                if (there.isPresent()) {
                    rows.tellsNobody(there.get());
                }
            }
        }
        return Outcome.NOTHING;
    }

    /// Shown where it was said, as far as that could be read; no later message is taken for its double.
    private Outcome notUnderstood(Optional<Head> head, List<NamedFile> named) throws VaultException {
        watch.notUnderstood();
        Content nothing = new Content(SignalKind.NOT_UNDERSTOOD, "", List.of(), named, Optional.empty(),
                Duration.ZERO, List.of());
        if (head.isPresent()) {
            SignalIdentityId author = people.meet(head.get().author(), head.get().name());
            MessageId id = messages.store(head.get(), author, messages.conversation(head.get()), nothing);
            return new Outcome(Outcome.Keep.NOT_UNDERSTOOD, Optional.of(id));
        }
        return new Outcome(Outcome.Keep.NOT_UNDERSTOOD, Optional.of(messages.storeNobodys(nothing)));
    }

    private void quote(MessageId id, SignalIdentityId author, Conversation conversation, Instant sent, Content content)
            throws VaultException {
        if (content.quote().isPresent()) {
            Envelope.Quoted quoted = content.quote().get();
            SignalIdentityId of = people.meet(quoted.author(), "");
            events.add(new Event(0, conversation.id(), Kind.QUOTE, author, sent, of, quoted.sent(), quoted.alleged(),
                    Optional.of(id), rows.named(conversation.id(), of, quoted.sent()), Optional.empty(), false));
        }
    }

    /// Of an event: what our own telephone does needs no key.
    private boolean waits(Head head, SignalIdentityId author) {
        return head.direction() == Direction.IN && watch.keyOf(author).isEmpty();
    }

    private Optional<String> key(Head head, SignalIdentityId author) {
        return head.direction() == Direction.IN ? watch.keyOf(author) : Optional.empty();
    }

    private void saidBy(Head head, SignalIdentityId author) {
        if (head.direction() == Direction.IN) {
            watch.said(author);
        }
    }
}
