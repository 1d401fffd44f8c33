package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.Fingerprint;
import guichet.inbox.TestClock;
import guichet.inbox.gate.ChatChange;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.Released;
import guichet.keystore.Address;
import guichet.keystore.ContactChange;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A room's message is encrypted while others go on writing into the vault: whatever they change of the room before it is let go counts.
class MeanwhileTest {
    private static final Fingerprint BOB = Forged.key(Cast.bob());
    private static final Fingerprint AMELIE = Forged.key(Cast.amelie());

    private final TestClock clock = new TestClock(Cast.NOW);
    private Hub alice;
    private RoomId room;

    @BeforeEach
    void open() throws VaultException {
        alice = Hub.of(Cast.alice(), clock);
        room = alice.groupWith(Cast.bob(), Cast.amelie());
        alice.say(room, "mots");
    }

    @AfterEach
    void close() throws VaultException {
        alice.close();
    }

    private List<String> held() throws VaultException {
        return alice.read(tx -> alice.outbox.list(tx)).stream().filter(row -> row.state() == OutboxRow.State.HELD)
                .map(row -> row.error().orElse("")).toList();
    }

    @Test
    void whoIsRemovedWhileItIsEncryptedDoesNotGetIt() throws VaultException {
        alice.meanwhile(() -> alice.change(room, new ChatChange.Remove(AMELIE)));
        Released.Chat words = alice.post().getFirst();
        assertEquals(Set.of(alice.key(), BOB), words.proof().to());
        assertEquals(List.of(new Address(Cast.bob().address())), words.envelope().recipients());
    }

    @Test
    void whoIsAddedWhileItIsEncryptedGetsIt() throws VaultException {
        alice.pin(Forged.EVE);
        Fingerprint eve = Forged.key(Forged.EVE);
        alice.meanwhile(() -> alice.change(room, new ChatChange.Add(eve)));
        assertEquals(Set.of(alice.key(), BOB, AMELIE, eve), alice.post().getFirst().proof().to());
    }

    @Test
    void whoIsDismissedWhileItIsEncryptedStopsIt() throws VaultException {
        alice.meanwhile(() -> alice.write(tx -> alice.pinning.dismiss(tx,
                new Address(Cast.amelie().address()), "partie", alice.self)));
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("not-staff"), held());
    }

    @Test
    void theKeyThatSomebodyReplacesWhileItIsEncryptedIsNotWrittenTo() throws VaultException {
        alice.meanwhile(() -> alice.write(tx -> alice.pinning.replaceKey(tx,
                new StaffCard("Bob", new Address(Cast.bob().address()), Cast.bobWithNewKey().certificate()),
                Colleague.How.IN_PERSON, "nouveau téléphone", alice.self)));
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("key-changed"), held());
    }

    @Test
    void anotherKeyThatTurnsUpWhileItIsEncryptedStopsIt() throws VaultException {
        Forged other = Forged.words(Cast.bob(), Optional.of(groupOfTheRoom()), "C’est Bob", clock.instant(),
                Cast.alice()).signedBy(Cast.mallory()).gossiping(List.of());
        alice.meanwhile(() -> alice.take(other.bytes(clock.instant())));
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("key-changed"), held());
    }

    @Test
    void aMemberWhoBecomesACasesContactWhileItIsEncryptedStopsIt() throws VaultException {
        alice.meanwhile(() -> outsider(new Address(Cast.amelie().address())));
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("contact-of-a-case"), held());
    }

    @Test
    void aKeyThatIsDistrustedWhileItIsEncryptedIsNotWrittenTo() throws VaultException {
        alice.meanwhile(() -> alice.write(tx -> alice.keyring.distrust(tx, AMELIE, "perdue",
                alice.people.byName(tx, "Alice").orElseThrow().id(), clock.instant())));
        assertEquals(List.of(), alice.post());
        assertEquals(List.of("key-unusable"), held());
    }

    @Test
    void aRoomThatIsNeverTheSameTwiceWaitsAndLeavesOnceItIs() throws VaultException {
        renamesForEver(1);
        assertEquals(List.of(), alice.post());
        assertTrue(held().isEmpty());
        alice.meanwhile(() -> {
        });
        assertEquals(Set.of(alice.key(), BOB, AMELIE), alice.post().getFirst().proof().to());
    }

    private void renamesForEver(int n) {
        alice.meanwhile(() -> {
            alice.change(room, new ChatChange.Rename("Dossier " + n));
            renamesForEver(n + 1);
        });
    }

    private guichet.inbox.mime.ChatHeaders.Group groupOfTheRoom() throws VaultException {
        return Forged.group(alice.read(tx -> RoomTable.find(tx, room)).orElseThrow().group().orElseThrow(), "Dossier",
                0, Cast.alice(), Cast.amelie());
    }

    private void outsider(Address address) throws VaultException {
        alice.write(tx -> {
            var id = alice.cases.open(tx, "x", alice.self);
            var contact = alice.contacts.add(tx, "x", List.of(address));
            return alice.cases.addContact(tx, id, ((ContactChange.Done) contact).contact().id(), alice.self);
        });
    }
}
