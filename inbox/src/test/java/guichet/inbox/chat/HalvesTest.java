package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.TestClock;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.mime.AttachedFile;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.inbox.mime.ChatHeaders.Group;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A large file of a phone's comes in two mails, and is one message.
class HalvesTest {
    private static final String WHOLE = "whole@localhost";
    private static final AttachedFile FILE = new AttachedFile("plan.pdf", "application/pdf", new byte[]{1, 2, 3});

    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private RoomId room;
    private Group group;

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        alice.pin(Cast.bob());
        alice.pin(Cast.amelie());
        room = alice.make(new NewRoom.Group("Usine", List.of(Forged.key(Cast.bob()), Forged.key(Cast.amelie()))));
        group = Forged.group(alice.wireName(room), "Usine",
                0, Cast.alice());
        alice.post();
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private byte[] words() {
        return Forged.words(Cast.bob(), Optional.of(group), "Voici @Alice", clock.instant(), Cast.alice())
                .doing(new Act.WordsBefore(WHOLE)).bytes(clock.instant());
    }

    private byte[] file(Cast.Member by) {
        return Forged.words(by, Optional.of(group), "", clock.instant(), Cast.alice()).named(WHOLE).with(FILE)
                .bytes(clock.instant());
    }

    private void assertOne() throws VaultException {
        assertEquals(List.of("Bob: Voici @Alice"), alice.words(room));
        assertEquals("plan.pdf", alice.said(room).getFirst().attachments().getFirst().name());
        assertEquals(1, alice.room(room).unread());
        assertEquals(1, alice.room(room).mentions());
        assertEquals(1, alice.read(tx -> alice.messages.search(tx, "Voici", Optional.empty(), 10)).size());
        alice.write(tx -> {
            alice.rooms.markRead(tx, room);
            return room;
        });
        assertEquals(new ChatCounts(0, 0, 0), alice.read(tx -> alice.rooms.counts(tx)));
    }

    @Test
    void theWordsAreThereAtOnceAndTheFileJoinsThem() throws VaultException {
        alice.take(words());
        assertEquals(List.of("Bob: Voici @Alice"), alice.words(room));
        alice.take(file(Cast.bob()));
        assertOne();
        // What is said to it is said to its own Message-ID.
        alice.take(Forged.words(Cast.amelie(), Optional.of(group), "👍", clock.instant(), Cast.alice())
                .doing(new Act.Reaction()).answering(WHOLE).bytes(clock.instant()));
        assertEquals(1, alice.said(room).getFirst().reactions().size());
    }

    @Test
    void theFileMayComeFirstAndEitherMayComeTwice() throws VaultException {
        byte[] words = words();
        byte[] file = file(Cast.bob());
        alice.take(file);
        alice.take(words);
        alice.take(file);
        alice.take(words);
        assertOne();
    }

    @Test
    void nobodyElsesFileJoinsThem() throws VaultException {
        alice.take(words());
        alice.take(file(Cast.amelie()));
        assertEquals(List.of("Bob: Voici @Alice", "Amélie: "), alice.words(room));
        assertTrue(alice.said(room).getFirst().attachments().isEmpty());
    }

    @Test
    void whatIsTakenBackBeforeTheFileIsThereStaysAwayWithIt() throws VaultException {
        alice.take(words());
        alice.take(Forged.words(Cast.bob(), Optional.of(group), "x", clock.instant(), Cast.alice())
                .doing(new Act.Delete(List.of(WHOLE))).bytes(clock.instant()));
        assertEquals(List.of("Bob: "), alice.words(room));
        alice.take(file(Cast.bob()));
        assertEquals(List.of("Bob: "), alice.words(room));
        assertTrue(alice.said(room).getFirst().attachments().isEmpty());
        assertTrue(alice.said(room).getFirst().deleted().isPresent());
    }
}
