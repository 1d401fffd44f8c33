package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatRefusal;
import guichet.inbox.gate.ChatRelease;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Refusal;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.Verdict;
import guichet.keystore.Address;
import guichet.keystore.KeySource;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing leads out of a room, and nothing of the outside leads in.
class WayOutTest {
    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private Hub bob;
    private RoomId room;
    private MessageId said;

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        bob = Hub.of(Cast.amelie(), clock);
        Hub.know(alice, bob);
        room = alice.make(new NewRoom.Team("L’équipe", List.of(bob.key())));
        alice.post(bob);
        bob.say(bob.newest(), "entre nous");
        bob.post(alice);
        said = alice.said(room).getFirst().message();
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
        bob.close();
    }

    @Test
    void noMailAnswersWhatWasSaidInARoomNotEvenByAnOverride() throws VaultException {
        Address outside = new Address(Cast.bob().address());
        alice.write(tx -> {
            alice.keyring.importCertificate(tx, Cast.bob().certificate(), KeySource.FILE, clock.instant());
            return alice.keyring.verify(tx, Forged.key(Cast.bob()), "in person",
                    alice.people.byName(tx, "Alice").orElseThrow().id(), clock.instant());
        });
        Gate gate = new Gate(alice.vault(), alice.keyring, alice.people, new Accounts(), alice.settings,
                alice.messages, alice.journal, alice.builder, clock, new SecureRandom());
        MailDraft mail = new MailDraft(Optional.empty(), "Alice", List.of(outside), List.of(), List.of(),
                Optional.empty(), "Re", "> entre nous", List.of(), Optional.of(said));

        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, gate.examine(mail));
        assertEquals(List.of(Refusal.Why.ANSWERS_INTERNAL), refused.refusals().stream().map(Refusal::why).toList());
        assertEquals(List.of(), refused.refusals().getFirst().remedies());
        Gate.Release release = gate.override(refused, Set.of(outside), "une raison suffisante", alice.self, Grace.NONE);
        assertFalse(release instanceof Gate.Release.Queued);
        assertTrue(alice.read(tx -> alice.outbox.list(tx)).stream().noneMatch(row -> row.channel() == Channel.MAIL));
        // The same letter that answers nothing leaves.
        assertInstanceOf(Verdict.Passed.class, gate.examine(new MailDraft(Optional.empty(), "Alice", List.of(outside),
                List.of(), List.of(), Optional.empty(), "Bonjour", "mots", List.of(), Optional.empty())));
    }

    @Test
    void nothingOfAnotherRoomOrOfTheOutsideIsQuotedInARoom() throws VaultException {
        RoomId other = alice.make(new NewRoom.Direct(bob.key()));
        MessageId mail = alice.take("""
                From: x@example.org
                To: alice@guichet.example
                Subject: s
                Message-ID: <m@x>

                le dehors
                """.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (MessageId quoted : List.of(said, mail)) {
            ChatVerdict verdict = alice.gate.examine(new ChatDraft(Optional.empty(), "Alice", Optional.empty(), other,
                    "regarde", List.of(), Optional.of(quoted)));
            assertEquals(List.of(ChatRefusal.Why.QUOTE_OF_ANOTHER_ROOM),
                    assertInstanceOf(ChatVerdict.Refused.class, verdict).refusals().stream().map(ChatRefusal::why)
                            .toList());
        }
    }

    @Test
    void whatIsSaidInARoomIsTakenOutOfItByNobody() throws VaultException {
        var id = alice.write(tx -> alice.cases.open(tx, "x", alice.self));
        assertFalse(alice.<Boolean>write(tx -> alice.messages.file(tx, said, id, alice.self)));
        assertFalse(alice.<Boolean>write(tx -> alice.messages.unfile(tx, said, alice.self)));
        assertEquals(List.of(), alice.read(tx -> alice.cases.contacts(tx, id)));
    }

    @Test
    void aTakenBackMessageIsADraftOfTheSameRoomAgainAndWasNeverSaid() throws VaultException {
        ChatVerdict.Passed passed = (ChatVerdict.Passed) alice.gate.examine(alice.draft(room, "trop vite"));
        ChatRelease.Queued queued = (ChatRelease.Queued) alice.gate.release(passed, Grace.AS_SET);
        assertEquals(List.of("Amélie: entre nous", "Alice: trop vite"), alice.words(room));
        Outbox.TakenBack back = alice.outbox.takeBack(queued.id(), alice.self);
        Draft draft = alice.read(tx -> new Drafts(clock).find(tx, ((Outbox.TakenBack.AsDraft) back).draft()))
                .orElseThrow();
        assertEquals(room, assertInstanceOf(ChatDraft.class, draft).room());
        assertEquals(List.of("Amélie: entre nous"), alice.words(room));
        clock.advance(Duration.ofMinutes(2));
        assertEquals(List.of(), alice.post(bob));
    }

    @Test
    void whatWasSaidInOneRoomNeverLeavesIntoAnother() throws VaultException {
        RoomId other = alice.make(new NewRoom.Group("Autre", List.of(bob.key())));
        alice.post(bob);
        alice.say(room, "pour ici");
        alice.write(tx -> tx.update(
                """
                        UPDATE outbox_recipient SET address = ? WHERE outbox IN (SELECT id FROM outbox WHERE state = 'WAITING')""",
                other.text()));
        assertEquals(List.of(), alice.post());
        assertEquals(1, alice.read(tx -> alice.outbox.list(tx)).stream()
                .filter(row -> row.state() == OutboxRow.State.HELD).count());
    }

    @Test
    void anAlteredRowOrOneOfAnotherSeatIsHeld() throws VaultException {
        alice.say(room, "intact");
        alice.write(tx -> tx.update("UPDATE outbox SET bytes = CAST(bytes || x'00' AS BLOB) WHERE state = 'WAITING'"));
        assertEquals(List.of(), alice.post());
        alice.say(room, "ailleurs");
        alice.write(tx -> tx.update("UPDATE outbox_recipient SET address = 'chat:99'"));
        assertEquals(List.of(), alice.post());
        alice.say(room, "autre compte");
        alice.write(tx -> tx.update("UPDATE outbox SET account = 77 WHERE state = 'WAITING'"));
        assertEquals(List.of(), alice.post());
        assertEquals(3, alice.read(tx -> alice.outbox.list(tx)).stream()
                .filter(row -> row.state() == OutboxRow.State.HELD).count());
        assertEquals(new AccountId(77), alice.read(tx -> alice.outbox.list(tx)).getFirst().account());
    }

    @Test
    void whoHasNoSeatOrIsNotInTheRoomSaysNothingThere() throws VaultException {
        ChatVerdict nobody = alice.gate.examine(new ChatDraft(Optional.empty(), "inconnu", Optional.empty(), room, "x",
                List.of(), Optional.empty()));
        assertEquals(ChatRefusal.Why.NO_SEAT,
                assertInstanceOf(ChatVerdict.Refused.class, nobody).refusals().getFirst().why());
        alice.change(room, new guichet.inbox.gate.ChatChange.Leave());
        assertEquals(ChatRefusal.Why.LEFT, assertInstanceOf(ChatVerdict.Refused.class,
                alice.gate.examine(alice.draft(room, "x"))).refusals().getFirst().why());
    }

    @Test
    void everyCopyIsEncryptedToExactlyThoseWhoAreThere() throws VaultException {
        alice.say(room, "mots");
        for (Released.Chat mail : alice.post(bob)) {
            assertEquals(Set.of(alice.key(), bob.key()), mail.proof().to());
            assertEquals(List.of(bob.address()), mail.envelope().recipients());
        }
    }
}
