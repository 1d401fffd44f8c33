package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Channel;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Released;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.inbox.mime.ChatHeaders.Listed;
import guichet.inbox.mime.ChatMail;
import guichet.keystore.Address;
import guichet.keystore.ContactChange;
import guichet.keystore.KeySource;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an attacker, or a colleague who was removed, may send to a hub.
class HostileChatTest {
    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private RoomId room;
    private String group = "";

    /// Alice and Bob in a room; Amélie on the staff list; Mallory nobody's.
    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        alice.pin(Cast.amelie());
        room = alice.groupWith(Cast.bob());
        group = alice.wireName(room);
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private Forged bob(String words) {
        return Forged.words(Cast.bob(), Optional.of(Forged.group(group, "Dossier", 0, Cast.alice())), words,
                clock.instant(), Cast.alice());
    }

    private MessageId take(Forged forged) throws VaultException {
        return alice.take(forged.bytes(clock.instant()));
    }

    private void unmoved() throws VaultException {
        assertEquals(List.of(), alice.words(room));
        assertEquals(2, alice.room(room).members());
        assertEquals("Dossier", alice.room(room).name());
        assertEquals(0, alice.room(room).unread());
    }

    @Test
    void anHonestMessageIsShown() throws VaultException {
        take(bob("Bonjour"));
        assertEquals(List.of("Bob: Bonjour"), alice.words(room));
    }

    @Test
    void whatMallorySignsInBobsNameIsSetAsideAndTheRoomStopsUntilAPersonDecides() throws VaultException {
        MessageId id = take(bob("C’est Bob").signedBy(Cast.mallory())
                .gossiping(List.of()));
        unmoved();
        assertEquals(List.of(Why.FOREIGN_KEY), alice.asideIn(room));
        assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
        assertInstanceOf(ChatVerdict.Refused.class, alice.gate.examine(alice.draft(room, "mots")));
        assertTrue(alice.journal().containsAll(List.of(JournalKind.CHAT_SET_ASIDE, JournalKind.CHAT_KEY_CHANGED,
                JournalKind.CHAT_STOPPED)));
        // Nobody takes it for Bob's word in a list or by a search either.
        assertTrue(alice.read(tx -> alice.messages.search(tx, "Bob", Optional.empty(), 10)).isEmpty());
        assertTrue(alice.read(tx -> alice.messages.list(tx, MessageFilter.toSort(10))).isEmpty());
        Message shown = alice.read(tx -> alice.messages.show(tx, id)).orElseThrow();
        assertEquals(guichet.keystore.Trust.UNKNOWN,
                shown.summary().protection().orElseThrow().signer().orElseThrow().trust());

        alice.write(tx -> alice.alarms.keepPinned(tx, new Address(Cast.bob().address()), alice.self));
        assertInstanceOf(RoomState.Open.class, alice.room(room).state());
        take(bob("encore").signedBy(Cast.mallory()));
        assertInstanceOf(RoomState.Open.class, alice.room(room).state());
        assertTrue(alice.happened(room).containsAll(List.of(RoomLine.What.STOPPED, RoomLine.What.GOES_ON)));
    }

    @Test
    void aMessageInTheClearIsNeverAColleagues() throws VaultException {
        String clear = "From: Bob <" + Cast.bob().address() + ">\r\nTo: <" + Cast.alice().address()
                + ">\r\nSubject: x\r\nDate: Mon, 23 Nov 2026 09:04:00 +0000\r\nMessage-ID: <a@b>\r\nChat-Version: 1.0\r\nChat-Group-ID: "
                + group + "\r\n\r\nBonjour\r\n";
        alice.take(clear.getBytes(StandardCharsets.UTF_8));
        unmoved();
        assertEquals(List.of(Why.NOT_ENCRYPTED), alice.asideIn(room));
        assertInstanceOf(RoomState.Open.class, alice.room(room).state());
    }

    @Test
    void someoneElsesRoomNameOpensNoDoor() throws VaultException {
        take(Forged.words(Forged.EVE, Optional.of(Forged.group(group, "Dossier", 0, Cast.alice())), "entré",
                clock.instant(), Cast.alice()));
        take(Forged.words(Cast.amelie(), Optional.of(Forged.group(group, "Dossier", 0, Cast.alice())), "entrée",
                clock.instant(), Cast.alice()));
        unmoved();
        assertEquals(List.of(Why.NOT_STAFF, Why.NOT_A_MEMBER), alice.asideIn(room));
    }

    @Test
    void nobodyWhoIsNotInARoomChangesIt() throws VaultException {
        Group hers = Forged.group(group, "Pris", now() + 30, Cast.alice(), Cast.amelie(), Forged.EVE);
        take(Forged.words(Cast.amelie(), Optional.of(hers), "x", clock.instant(), Cast.alice())
                .doing(new Act.Added(Forged.listed(Cast.amelie(), now()))));
        take(Forged.words(Forged.EVE, Optional.of(hers), "x", clock.instant(), Cast.alice())
                .doing(new Act.Removed(Forged.listed(Cast.bob(), now()))));
        take(Forged.words(Cast.amelie(), Optional.of(hers), "x", clock.instant(), Cast.alice())
                .doing(new Act.Renamed("Dossier")));
        unmoved();
        assertEquals(3, alice.asideIn(room).size());
    }

    @Test
    void anOutsiderWhomAMemberAddsStopsTheRoomAndGetsNothing() throws VaultException {
        alice.say(room, "avant");
        take(bob("x").telling(Forged.group(group, "Dossier", now(), Cast.alice(), Forged.EVE))
                .doing(new Act.Added(Forged.listed(Forged.EVE, now()))));
        assertEquals(3, alice.room(room).members());
        RoomState.Stopped stopped = assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
        assertEquals(List.of(Stop.Why.NOT_STAFF), stopped.stops().stream().map(Stop::why).toList());

        assertEquals(List.of(), alice.post());
        assertEquals(List.of(OutboxRow.State.HELD), alice.read(tx -> alice.outbox.list(tx)).stream()
                .map(OutboxRow::state).filter(state -> state != OutboxRow.State.SENT).toList());
        assertEquals(RoomLine.Delivery.State.HELD, alice.said(room).getFirst().delivery().state());

        assertInstanceOf(ChatChanged.Done.class, alice.change(room, new ChatChange.Remove(Forged.key(Forged.EVE))));
        List<Released.Chat> sent = alice.post();
        assertTrue(sent.stream().noneMatch(mail -> mail.proof().to().contains(Forged.key(Forged.EVE))
                || mail.envelope().recipients().contains(new Address(Forged.EVE.address()))));
        assertEquals(1, sent.size());
        assertInstanceOf(RoomState.Open.class, alice.room(room).state());
    }

    @Test
    void anotherKeyForAColleagueInTheRoomsListStopsTheRoom() throws VaultException {
        Listed swapped = new Listed("Amélie", Cast.amelie().address(), Optional.of(Forged.key(Cast.mallory())),
                OptionalLong.of(now()));
        take(bob("x").telling(new Group(group, "Dossier", OptionalLong.of(0),
                List.of(Forged.listed(Cast.alice(), 0), swapped), List.of())).doing(new Act.Added(swapped)));
        RoomState.Stopped stopped = assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
        assertTrue(stopped.stops().stream().allMatch(stop -> stop.why() == Stop.Why.KEY_CHANGED));
        assertEquals(1, alice.read(tx -> alice.alarms.list(tx)).size());
        assertEquals(List.of(), alice.post());
    }

    @Test
    void aKeySwappedByAutocryptOrGossipIsNeverWrittenTo() throws VaultException {
        // Bob's own message brings Mallory's key in Bob's name, and in Amélie's.
        take(bob("Bonjour").gossiping(List.of(
                new ChatMail.Gossip(new Address(Cast.bob().address()), Cast.mallory().certificate()),
                new ChatMail.Gossip(new Address(Cast.amelie().address()), Cast.mallory().certificate()))));
        alice.change(room, new ChatChange.Add(Forged.key(Cast.amelie())));
        alice.say(room, "Réponse");
        for (Released.Chat mail : alice.post()) {
            assertFalse(mail.proof().to().contains(Forged.key(Cast.mallory())));
        }
        assertEquals(List.of("Bob: Bonjour", "Alice: Réponse"), alice.words(room));
    }

    @Test
    void gossipOfAnUnpinnedMembersKeyIsACandidateAndNothingMore() throws VaultException {
        take(bob("x").telling(Forged.group(group, "Dossier", now(), Cast.alice(), Forged.EVE))
                .doing(new Act.Added(Forged.listed(Forged.EVE, now())))
                .gossiping(List.of(new ChatMail.Gossip(new Address(Forged.EVE.address()),
                        Forged.EVE.certificate()))));
        assertEquals(1L, alice.read(tx -> tx.one("SELECT count(*) AS n FROM chat_candidate",
                row -> row.number("n"))).orElseThrow());
        assertTrue(alice.read(tx -> alice.keyring.find(tx, Forged.key(Forged.EVE))).isEmpty());
        assertInstanceOf(ChatVerdict.Refused.class, alice.gate.examine(alice.draft(room, "mots")));
    }

    @Test
    void aRemovedMemberIsNoMoreBelievedWhateverTheirClockSays() throws VaultException {
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        alice.post();
        clock.advance(Duration.ofMinutes(10));
        take(bob("après"));
        Forged backdated = Forged.words(Cast.bob(), Optional.of(Forged.group(group, "Dossier", now() + 50, Cast.alice(),
                Cast.bob(), Forged.EVE)), "avant", clock.instant().minus(Duration.ofDays(3)), Cast.alice());
        alice.take(backdated.bytes(clock.instant()));
        clock.advance(Duration.ofDays(3));
        alice.take(backdated.named("other@localhost").bytes(clock.instant().minus(Duration.ofDays(4))));

        assertEquals(List.of(), alice.words(room));
        assertEquals(1, alice.room(room).members());
        assertEquals(List.of(Why.NOT_A_MEMBER, Why.NOT_A_MEMBER, Why.NOT_A_MEMBER),
                alice.asideIn(room).stream().sorted().toList());
    }

    @Test
    void whatARemovedMemberSaidBeforeIsShownWhereItIsOnlyLateAndChangesNothing() throws VaultException {
        byte[] late = Forged.words(Cast.bob(), Optional.of(Forged.group(group, "Bobs", now(), Cast.alice(),
                Forged.EVE)), "en retard", clock.instant(), Cast.alice()).bytes(clock.instant());
        clock.advance(Duration.ofMinutes(1));
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        clock.advance(Duration.ofMinutes(1));
        alice.take(late);
        assertEquals(List.of("Bob: en retard"), alice.words(room));
        assertEquals(1, alice.room(room).members());
        assertEquals("Dossier", alice.room(room).name());
    }

    @Test
    void nobodyTurnsTheirOwnRemovalBack() throws VaultException {
        Group forEver = new Group(group, "Dossier", OptionalLong.of(0), List.of(Forged.listed(Cast.alice(), 0),
                Forged.listed(Cast.bob(), now() + 100_000_000)), List.of());
        take(bob("x").telling(forEver));
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        assertEquals(1, alice.room(room).members());
    }

    @Test
    void nobodyHoldsTheirOwnPlaceAgainstARemovalThatIsOnItsWay() throws VaultException {
        alice.change(room, new ChatChange.Add(Forged.key(Cast.amelie())));
        take(bob("x").telling(Forged.group(group, "Dossier", now() + 50, Cast.alice(), Cast.amelie(), Cast.bob())));
        Group without = new Group(group, "Dossier", OptionalLong.of(0),
                List.of(Forged.listed(Cast.alice(), 0)), List.of(Forged.listed(Cast.bob(), now() + 5)));
        take(Forged.words(Cast.amelie(), Optional.of(without), "x", clock.instant(), Cast.alice())
                .doing(new Act.Removed(Forged.listed(Cast.bob(), now() + 5))));
        assertFalse(alice.members(room).contains(Forged.key(Cast.bob())));
    }

    @Test
    void whatAMemberTellsOfTheFutureHoldsForAMinute() throws VaultException {
        long century = now() + 3_000_000_000L;
        take(bob("x").telling(Forged.group(group, "Pour toujours", century, Cast.alice(), Cast.amelie()))
                .doing(new Act.Renamed("Dossier")));
        assertEquals("Pour toujours", alice.room(room).name());
        clock.advance(Duration.ofMinutes(3));
        Group later = new Group(group, "Autrement", OptionalLong.of(now()), List.of(Forged.listed(Cast.alice(), 0)),
                List.of(Forged.listed(Cast.amelie(), now())));
        take(bob("x").telling(later).doing(new Act.Removed(Forged.listed(Cast.amelie(), now()))));
        assertEquals("Autrement", alice.room(room).name());
        assertFalse(alice.members(room).contains(Forged.key(Cast.amelie())));
    }

    @Test
    void headersInsideThatContradictThoseOutsideAreNotBelieved() throws VaultException {
        byte[] honest = bob("Bonjour").bytes(clock.instant());
        alice.take(Forged.withOuter(honest, "Chat-Group-ID: AAAAAAAAAAAAAAAAAAAAAAAA"));
        String other = new String(bob("Bonjour").bytes(clock.instant()), StandardCharsets.ISO_8859_1)
                .replaceFirst("From: " + Cast.bob().address(), "From: " + Cast.amelie().address());
        alice.take(other.getBytes(StandardCharsets.ISO_8859_1));
        unmoved();
        assertEquals(List.of(Why.CONTRADICTION, Why.CONTRADICTION), alice.asideIn(room));
    }

    @Test
    void aColleaguesKeyInAnotherColleaguesNameIsNotBelieved() throws VaultException {
        take(bob("C’est Bob").signedBy(Cast.amelie()));
        unmoved();
        assertEquals(List.of(Why.CONTRADICTION), alice.asideIn(room));
    }

    @Test
    void tenThousandGossipHeadersBringNothing() throws VaultException {
        List<ChatMail.Gossip> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(new ChatMail.Gossip(new Address("p" + i + "@ngo.test"), Cast.mallory().certificate()));
        }
        byte[] mail = bob("Bonjour").gossiping(many).bytes(clock.instant());
        alice.take(mail);
        assertEquals(0L, alice.read(tx -> tx.one("SELECT count(*) AS n FROM chat_candidate",
                row -> row.number("n"))).orElseThrow());
        assertEquals(2, alice.room(room).members());
        // On a slow machine reading it is given up, and it is set aside.
        assertEquals(1, alice.words(room).size() + alice.asideIn(room).size() + alice.aside().size());
    }

    @Test
    void aNameWithEscapeSequencesIsOneLineAndIsKeptForWhatItIs() throws VaultException {
        take(bob("x").telling(new Group(group, "\u001b]0;owned\u0007\r\nBcc: x@y\u202e", OptionalLong.of(now()),
                List.of(Forged.listed(Cast.alice(), 0)), List.of())).doing(new Act.Renamed("Dossier")));
        String name = alice.room(room).name();
        assertFalse(name.contains("\n") || name.contains("\r"));
        assertTrue(name.contains("owned") && name.contains("Bcc: x@y"), "nothing of it is a header, or lost");
        take(bob("x").telling(new Group(group, "n".repeat(5_000), OptionalLong.of(now() + 1),
                List.of(Forged.listed(Cast.alice(), 0)), List.of())).doing(new Act.Renamed("Dossier")));
        assertEquals(200, alice.room(room).name().length());
    }

    @Test
    void theSameTwiceAndTheSameInAnotherWrappingIsShownOnce() throws VaultException {
        Forged words = bob("Bonjour");
        byte[] one = words.bytes(clock.instant());
        assertEquals(alice.take(one), alice.take(one));
        alice.take(words.bytes(clock.instant()));
        assertEquals(List.of("Bob: Bonjour"), alice.words(room));
    }

    @Test
    void aClockThatIsYearsOffMovesNothing() throws VaultException {
        take(bob("un"));
        clock.advance(Duration.ofSeconds(1));
        take(Forged.words(Cast.bob(), bob("").group(), "de 1990", java.time.Instant.parse("1990-01-01T00:00:00Z"),
                Cast.alice()));
        clock.advance(Duration.ofSeconds(1));
        take(Forged.words(Cast.bob(), bob("").group(), "de 2090", java.time.Instant.parse("2090-01-01T00:00:00Z"),
                Cast.alice()));
        clock.advance(Duration.ofSeconds(1));
        take(bob("quatre"));
        assertEquals(List.of("Bob: un", "Bob: de 1990", "Bob: de 2090", "Bob: quatre"), alice.words(room));
    }

    @Test
    void nobodyEditsOrTakesBackWhatAnotherSaid() throws VaultException {
        alice.change(room, new ChatChange.Add(Forged.key(Cast.amelie())));
        take(bob("parole de Bob").named("bobs@localhost"));
        Group all = Forged.group(group, "Dossier", 0, Cast.alice(), Cast.bob());
        take(Forged.words(Cast.amelie(), Optional.of(all), "✏️volée", clock.instant(), Cast.alice())
                .doing(new Act.Edit("bobs@localhost")));
        take(Forged.words(Cast.amelie(), Optional.of(all), "x", clock.instant(), Cast.alice())
                .doing(new Act.Delete(List.of("bobs@localhost"))));
        assertEquals(List.of("Bob: parole de Bob"), alice.words(room));
        assertTrue(alice.said(room).getFirst().deleted().isEmpty());
    }

    @Test
    void aRoomThatSomebodyMakesWithoutUsOrWithoutBeingPinnedIsNone() throws VaultException {
        take(Forged.words(Cast.bob(), Optional.of(Forged.group("BBBBBBBBBBBBBBBBBBBBBBBB", "Ailleurs", now(),
                Cast.amelie())), "x", clock.instant(), Cast.alice()));
        take(Forged.words(Forged.EVE, Optional.of(Forged.group("CCCCCCCCCCCCCCCCCCCCCCCC", "Piège", now(),
                Cast.alice())), "x", clock.instant(), Cast.alice()));
        assertEquals(1, alice.read(tx -> alice.rooms.list(tx)).size());
        assertEquals(List.of(Why.UNKNOWN_ROOM), alice.aside());
        // Eve is nobody of ours: a whistleblower may use Delta Chat, and their mail is mail.
        assertEquals(1, alice.read(tx -> alice.messages.list(tx, MessageFilter.toSort(10))).size());
        assertEquals(Channel.MAIL,
                alice.read(tx -> alice.messages.list(tx, MessageFilter.toSort(10))).getFirst().channel());
    }

    @Test
    void whatSomebodySaidBeforeTheyWerePinnedIsTheirsOnceTheyAre() throws VaultException {
        Hub other = Hub.of(Cast.alice(), clock);
        other.pin(Cast.bob());
        RoomId there = other.make(new NewRoom.Group("Dossier", List.of(Forged.key(Cast.bob()))));
        String its = other.wireName(there);
        other.take(
                Forged.words(Cast.bob(), Optional.of(Forged.group(its, "Dossier", now(), Cast.alice(), Cast.amelie())),
                        "Voici Amélie", clock.instant(), Cast.alice()).bytes(clock.instant()));
        other.take(
                Forged.words(Cast.amelie(), Optional.of(Forged.group(its, "Dossier", now(), Cast.alice(), Cast.bob())),
                        "Bonjour", clock.instant(), Cast.alice()).bytes(clock.instant()));
        assertEquals(List.of("Bob: Voici Amélie"), other.words(there));
        assertEquals(List.of(Why.NOT_STAFF), other.asideIn(there));
        assertInstanceOf(RoomState.Stopped.class, other.room(there).state());

        other.pin(Cast.amelie());
        assertEquals(List.of("Bob: Voici Amélie", "Amélie: Bonjour"), other.words(there));
        assertInstanceOf(RoomState.Open.class, other.room(there).state());
        assertEquals(2, other.room(there).unread());
        other.close();
    }

    @Test
    void anotherKeyInADirectConversationStopsIt() throws VaultException {
        RoomId direct = alice.make(new NewRoom.Direct(Forged.key(Cast.bob())));
        take(Forged.words(Cast.bob(), Optional.empty(), "c’est moi", clock.instant(), Cast.alice())
                .signedBy(Cast.mallory()));
        assertEquals(List.of(Why.FOREIGN_KEY), alice.aside());
        assertInstanceOf(RoomState.Stopped.class, alice.room(direct).state());
        assertInstanceOf(ChatVerdict.Refused.class, alice.gate.examine(alice.draft(direct, "x")));
    }

    @Test
    void theLastOtherMemberIsRemovedAndNothingIsLeftToTellAnybody() throws VaultException {
        assertInstanceOf(ChatChanged.Done.class, alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob()))));
        assertEquals(1, alice.post().size());
        assertInstanceOf(ChatChanged.Done.class, alice.change(room, new ChatChange.Rename("Seule")));
        assertTrue(alice.read(tx -> alice.outbox.list(tx)).stream()
                .allMatch(row -> row.state() == OutboxRow.State.SENT));
    }

    @Test
    void aCasesContactIsNeverInARoom() throws VaultException {
        var contact = alice.write(tx -> ((ContactChange.Done) alice.contacts.add(tx, "Amélie",
                List.of(new Address(Cast.amelie().address())))).contact());
        alice.write(tx -> alice.cases.addContact(tx, alice.cases.open(tx, "x", alice.self), contact.id(), alice.self));
        refused(ChatRefusal.Why.CONTACT_OF_A_CASE, Cast.amelie());
        unmoved();
    }

    @Test
    void nobodyFromOutsideTheStaffListIsAddedToARoom() throws VaultException {
        alice.write(tx -> alice.keyring.importCertificate(tx, Forged.EVE.certificate(), KeySource.FILE,
                clock.instant()));
        alice.write(tx -> alice.keyring.verify(tx, Forged.key(Forged.EVE), "in person",
                alice.people.byName(tx, "Alice").orElseThrow().id(), clock.instant()));
        refused(ChatRefusal.Why.NOT_STAFF, Forged.EVE);
        unmoved();
        assertEquals(List.of(), alice.post());
    }

    /// By every way into a room.
    private void refused(ChatRefusal.Why why, Cast.Member whom) throws VaultException {
        for (ChatChanged tried : List.of(alice.change(room, new ChatChange.Add(Forged.key(whom))),
                alice.gate.create(new NewRoom.Direct(Forged.key(whom)), alice.self),
                alice.gate.create(new NewRoom.Group("x", List.of(Forged.key(whom))), alice.self),
                alice.gate.create(new NewRoom.Team("y", List.of(Forged.key(whom))), alice.self))) {
            assertEquals(List.of(why), assertInstanceOf(ChatChanged.Refused.class, tried).refusals().stream()
                    .map(ChatRefusal::why).toList());
        }
    }

    @Test
    void aMemberWhoseKeyIsACasesContactsByAnotherAddressGetsNothingEither() throws VaultException {
        alice.say(room, "attend");
        Address elsewhere = new Address("bob.prive@example.org");
        alice.write(tx -> alice.keyring.accept(tx, Forged.key(Cast.bob()), Set.of(elsewhere),
                alice.people.byName(tx, "Alice").orElseThrow().id(), clock.instant()));
        var contact = alice.write(tx -> ((ContactChange.Done) alice.contacts.add(tx, "B.", List.of(elsewhere)))
                .contact());
        alice.write(tx -> alice.cases.addContact(tx, alice.cases.open(tx, "x", alice.self), contact.id(), alice.self));
        assertEquals(List.of(), alice.post());
        assertEquals(RoomLine.Delivery.State.HELD, alice.said(room).getFirst().delivery().state());
        assertInstanceOf(ChatVerdict.Refused.class, alice.gate.examine(alice.draft(room, "mots")));
        RoomState.Stopped stopped = assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
        assertEquals(List.of(Stop.Why.CONTACT_OF_A_CASE), stopped.stops().stream().map(Stop::why).toList());
    }

    @Test
    void aRoomThatStandsStillIsNeitherAddedToNorRenamedNorAnythingDoneInIt() throws VaultException {
        take(bob("Bonjour").named("bobs@localhost"));
        MessageId said = alice.said(room).getFirst().message();
        MessageId ours = alice.say(room, "mots");
        alice.post();
        take(bob("x").telling(Forged.group(group, "Dossier", now(), Cast.alice(), Forged.EVE))
                .doing(new Act.Added(Forged.listed(Forged.EVE, now()))));
        for (ChatChanged tried : List.of(alice.change(room, new ChatChange.Add(Forged.key(Cast.amelie()))),
                alice.change(room, new ChatChange.Rename("Autre")), alice.gate.react(said, "👍", alice.self),
                alice.gate.edit(ours, "autres mots", alice.self), alice.gate.delete(ours, alice.self))) {
            assertEquals(List.of(ChatRefusal.Why.NOT_STAFF), assertInstanceOf(ChatChanged.Refused.class, tried)
                    .refusals().stream().map(ChatRefusal::why).toList());
        }
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("Bob: Bonjour", "Alice: mots"), alice.words(room));
    }

    @Test
    void whatWaitsNeverLeavesOnceWeAreOutOfTheRoomOurselves() throws VaultException {
        alice.say(room, "attend");
        Group without = new Group(group, "Dossier", OptionalLong.of(0), List.of(),
                List.of(Forged.listed(Cast.alice(), now())));
        take(bob("x").telling(without).doing(new Act.Removed(Forged.listed(Cast.alice(), now()))));
        assertEquals(List.of(Forged.key(Cast.bob())), alice.members(room));
        assertEquals(List.of(), alice.post());
        assertEquals(RoomLine.Delivery.State.HELD, alice.said(room).getFirst().delivery().state());
    }

    @Test
    void whoIsBackInTheRoomIsNotToldThatTheyAreOut() throws VaultException {
        alice.change(room, new ChatChange.Add(Forged.key(Cast.amelie())));
        alice.post();
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        alice.change(room, new ChatChange.Add(Forged.key(Cast.bob())));
        List<Released.Chat> sent = alice.post();
        assertTrue(sent.stream().noneMatch(mail -> mail.envelope().recipients()
                .equals(List.of(new Address(Cast.bob().address())))));
        assertEquals(2, sent.size(), "the others hear of both");
    }

    @Test
    void whatCantBeDecryptedIsNobodysWord() throws VaultException {
        take(Forged.words(Cast.bob(), Optional.of(Forged.group(group, "Dossier", 0, Cast.alice())), "fermé",
                clock.instant(), Cast.amelie()));
        unmoved();
        assertEquals(List.of(Why.CANNOT_DECRYPT), alice.aside());
    }

    @Test
    void aMemberWhoBecomesACasesContactStopsTheRoomAlsoForWhatWaits() throws VaultException {
        alice.say(room, "attend");
        var contact = alice.write(tx -> ((ContactChange.Done) alice.contacts.add(tx, "Bob",
                List.of(new Address(Cast.bob().address())))).contact());
        alice.write(tx -> alice.cases.addContact(tx, alice.cases.open(tx, "x", alice.self), contact.id(), alice.self));
        assertEquals(List.of(), alice.post());
        assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
    }

    @Test
    void aDismissedColleagueGetsNothingOfWhatWaits() throws VaultException {
        alice.say(room, "attend");
        alice.write(tx -> alice.pinning.dismiss(tx, new Address(Cast.bob().address()), "départ", alice.self));
        assertEquals(List.of(), alice.post());
        assertEquals(RoomLine.Delivery.State.HELD, alice.said(room).getFirst().delivery().state());
    }
}
