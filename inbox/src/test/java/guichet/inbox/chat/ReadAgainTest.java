package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.SecretKey;
import guichet.inbox.MessageId;
import guichet.inbox.TestClock;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.chat.RoomLine.Why;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.mime.ChatHeaders.Act;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was set aside for want of a key, or of a pin, is looked at again once that is there; what was set aside for anything else never is.
class ReadAgainTest {
    /// Alice's second key, which her colleagues' programs have and this vault does not yet.
    private static final Cast.Member ELSEWHERE = new Cast.Member("Alice", Cast.alice().address(),
            SecretKey.generate("Alice <" + Cast.alice().address() + ">", Cast.NOW.minusSeconds(60)));

    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private RoomId room;
    private String group = "";

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        room = alice.groupWith(Cast.bob());
        group = alice.wireName(room);
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private Forged words(Cast.Member from, String words, Cast.Member reader) {
        return Forged.words(from, Optional.of(Forged.group(group, "Dossier", 0, Cast.alice(), Cast.bob())), words,
                clock.instant(), reader);
    }

    private MessageId take(Forged forged) throws VaultException {
        MessageId id = alice.take(forged.bytes(clock.instant()));
        clock.advance(Duration.ofMinutes(1));
        return id;
    }

    private void theKeyComes() throws VaultException {
        alice.write(tx -> {
            alice.people.storeKey(tx, alice.people.byName(tx, "Alice").orElseThrow().id(), ELSEWHERE.key());
            return 0;
        });
    }

    private List<MessageId> found(String word) throws VaultException {
        return alice.read(tx -> alice.messages.search(tx, word, Optional.empty(), 10)).stream()
                .map(summary -> summary.id()).toList();
    }

    @Test
    void whatCouldNotBeOpenedTakesItsPlaceInTheRoomOnceItsKeyIsThere() throws VaultException {
        MessageId closed = take(words(Cast.bob(), "le premier", ELSEWHERE));
        take(words(Cast.bob(), "le second", Cast.alice()));
        assertEquals(List.of(Why.CANNOT_DECRYPT), alice.aside());
        assertEquals(List.of("Bob: le second"), alice.words(room));
        clock.advance(Duration.ofDays(40));

        theKeyComes();
        assertEquals(1, alice.rejudge());

        assertEquals(List.of("Bob: le premier", "Bob: le second"), alice.words(room));
        assertEquals(List.of(), alice.aside());
        assertEquals(2, alice.room(room).unread());
        assertEquals(List.of(closed), found("premier"));
        assertEquals(0, alice.rejudge());
        alice.write(tx -> tx.update("INSERT INTO message_index (message_index) VALUES ('integrity-check')"));
    }

    @Test
    void whatItDoesIsDoneThen() throws VaultException {
        MessageId said = alice.say(room, "mots");
        alice.post();
        String wireId = alice.read(tx -> alice.messages.threading(tx, said)).own().orElseThrow();
        take(words(Cast.bob(), "👍", ELSEWHERE).doing(new Act.Reaction()).answering(wireId));
        assertEquals(List.of(), alice.said(room).getFirst().reactions());
        theKeyComes();
        alice.rejudge();
        assertEquals(1, alice.said(room).getFirst().reactions().size());
        assertEquals(List.of("Alice: mots"), alice.words(room));
        assertEquals(List.of(), alice.aside());
    }

    @Test
    void whatSomebodyDidBeforeTheyWerePinnedIsTheirsOnceTheyAre() throws VaultException {
        MessageId said = alice.say(room, "mots");
        alice.post();
        String wireId = alice.read(tx -> alice.messages.threading(tx, said)).own().orElseThrow();
        take(words(Cast.bob(), "Voici Amélie", Cast.alice())
                .telling(Forged.group(group, "Dossier", clock.instant().getEpochSecond(), Cast.alice(),
                        Cast.amelie())));
        take(words(Cast.amelie(), "Bonjour", Cast.alice()));
        take(words(Cast.amelie(), "👍", Cast.alice()).doing(new Act.Reaction()).answering(wireId));
        assertEquals(List.of(Why.NOT_STAFF, Why.NOT_STAFF), alice.asideIn(room));
        assertEquals(0, alice.rejudge());

        alice.pin(Cast.amelie());
        assertEquals(1, alice.rejudge());
        assertEquals(List.of("Alice: mots", "Bob: Voici Amélie", "Amélie: Bonjour"), alice.words(room));
        assertEquals(1, alice.said(room).getFirst().reactions().size());
        assertEquals(List.of(), alice.asideIn(room));
    }

    @Test
    void aNewRoomIsMadeByWhatCouldNotBeOpenedAtFirst() throws VaultException {
        take(Forged.words(Cast.bob(), Optional.of(Forged.group("AbCdEfGhIjKlMnOpQrStUvWx", "Nouveau",
                clock.instant().getEpochSecond(), Cast.alice())), "Bienvenue", clock.instant(), ELSEWHERE));
        theKeyComes();
        alice.rejudge();
        assertEquals("Nouveau", alice.room(alice.newest()).name());
        assertEquals(List.of("Bob: Bienvenue"), alice.words(alice.newest()));
    }

    @Test
    void whatAnotherSignedInBobsNameStaysAsideAndStopsTheRoom() throws VaultException {
        take(words(Cast.bob(), "C’est Bob", ELSEWHERE).signedBy(Forged.EVE));
        theKeyComes();
        alice.rejudge();
        assertEquals(List.of(), alice.words(room));
        assertEquals(List.of(Why.FOREIGN_KEY), alice.asideIn(room));
        assertInstanceOf(RoomState.Stopped.class, alice.room(room).state());
        assertEquals(List.of(), found("Bob"));
        assertTrue(alice.read(tx -> alice.messages.list(tx, MessageFilter.toSort(10))).isEmpty());

        // Eve is one of the staff, one day: not Bob all the same.
        alice.write(tx -> alice.alarms.keepPinned(tx, new Address(Cast.bob().address()), alice.self));
        alice.pin(Forged.EVE);
        alice.change(room, new ChatChange.Add(Forged.key(Forged.EVE)));
        alice.rejudge();
        assertEquals(List.of(), alice.words(room));
        assertEquals(List.of(Why.CONTRADICTION), alice.asideIn(room));
    }

    @Test
    void anOutsidersAndARemovedMembersWordsStayAside() throws VaultException {
        alice.take(Forged.withOuter(words(Forged.EVE, "laissez-moi entrer", ELSEWHERE).bytes(clock.instant()),
                "Chat-Group-ID: " + group));
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        clock.advance(Duration.ofMinutes(1));
        take(words(Cast.bob(), "je suis encore là", ELSEWHERE));
        clock.advance(Duration.ofMinutes(1));
        theKeyComes();
        alice.rejudge();
        assertEquals(List.of(), alice.words(room));
        assertEquals(List.of(Why.NOT_STAFF, Why.NOT_A_MEMBER), alice.asideIn(room));
        assertEquals(List.of(), found("laissez"));
        assertEquals(1, alice.room(room).members());
    }

    @Test
    void whatWasRefusedForAnythingElseIsNeverReadAgain() throws VaultException {
        String clear = "From: Bob <" + Cast.bob().address() + ">\r\nTo: <" + Cast.alice().address()
                + ">\r\nSubject: x\r\nDate: Mon, 23 Nov 2026 09:04:00 +0000\r\nMessage-ID: <a@b>\r\nChat-Version: 1.0\r\nChat-Group-ID: "
                + group + "\r\n\r\nBonjour\r\n";
        alice.take(clear.getBytes(StandardCharsets.UTF_8));
        theKeyComes();
        assertEquals(0, alice.rejudge());
        assertEquals(List.of(Why.NOT_ENCRYPTED), alice.asideIn(room));
        assertEquals(List.of(), alice.words(room));
    }

    @Test
    void aColleaguesNewKeyBringsWhatItSignedOnceAPersonHasGivenItToThem() throws VaultException {
        Cast.Member anew = Cast.bobWithNewKey();
        take(words(Cast.bob(), "nouveau téléphone", Cast.alice()).signedBy(anew));
        assertEquals(List.of(Why.FOREIGN_KEY), alice.asideIn(room));
        alice.rejudge();
        assertEquals(List.of(), alice.words(room));
        alice.write(tx -> alice.pinning.replaceKey(tx,
                new StaffCard("Bob", new Address(Cast.bob().address()), anew.certificate()), Colleague.How.IN_PERSON,
                "nouveau téléphone", alice.self));
        alice.rejudge();
        assertEquals(List.of(), alice.words(room));
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        alice.change(room, new ChatChange.Add(anew.certificate().fingerprint()));
        assertEquals(List.of("Bob: nouveau téléphone"), alice.words(room));
    }

    @Test
    void aRemovedMembersWordsFromBeforeAreTheirsThoughTheyAreOpenedMuchLater() throws VaultException {
        take(words(Cast.bob(), "avant", ELSEWHERE));
        alice.change(room, new ChatChange.Remove(Forged.key(Cast.bob())));
        clock.advance(Duration.ofDays(10));
        theKeyComes();
        alice.rejudge();
        assertEquals(List.of("Bob: avant"), alice.words(room));
        assertEquals(1, alice.room(room).members());
    }
}
