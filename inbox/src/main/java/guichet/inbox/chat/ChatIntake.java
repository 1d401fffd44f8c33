package guichet.inbox.chat;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.cases.Judged;
import guichet.inbox.cases.MailIdentity;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.chat.Believing.Belief;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.ChatHeaders;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.Reading;
import guichet.keystore.Keyring;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes the chat's messages out of the mail that comes, in the intake's transaction. What is proven to be a member's goes into its room; what claims to be, and is
/// not proven, is set aside; everything else is mail.
public final class ChatIntake {
    /// A message that is older than that stands where it came, and not where its author's clock says.
    private static final Duration LATEST = Duration.ofDays(30);

    private final Journal journal;
    private final Clock clock;
    private final IncomingChat store;
    private final Believing believing;
    private final Effects effects;
    private final Deeds deeds;
    private final Halves halves;
    private final ChatAlarms alarms;

    public ChatIntake(Journal journal, Keyring keyring, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        this.store = new IncomingChat(clock);
        RoomKeeping keeping = new RoomKeeping(journal, keyring, clock);
        this.alarms = new ChatAlarms(journal, keyring, clock);
        this.believing = new Believing();
        this.effects = new Effects(keeping, alarms, new Candidates());
        this.deeds = new Deeds(store, journal);
        this.halves = new Halves(store);
    }

    /// @param mail     as it would be stored were it ordinary mail
    /// @param identity of this very mail
    /// @return where it is stored; empty where it is none of the chat's
    public Optional<MessageId> take(Tx tx, Reading reading, NewMessage mail, MailIdentity identity, Judged judged)
            throws VaultException {
        Instant now = clock.instant();
        Optional<Belief> belief = believing.decide(tx, reading, now);
        if (belief.isEmpty()) {
            return Optional.empty();
        }
        Shelf shelf = (message, room) -> store.take(tx, identity, message, judged, room);
        Instant sent = sent(mail.date(), now);
        return Optional.of(switch (belief.get()) {
            case Belief.In in -> in(tx, in, reading, mail, sent, shelf);
            case Belief.Aside aside -> {
                journal(tx, aside, mail);
                yield aside(tx, aside, reading, mail, sent, shelf);
            }
        });
    }

    /// How what came is stored.
    @FunctionalInterface
    private interface Shelf {
        MessageId put(NewMessage message, long room) throws VaultException;
    }

    /// What was set aside since it could not be opened, or since whoever signed it was not known, and may be read better by now.
    ///
    /// @param openers names all keys that open mail now
    /// @param signers names all keys that signatures are checked with now
    public List<MessageId> waitingFor(Tx tx, String openers, String signers) throws VaultException {
        return SetAside.waitingFor(tx, openers, signers);
    }

    /// Looks at what was set aside as at what comes now, but as of when it came: it takes its place in its room, or stays aside, for another reason maybe.
    ///
    /// @param received when it came
    public void takeAgain(Tx tx, MessageId id, Reading reading, NewMessage mail, Judged judged, Instant received)
            throws VaultException {
        Optional<Why> before = SetAside.why(tx, id);
        if (before.isEmpty()) {
            return;
        }
        // Whose it claimed to be outside, it does not inside.
        Belief belief = believing.decide(tx, reading, received).orElseGet(
                () -> new Belief.Aside(Why.CONTRADICTION, Optional.empty(), Optional.empty(), Optional.empty()));
        if (belief instanceof Belief.Aside(Why why, var _, var _, var _) && why == Why.CANNOT_DECRYPT) {
            store.stillJudged(tx, id, judged);
            return;
        }
        LineTable.forgetAside(tx, id);
        Shelf shelf = (message, room) -> {
            store.takeAgain(tx, id, message, judged, room);
            return id;
        };
        Instant sent = sent(mail.date(), received);
        switch (belief) {
            case Belief.In in -> in(tx, in, reading, mail, sent, shelf);
            case Belief.Aside aside -> {
                if (aside.why() != before.get()) {
                    journal(tx, aside, mail);
                }
                aside(tx, aside, reading, mail, sent, shelf);
            }
        }
    }

    private MessageId in(Tx tx, Belief.In in, Reading reading, NewMessage mail, Instant sent, Shelf shelf)
            throws VaultException {
        RoomRow room = effects.enter(tx, in, sent);
        ChatHeaders chat = in.headers();
        boolean twice = deeds.isThere(tx, room, in.author(), mail.wireId());
        if (twice || !says(chat.act(), reading)) {
            NewMessage carrier = stored(mail, Optional.empty(), "", List.of(), sent);
            MessageId id = shelf.put(carrier, room.id().value());
            store.hide(tx, id);
            LineTable.carried(tx, room.id(), id, chat.act().getClass().getSimpleName());
            if (!twice) {
                deeds.apply(tx, room, in.author(), chat.act(), reading, sent);
            }
            store.emptyCarrier(tx, id);
            return id;
        }
        ChatText text = ChatText.read(reading.body());
        MessageId id = shelf.put(stored(mail, room.caseId(), text.text(), mail.attachments(), sent),
                room.id().value());
        LineTable.said(tx, room.id(), new LineTable.Words(id, in.author(), sent,
                reading.messageIds().inReplyTo().stream().findFirst(), text.quote(),
                Mentions.of(tx, room, text.text())));
        if (chat.act() instanceof Act.WordsBefore(String whole)) {
            halves.announced(tx, room, in.author(), id, whole);
        } else {
            halves.came(tx, room, in.author(), id, mail.wireId());
        }
        deeds.catchUp(tx, room, in.author(), id, mail.wireId());
        return id;
    }

    private MessageId aside(Tx tx, Belief.Aside aside, Reading reading, NewMessage mail, Instant sent, Shelf shelf)
            throws VaultException {
        ChatText text = ChatText.read(reading.body());
        boolean words = reading.chat().inside().map(ChatHeaders::act).filter(act -> says(act, reading)).isPresent();
        MessageId id = shelf.put(
                stored(mail, Optional.empty(), words ? text.text() : reading.body(), mail.attachments(), sent),
                aside.room().map(RoomRow::id).map(RoomId::value).orElse(0L));
        store.hide(tx, id);
        String claimed = (mail.from().name() + " " + mail.from().address()).strip();
        LineTable.setAside(tx, aside.room().map(RoomRow::id), new LineTable.Words(id, NOBODY, sent,
                reading.messageIds().inReplyTo().stream().findFirst(),
                words ? Optional.of(text.quote().orElse("")) : Optional.empty(),
                aside.room().isPresent()
                        ? Mentions.of(tx, aside.room().get(), text.text())
                        : RoomLine.Mention.NO),
                aside.why(), aside.signer(), claimed);
        if (aside.why() == Why.FOREIGN_KEY && aside.signer().isPresent() && aside.claimed().isPresent()) {
            Optional<RoomId> room = aside.room().isPresent()
                    ? aside.room().map(RoomRow::id)
                    : RoomTable.withPeer(tx, aside.claimed().get().key());
            alarms.raise(tx, aside.claimed().get(), aside.signer().get(), room);
            if (room.isPresent()) {
                effects.settle(tx, room.get());
            }
        }
        return id;
    }

    private void journal(Tx tx, Belief.Aside aside, NewMessage mail) throws VaultException {
        journal.append(tx, JournalKind.CHAT_SET_ASIDE, Payload.by(Actor.PROGRAM).over(Channel.CHAT)
                .inCase(aside.room().flatMap(RoomRow::caseId)).to(List.of(mail.from().address()))
                .saying(aside.why().word()));
    }

    /// The author of nothing.
    private static final Fingerprint NOBODY = new Fingerprint("0".repeat(40));

    private static boolean says(Act act, Reading reading) {
        return switch (act) {
            case Act.Words() -> !reading.body().isBlank() || !reading.attachments().isEmpty();
            case Act.WordsBefore _ -> !reading.body().isBlank();
            case Act.Reaction(),Act.Edit _,Act.Delete _,Act.Receipt _,Act.Added _,Act.Removed _,Act.Renamed _,Act.Other() ->
                false;
        };
    }

    private static NewMessage stored(NewMessage mail, Optional<CaseId> caseId, String body,
            List<guichet.inbox.mime.AttachedFile> files, Instant sent) {
        return new NewMessage(Channel.CHAT, mail.direction(), caseId, mail.from(), mail.to(), List.of(), sent, "", body,
                mail.protection(), files, mail.wireId(), mail.inReplyTo(), mail.raw(), mail.sessionKey());
    }

    /// When it was said, as far as its author's clock can be right.
    private static Instant sent(Instant claimed, Instant received) {
        return claimed.isAfter(received) || claimed.isBefore(received.minus(LATEST)) ? received : claimed;
    }
}
