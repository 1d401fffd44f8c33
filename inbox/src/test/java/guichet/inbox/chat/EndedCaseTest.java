package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.archive.BagStores;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.endings.CaseArchive;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.SignalIdentities;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndedCaseTest {
    private static final List<String> CANARIES = List.of("axolotlsalon", "bandicootmot", "capybarareponse",
            "dugongavant", "echidnaapres", "fennecfichier", "gavialcontenu", "hoatzinrepris", "ibexancien");

    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private CaseId id;
    private RoomId room;

    @BeforeEach
    void talkAboutACase() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        Hub bob = Hub.of(Cast.bob(), clock);
        Hub amelie = Hub.of(Cast.amelie(), clock);
        Hub.know(alice, bob, amelie);
        id = alice.write(tx -> alice.cases.open(tx, "Un dossier", alice.self));
        room = alice.make(new NewRoom.OfCase(id, "axolotlsalon", List.of(bob.key(), amelie.key())));
        alice.say(room, "bandicootmot", new AttachedFile("fennecfichier.txt", "text/plain",
                "gavialcontenu".getBytes(StandardCharsets.UTF_8)));
        MessageId edited = alice.say(room, "dugongavant");
        alice.post(bob, amelie);
        alice.gate.edit(edited, "echidnaapres", alice.self);
        MessageId deleted = alice.say(room, "hoatzinrepris");
        alice.post(bob, amelie);
        alice.gate.delete(deleted, alice.self);
        bob.answer(bob.newest(), bob.said(bob.newest()).getFirst().message(), "capybarareponse");
        bob.gate.react(bob.said(bob.newest()).getFirst().message(), "👍", bob.self);
        alice.post(bob, amelie);
        bob.post(alice, amelie);
        alice.change(room, new ChatChange.Rename("ibexancien"));
        alice.change(room, new ChatChange.Remove(amelie.key()));
        alice.post(bob, amelie);
        clock.advance(Duration.ofDays(1));
        alice.write(tx -> alice.cases.close(tx, id, alice.self));
        bob.close();
        amelie.close();
        assertEquals(4, alice.said(room).size());
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private List<String> left() throws VaultException, IOException {
        DecryptedPages pages = DecryptedPages.of(alice.temp());
        return CANARIES.stream().filter(pages::hold).toList();
    }

    @Test
    void whatWasSaidAboutADestroyedCaseGoesWithItAndTheColleaguesStay() throws VaultException, IOException {
        assertFalse(left().isEmpty());
        var destruction = new CaseDestruction(alice.vault(), alice.cases, new Holds(alice.journal, clock),
                (_, _) -> true, alice.journal, clock);
        var decided = assertInstanceOf(CaseDestruction.Begun.Decided.class,
                destruction.begin(id, Optional.empty(), alice.self));
        assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty(), "nothing is said there from the decision on");
        destruction.carryOn(decided.destruction(), (_, _, _, _) -> ServerMail.Fate.GONE, Progress.UNSEEN);

        assertEquals(List.of(), left());
        assertEquals(2, alice.read(tx -> new StaffList().list(tx)).size());
        assertTrue(alice.read(tx -> alice.keyring.find(tx, Forged.key(Cast.bob()))).isPresent());
        for (String table : List.of("chat_room", "chat_line", "chat_carrier", "chat_reaction", "chat_version",
                "chat_member", "message")) {
            assertEquals(0L, alice.read(tx -> tx.one("SELECT count(*) AS n FROM " + table, row -> row.number("n")))
                    .orElseThrow(), table);
        }
        // Bob is in Alice's vault as he was: another room is made at once.
        alice.make(new NewRoom.Team("L’équipe", List.of(Forged.key(Cast.bob()))));
    }

    @Test
    void anArchivedCasesRoomLeavesTheWorkspaceAndItsWordsComeBackWithTheCase() throws VaultException, IOException {
        var stores = new BagStores(alice.cases, alice.contacts, alice.keyring, alice.people,
                new SignalIdentities(alice.settings), alice.journal, clock);
        var archive = new CaseArchive(alice.vault(), stores, new Holds(alice.journal, clock), new SecureRandom());
        var person = alice.read(tx -> alice.people.byName(tx, "Alice")).orElseThrow();
        assertInstanceOf(CaseArchive.Archived.Done.class,
                archive.archive(id, person.id(), alice.self, Progress.UNSEEN));
        assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty());
        assertEquals(List.of(), left());

        assertInstanceOf(CaseArchive.Returned.Done.class, archive.bringBack(id, "la suite", alice.self));
        List<String> back = alice.read(tx -> alice.messages.list(tx, MessageFilter.inCase(id, 50))).stream()
                .map(line -> line.channel() + " " + line.snippet()).toList();
        assertTrue(back.containsAll(List.of("CHAT bandicootmot", "CHAT echidnaapres", "CHAT capybarareponse")),
                back::toString);
        MessageId withFile = alice.read(tx -> alice.messages.list(tx, MessageFilter.inCase(id, 50))).stream()
                .filter(line -> line.snippet().equals("bandicootmot")).findFirst().orElseThrow().id();
        AttachedFile file = alice.read(tx -> alice.messages.attachment(tx, withFile, 1)).orElseThrow();
        assertEquals("fennecfichier.txt", file.name());
        assertEquals("gavialcontenu", new String(file.content(), StandardCharsets.UTF_8));
        // The room itself, its reactions and what happened in it are in no bag (docs/chat.md).
        assertTrue(alice.read(tx -> alice.rooms.list(tx)).isEmpty());
    }
}
