package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Purpose;
import guichet.inbox.gate.Released;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private Hub bob;
    private Hub amelie;

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        bob = Hub.of(Cast.bob(), clock);
        amelie = Hub.of(Cast.amelie(), clock);
        Hub.know(alice, bob, amelie);
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
        bob.close();
        amelie.close();
    }

    @Test
    void threeHubsTalkInARoomWithAQuoteAndAFile() throws VaultException {
        RoomId here = alice.make(new NewRoom.Team("L’équipe", List.of(bob.key(), amelie.key())));
        alice.say(here, "Bonjour à tous");
        alice.post(bob, amelie);
        RoomId there = bob.newest();
        assertEquals(List.of("Alice: Bonjour à tous"), bob.words(there));
        assertEquals("L’équipe", bob.room(there).name());
        assertEquals(3, bob.room(there).members());
        assertEquals(List.of(RoomLine.What.MADE), bob.happened(there));
        assertInstanceOf(RoomLine.Happened.class, bob.lines(there).getFirst(),
                "nothing is said before there is a room");

        AttachedFile file = new AttachedFile("plan.pdf", "application/pdf", new byte[]{1, 2, 3});
        bob.answer(there, bob.said(there).getFirst().message(), "Salut\n> pas une citation");
        bob.say(there, "", file);
        bob.post(alice, amelie);

        RoomLine.Said answer = alice.said(here).get(1);
        assertEquals("Salut\n> pas une citation", answer.body());
        assertEquals("Bonjour à tous", answer.quote().orElseThrow().text());
        assertEquals(Optional.of(alice.said(here).getFirst().message()), answer.quote().orElseThrow().message());
        assertEquals("plan.pdf", alice.said(here).get(2).attachments().getFirst().name());
        assertEquals(3, amelie.said(amelie.newest()).size());
        assertEquals(2, alice.room(here).unread());
        alice.write(tx -> {
            alice.rooms.markRead(tx, here);
            return here;
        });
        assertEquals(0, alice.room(here).unread());
        assertEquals(RoomLine.Delivery.State.SENT, alice.said(here).getFirst().delivery().state());
    }

    @Test
    void aCasesRoomStandsInItsCaseAndNothingOfItIsToSortOrUnreadThere() throws VaultException {
        CaseId id = alice.write(tx -> alice.cases.open(tx, "Eaux usées", alice.self));
        RoomId here = alice.make(new NewRoom.OfCase(id, "Eaux usées", List.of(bob.key())));
        alice.say(here, "Que faire ?");
        alice.post(bob);
        bob.say(bob.newest(), "Appeler @Alice demain");
        bob.post(alice);

        assertEquals(List.of("Appeler @Alice demain", "Que faire ?"),
                alice.read(tx -> alice.messages.list(tx, MessageFilter.inCase(id, 10))).stream()
                        .map(line -> line.snippet()).toList());
        assertEquals(new Messages.Counts(0, 0), alice.read(tx -> alice.messages.counts(tx)));
        assertEquals(new ChatCounts(1, 1, 0), alice.read(tx -> alice.rooms.counts(tx)));
        assertEquals(1, alice.read(tx -> alice.messages.search(tx, "demain", Optional.of(id), 10)).size());
        assertEquals(Optional.of(here), alice.read(tx -> alice.rooms.ofCase(tx, id)).map(Room::id));
        assertInstanceOf(ChatChanged.Refused.class,
                alice.gate.create(new NewRoom.OfCase(id, "zwei", List.of()), alice.self));
    }

    @Test
    void aRoomThatAColleagueMadeBecomesTheTeamsOrACasesHere() throws VaultException {
        RoomId here = alice.make(new NewRoom.Group("Usine", List.of(bob.key())));
        alice.say(here, "avant");
        alice.post(bob);
        RoomId there = bob.newest();
        CaseId id = bob.write(tx -> bob.cases.open(tx, "Usine", bob.self));
        assertInstanceOf(ChatChanged.Done.class, bob.gate.serve(there, new Purpose.OfCase(id), bob.self));
        alice.say(here, "après");
        alice.post(bob);
        assertEquals(2, bob.read(tx -> bob.messages.list(tx, MessageFilter.inCase(id, 10))).size());
        assertEquals(RoomKind.CASE, bob.room(there).kind());

        assertInstanceOf(ChatChanged.Done.class, bob.gate.serve(there, new Purpose.Team(), bob.self));
        assertEquals(List.of(), bob.read(tx -> bob.messages.list(tx, MessageFilter.inCase(id, 10))));
        RoomId other = bob.make(new NewRoom.Group("Autre", List.of(alice.key())));
        assertInstanceOf(ChatChanged.Refused.class, bob.gate.serve(other, new Purpose.Team(), bob.self));
        bob.post(alice);
        assertEquals(RoomKind.GROUP, alice.room(here).kind());
    }

    @Test
    void directConversationsAreMadeByTheFirstWord() throws VaultException {
        RoomId here = alice.make(new NewRoom.Direct(bob.key()));
        assertEquals(here, alice.make(new NewRoom.Direct(bob.key())));
        alice.say(here, "Entre nous");
        alice.post(bob, amelie);

        RoomId there = bob.newest();
        assertEquals(RoomKind.DIRECT, bob.room(there).kind());
        assertEquals("Alice", bob.room(there).name());
        bob.say(there, "Oui");
        bob.post(alice, amelie);
        assertEquals(List.of("Alice: Entre nous", "Bob: Oui"), alice.words(here));
        assertTrue(amelie.read(tx -> amelie.rooms.list(tx)).isEmpty());
        assertInstanceOf(ChatChanged.Refused.class, alice.change(here, new ChatChange.Rename("x")));
        assertInstanceOf(ChatChanged.Refused.class, alice.change(here, new ChatChange.Add(amelie.key())));
    }

    @Test
    void whoWasRemovedHearsOfThatAndOfNothingElse() throws VaultException {
        RoomId here = alice.make(new NewRoom.Group("Dossier", List.of(bob.key(), amelie.key())));
        alice.say(here, "un");
        alice.post(bob, amelie);
        RoomId there = bob.newest();
        RoomId hers = amelie.newest();
        bob.say(there, "encore sans Amélie");
        bob.say(there, "deux");

        assertInstanceOf(ChatChanged.Done.class, alice.change(here, new ChatChange.Remove(amelie.key())));
        alice.change(here, new ChatChange.Rename("Sans elle"));
        List<Released.Chat> sent = alice.post(bob, amelie);
        List<Released.Chat> toHer = sent.stream()
                .filter(mail -> mail.envelope().recipients().contains(amelie.address()))
                .toList();
        assertEquals(1, toHer.size());
        assertEquals(List.of(amelie.address()), toHer.getFirst().envelope().recipients());
        assertEquals(List.of(RoomLine.What.MADE, RoomLine.What.REMOVED), amelie.happened(hers));
        assertInstanceOf(RoomState.Left.class, amelie.room(hers).state());
        assertEquals("Dossier", amelie.room(hers).name());

        // Bob had written before he heard of it: it is made for those who are there as it leaves.
        List<Released.Chat> later = bob.post(alice, amelie);
        assertFalse(later.isEmpty());
        for (Released.Chat mail : later) {
            assertFalse(mail.envelope().recipients().contains(amelie.address()));
            assertFalse(mail.proof().to().contains(amelie.key()));
        }
        assertEquals(List.of("Alice: un"), amelie.words(hers));
        assertEquals(List.of("Alice: un", "Bob: encore sans Amélie", "Bob: deux"), alice.words(here));
        assertEquals("Sans elle", bob.room(there).name());
    }

    @Test
    void membersAreAddedRoomsRenamedAndPeopleLeave() throws VaultException {
        RoomId here = alice.make(new NewRoom.Group("Un", List.of(bob.key())));
        alice.post(bob);
        RoomId there = bob.newest();
        bob.change(there, new ChatChange.Add(amelie.key()));
        bob.change(there, new ChatChange.Rename("Deux"));
        bob.post(alice, amelie);
        assertEquals(3, alice.room(here).members());
        assertEquals("Deux", alice.room(here).name());
        assertEquals("Deux", amelie.room(amelie.newest()).name());

        amelie.change(amelie.newest(), new ChatChange.Leave());
        amelie.post(alice, bob);
        assertEquals(2, bob.room(there).members());
        assertEquals(List.of(RoomLine.What.MADE, RoomLine.What.ADDED, RoomLine.What.RENAMED, RoomLine.What.LEFT),
                alice.happened(here));
        assertInstanceOf(RoomState.Left.class, amelie.room(amelie.newest()).state());
    }

    @Test
    void twoWhoChangeARoomAtOnceEndWithTheSame() throws VaultException {
        RoomId here = alice.make(new NewRoom.Group("Un", List.of(bob.key(), amelie.key())));
        alice.post(bob, amelie);
        RoomId there = bob.newest();
        alice.change(here, new ChatChange.Rename("Alice dit"));
        clock.advance(java.time.Duration.ofSeconds(1));
        bob.change(there, new ChatChange.Rename("Bob dit"));
        bob.change(there, new ChatChange.Remove(amelie.key()));
        List<Released.Chat> fromAlice = alice.post();
        List<Released.Chat> fromBob = bob.post();
        for (Released.Chat mail : fromAlice.reversed()) {
            bob.take(mail.bytes());
            bob.take(mail.bytes());
        }
        for (Released.Chat mail : fromBob.reversed()) {
            if (mail.envelope().recipients().contains(alice.address())) {
                alice.take(mail.bytes());
            }
        }

        assertEquals("Bob dit", alice.room(here).name());
        assertEquals("Bob dit", bob.room(there).name());
        assertEquals(alice.members(here).stream().sorted((a, b) -> a.hex().compareTo(b.hex())).toList(),
                bob.members(there).stream().sorted((a, b) -> a.hex().compareTo(b.hex())).toList());
    }

    @Test
    void reactionsEditsAndDeletionsAreShownAlsoWhereTheyComeBeforeTheirMessage() throws VaultException {
        RoomId here = alice.make(new NewRoom.Group("Un", List.of(bob.key())));
        alice.post(bob);
        RoomId there = bob.newest();
        MessageId first = alice.say(here, "premier");
        MessageId second = alice.say(here, "second");
        List<Released.Chat> words = alice.post();
        alice.gate.edit(first, "corrigé", alice.self);
        alice.gate.delete(second, alice.self);
        for (Released.Chat mail : alice.post()) {
            bob.take(mail.bytes());
        }
        for (Released.Chat mail : words) {
            bob.take(mail.bytes());
        }

        assertEquals(List.of("Alice: corrigé", "Alice: "), bob.words(there));
        assertTrue(bob.said(there).get(0).edited().isPresent());
        assertTrue(bob.said(there).get(1).deleted().isPresent());
        bob.gate.react(bob.said(there).get(0).message(), "👍", bob.self);
        bob.post(alice);
        assertEquals("👍", alice.said(here).getFirst().reactions().getFirst().emoji());
        assertEquals(bob.key(), alice.said(here).getFirst().reactions().getFirst().by().key());
        assertInstanceOf(ChatChanged.Refused.class,
                bob.gate.edit(bob.said(there).get(0).message(), "volé", bob.self));
    }

    @Test
    void nothingOfItIsReadableOnTheWire() throws VaultException {
        CaseId id = alice.write(tx -> alice.cases.open(tx, "Titre secret", alice.self));
        RoomId here = alice.make(new NewRoom.OfCase(id, "Nom secret", List.of(bob.key())));
        alice.say(here, "Mot secret", new AttachedFile("fichier-secret.txt", "text/plain",
                "contenu secret".getBytes(StandardCharsets.UTF_8)));
        for (Released.Chat mail : alice.post(bob)) {
            String wire = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
            assertFalse(wire.toLowerCase(java.util.Locale.ROOT).contains("secret"));
            assertFalse(wire.contains(id.value()));
            assertFalse(wire.contains("Alice"));
            assertFalse(wire.contains(bob.member.address()));
            assertFalse(wire.contains("Chat-Group"));
            assertTrue(wire.contains("To: \"hidden-recipients\": ;\r\n"));
            assertTrue(wire.contains("Subject: [...]\r\n"));
        }
    }
}
