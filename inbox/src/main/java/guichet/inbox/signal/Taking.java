package guichet.inbox.signal;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.mime.AttachedFile;
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
    private final Timers timers;
    private final SignalFiling filing;
    private final Instant now;

    Taking(Rows rows, IncomingSignal.Batch batch, Events events, Acquaintances people, Files files,
            Watch watch, Timers timers, SignalFiling filing, Instant now) {
        this.rows = rows;
        this.batch = batch;
        this.events = events;
        this.people = people;
        this.files = files;
        this.watch = watch;
        this.timers = timers;
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
            case Envelope.Nothing() -> Outcome.NOTHING;
            case Envelope.NotUnderstood(_, Optional<Head> said, List<NamedFile> named) -> notUnderstood(said, named);
        };
    }

    private Outcome said(Head head, Content content) throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = conversation(head);
        files.spend(content.spent());
        Optional<MessageId> there = rows.named(conversation.id(), author, head.sent());
        if (content.kind() == SignalKind.IDENTITY_CHANGED) {
            watch.reported(author);
            filing.forget(author);
        }
        if (there.isPresent()) {
            return again(there.get(), head, author, conversation, content);
        }
        MessageId id = store(head, author, conversation, content);
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
        Files.Read read = files.read(content.files());
        batch.replace(there, message(head, author, content, read.taken(), Optional.empty()));
        rows.become(there, content.kind(), content.timer(), row.identity().flatMap(watch::keyOf));
        files.missing(there, read);
        timer(conversation, head, content);
        quote(there, author, conversation, head.sent(), content);
        watch.stored(there, row.identity());
        watch.mayBeFiled(there);
        return Outcome.of(there);
    }

    private MessageId store(Head head, SignalIdentityId author, Conversation conversation, Content content)
            throws VaultException {
        Files.Read read = files.read(content.files());
        Optional<SignalIdentityId> identity = identity(head, author);
        Optional<String> key = identity.flatMap(watch::keyOf);
        Optional<SignalFiling.Filed> filed = filing.decide(new SignalFiling.Facts(content.kind(), identity, key,
                conversation.id(), head.sent(), quoted(conversation, content)));
        MessageId id = batch.add(
                message(head, author, content, read.taken(), filed.map(SignalFiling.Filed::caseId)), conversation.id(),
                filed.map(SignalFiling.Filed::proof));
        rows.add(new Rows.Kept(id, conversation.id(), author, identity, head.sent(), content.kind(), key, head.sent(),
                SignalDetails.Taken.NO, false, identity.isPresent() && key.isEmpty()),
                people.account().id().value(), content.timer().toSeconds());
        files.missing(id, read);
        timer(conversation, head, content);
        watch.stored(id, identity);
        return id;
    }

    private Outcome edited(Head head, Instant target, Content content) throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = conversation(head);
        files.spend(content.spent());
        Optional<MessageId> same = rows.named(conversation.id(), author, head.sent());
        if (same.isPresent()) {
            files.duplicate(same.get(), content.files());
            return Outcome.NOTHING;
        }
        Optional<MessageId> original = rows.named(conversation.id(), author, target);
        Optional<MessageId> source = Optional.empty();
        if (original.isEmpty()) {
            source = Optional.of(store(head, author, conversation, content));
            rows.name(source.get(), conversation.id(), author, head.sent());
        } else if (batch.attachments(original.get()) == 0 && !content.files().isEmpty()) {
            batch.attach(original.get(), files.read(content.files()).taken());
        } else {
            files.duplicate(original.get(), content.files());
        }
        boolean isNew = events.add(new Event(0, conversation.id(), Kind.EDIT, author, head.sent(), author, target,
                words(content), source, original, key(head, author), waits(head, author)));
        saidBy(head, author);
        if (!isNew) {
            return Outcome.NOTHING;
        }
        if (source.isPresent()) {
            events.resolve(source.get(), conversation.id(), author, head.sent());
        }
        return Outcome.of(original.isPresent() ? original.get() : source.orElseThrow());
    }

    private Outcome event(Head head, Kind kind, SignalIdentityId targetAuthor, Instant target, String text)
            throws VaultException {
        SignalIdentityId author = people.meet(head.author(), head.name());
        Conversation conversation = conversation(head);
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

    /// Shown where it was said, as far as that could be read; no later message is taken for its double.
    private Outcome notUnderstood(Optional<Head> head, List<NamedFile> named) throws VaultException {
        watch.notUnderstood();
        Content nothing = new Content(SignalKind.NOT_UNDERSTOOD, "", List.of(), named, Optional.empty(),
                Duration.ZERO, List.of());
        if (head.isPresent()) {
            SignalIdentityId author = people.meet(head.get().author(), head.get().name());
            MessageId id = store(head.get(), author, conversation(head.get()), nothing);
            return new Outcome(Outcome.Keep.NOT_UNDERSTOOD, Optional.of(id));
        }
        MessageId id = batch.add(new NewMessage(Channel.SIGNAL, Direction.IN, Optional.empty(), new Party("", ""),
                List.of(us()), List.of(), now, SignalKind.NOT_UNDERSTOOD.word(), "", Optional.of(Protection.SIGNAL),
                files.read(named).taken(), Optional.empty(), List.of(), null, Optional.empty()), 0, Optional.empty());
        watch.stored(id, Optional.empty());
        return new Outcome(Outcome.Keep.NOT_UNDERSTOOD, Optional.of(id));
    }

    private Optional<MessageId> quoted(Conversation conversation, Content content) throws VaultException {
        return content.quote().isEmpty()
                ? Optional.empty()
                : rows.named(conversation.id(), people.meet(content.quote().get().author(), ""),
                        content.quote().get().sent());
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

    /// Everything that is said tells how long it is to stay; a clock ahead of time does not outlast ours.
    private void timer(Conversation conversation, Head head, Content content) throws VaultException {
        boolean tells = switch (content.kind()) {
            case TEXT, VIEW_ONCE, STICKER, CONTACT_CARD, TIMER_CHANGED -> true;
            case STORY, MISSED_CALL, GROUP_CHANGED, PAYMENT, IDENTITY_CHANGED, CANNOT_DECRYPT, NOT_UNDERSTOOD -> false;
        };
        if (tells) {
            Optional<SignalIdentityId> other = head.place() instanceof Envelope.Place.Between(Somebody who)
                    ? Optional.of(people.meet(who, ""))
                    : Optional.empty();
            timers.say(conversation.id(), content.timer(), head.sent().isAfter(now) ? now : head.sent(), other);
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

    private NewMessage message(Head head, SignalIdentityId author, Content content, List<AttachedFile> taken,
            Optional<CaseId> caseId)
            throws VaultException {
        SignalIdentity who = people.known(author);
        Party from = new Party(head.name().isBlank() ? who.profileName() : head.name(), address(who));
        Party to = switch (head.place()) {
            case Envelope.Place.InGroup(var group, String name) -> new Party(name, group.text());
            case Envelope.Place.Between(Somebody other) -> head.direction() == Direction.IN
                    ? us()
                    : party(people.known(people.meet(other, "")));
        };
        return new NewMessage(Channel.SIGNAL, head.direction(), caseId, from, List.of(to), List.of(),
                head.sent(), content.kind().word(), words(content), Optional.of(Protection.SIGNAL), taken,
                Optional.empty(), List.of(), null, Optional.empty());
    }

    private String words(Content content) throws VaultException {
        return Texts.withMentions(content.text(), content.mentions(), mention -> {
            Optional<SignalIdentity> known = people.find(mention.who());
            return known.map(SignalIdentity::profileName).filter(name -> !name.isBlank())
                    .or(() -> mention.who().number().map(number -> number.e164()))
                    .or(() -> mention.who().aci().map(aci -> aci.id().toString())).orElse("?");
        });
    }

    private Conversation conversation(Head head) throws VaultException {
        return switch (head.place()) {
            case Envelope.Place.Between(Somebody other) -> people.with(people.meet(other, ""));
            case Envelope.Place.InGroup group -> people.in(group);
        };
    }

    /// Whose key counts: theirs who wrote; for what we wrote to one person, that person's.
    private Optional<SignalIdentityId> identity(Head head, SignalIdentityId author) throws VaultException {
        if (head.direction() == Direction.IN) {
            return Optional.of(author);
        }
        return switch (head.place()) {
            case Envelope.Place.Between(Somebody other) -> Optional.of(people.meet(other, ""));
            case Envelope.Place.InGroup _ -> Optional.empty();
        };
    }

    private Party us() {
        return new Party("", people.account().number().text());
    }

    private static Party party(SignalIdentity identity) {
        return new Party(identity.profileName(), address(identity));
    }

    private static String address(SignalIdentity identity) {
        return identity.shown().map(who -> who.text()).orElse("");
    }
}
