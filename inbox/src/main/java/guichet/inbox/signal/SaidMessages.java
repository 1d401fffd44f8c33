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
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Makes messages of what was said: who, to whom, in which words, with which files, in which case.
final class SaidMessages {
    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Acquaintances people;
    private final Files files;
    private final Watch watch;
    private final Timers timers;
    private final SignalFiling filing;
    private final Instant now;

    SaidMessages(Rows rows, IncomingSignal.Batch batch, Acquaintances people, Files files, Watch watch, Timers timers,
            SignalFiling filing, Instant now) {
        this.rows = rows;
        this.batch = batch;
        this.people = people;
        this.files = files;
        this.watch = watch;
        this.timers = timers;
        this.filing = filing;
        this.now = now;
    }

    /// A new one. It has no name yet.
    MessageId store(Head head, SignalIdentityId author, Conversation conversation, Content content)
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

    /// What a place was held for has come.
    void replace(Rows.Kept place, Head head, SignalIdentityId author, Conversation conversation, Content content)
            throws VaultException {
        Files.Read read = files.read(content.files());
        batch.replace(place.message(), message(head, author, content, read.taken(), Optional.empty()));
        rows.become(place.message(), content.kind(), content.timer(), place.identity().flatMap(watch::keyOf));
        files.missing(place.message(), read);
        timer(conversation, head, content);
        watch.stored(place.message(), place.identity());
        watch.mayBeFiled(place.message());
    }

    /// One of which nobody knows who said it, nor where.
    MessageId storeNobodys(Content content) throws VaultException {
        MessageId id = batch.add(new NewMessage(Channel.SIGNAL, Direction.IN, Optional.empty(), new Party("", ""),
                List.of(us()), List.of(), now, content.kind().word(), "", Optional.of(Protection.SIGNAL),
                files.read(content.files()).taken(), Optional.empty(), List.of(), null, Optional.empty()), 0,
                Optional.empty());
        watch.stored(id, Optional.empty());
        return id;
    }

    private Optional<MessageId> quoted(Conversation conversation, Content content) throws VaultException {
        return content.quote().isEmpty()
                ? Optional.empty()
                : rows.named(conversation.id(), people.meet(content.quote().get().author(), ""),
                        content.quote().get().sent());
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

    private NewMessage message(Head head, SignalIdentityId author, Content content, List<AttachedFile> taken,
            Optional<CaseId> caseId) throws VaultException {
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

    String words(Content content) throws VaultException {
        return Texts.withMentions(content.text(), content.mentions(), mention -> {
            Optional<SignalIdentity> known = people.find(mention.who());
            return known.map(SignalIdentity::profileName).filter(name -> !name.isBlank())
                    .or(() -> mention.who().number().map(number -> number.e164()))
                    .or(() -> mention.who().aci().map(aci -> aci.id().toString())).orElse("?");
        });
    }

    Conversation conversation(Head head) throws VaultException {
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
