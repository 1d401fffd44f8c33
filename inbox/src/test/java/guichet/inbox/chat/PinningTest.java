package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.KeyProblem;
import guichet.inbox.CaseId;
import guichet.inbox.TestDesk;
import guichet.inbox.chat.Colleague.How;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Person;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinningTest {
    private TestDesk desk;
    private Pinning pinning;
    private final StaffList staff = new StaffList();

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
        pinning = new Pinning(desk.contacts, desk.keyring, desk.journal, desk.clock);
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void pinsAColleagueAndSaysSoInTheJournal() throws VaultException {
        Colleague pinned = assertInstanceOf(Pinned.Done.class, pin(card(Cast.amelie()))).colleague();

        assertEquals(Optional.of(pinned), desk.read(tx -> staff.find(tx, new Address("AMELIE@guichet.example"))));
        assertEquals(Cast.amelie().certificate().fingerprint(), pinned.key());
        assertEquals("alice", pinned.by());
        JournalEntry entry = desk.journal().getLast();
        assertEquals(JournalKind.CHAT_STAFF_ADMITTED, entry.kind());
        assertEquals(List.of("amelie@guichet.example"), entry.payload().recipients());
        assertEquals(new Pinned.AlreadyThere(pinned), pin(card(Cast.amelie())));
    }

    @Test
    void lookingWritesNothing() throws VaultException {
        assertInstanceOf(Pinned.Done.class,
                desk.read(tx -> pinning.look(tx, card(Cast.amelie()), How.VCARD, TestDesk.ALICE)));

        assertEquals(List.of(), desk.read(staff::list));
    }

    @Test
    void neverPinsTheContactOfACaseByTheirAddress() throws VaultException {
        CaseId id = desk.openCase("Eaux usées", desk.addContact("Bob", "bob@example.org"));

        assertEquals(new Pinned.ContactOfCases(List.of(id)), pin(card(Cast.bob())));
        assertEquals(List.of(), desk.read(staff::list));
    }

    @Test
    void neverPinsTheContactOfACaseByTheirKeyUnderAnotherAddress() throws VaultException {
        CaseId id = desk.openCase("Eaux usées", desk.addContact("Bob", "bob@example.org"));

        StaffCard disguised = new StaffCard("Nadia", new Address("nadia@guichet.example"), Cast.bob().certificate());

        assertEquals(new Pinned.ContactOfCases(List.of(id)), pin(disguised));
    }

    @Test
    void neverPinsAKeyThatSomebodyAcceptedForTheContactOfACase() throws VaultException {
        CaseId id = desk.openCase("Eaux usées", desk.addContact("Bob", "bob@travail.example"));
        desk.importKey(Cast.bob());
        Person alice = desk.alice();
        desk.write(tx -> desk.keyring.accept(tx, Cast.bob().certificate().fingerprint(),
                Set.of(new Address("bob@travail.example")), alice.id(), desk.clock.instant()));

        assertEquals(new Pinned.ContactOfCases(List.of(id)), pin(card(Cast.bob())));
    }

    @Test
    void aContactWithoutACaseMayBeAColleague() throws VaultException {
        desk.addContact("Amélie", "amelie@guichet.example");

        assertInstanceOf(Pinned.Done.class, pin(card(Cast.amelie())));
    }

    @Test
    void anotherKeyForAPinnedAddressIsADecisionOfItsOwn() throws VaultException {
        Colleague bob = assertInstanceOf(Pinned.Done.class, pin(card(Cast.bob()))).colleague();

        assertEquals(new Pinned.OtherKeyPinned(bob), pin(card(Cast.bobWithNewKey())));
        assertEquals(Optional.of(bob), desk.read(tx -> staff.find(tx, bob.address())));

        Colleague after = assertInstanceOf(Pinned.Done.class, desk.write(tx -> pinning.replaceKey(tx,
                card(Cast.bobWithNewKey()), How.IN_PERSON, "nouveau téléphone", TestDesk.ALICE))).colleague();

        assertEquals(Cast.bobWithNewKey().certificate().fingerprint(), after.key());
        assertEquals(Optional.empty(), desk.read(tx -> staff.find(tx, bob.key())));
        JournalEntry entry = desk.journal().getLast();
        assertEquals(JournalKind.CHAT_KEY_REPLACED, entry.kind());
        assertEquals(Optional.of("nouveau téléphone"), entry.payload().reason());
        assertTrue(entry.payload().detail().orElseThrow().startsWith(bob.key().hex()));
    }

    @Test
    void replacesNoKeyWhereNoneIsPinned() throws VaultException {
        assertEquals(new Pinned.NobodyThere(), desk.write(
                tx -> pinning.replaceKey(tx, card(Cast.bob()), How.QR, "reason enough", TestDesk.ALICE)));
    }

    @Test
    void oneKeyStandsForOneAddress() throws VaultException {
        Colleague bob = assertInstanceOf(Pinned.Done.class, pin(card(Cast.bob()))).colleague();

        assertEquals(new Pinned.PinnedElsewhere(bob),
                pin(new StaffCard("Bob", new Address("bob@guichet.example"), Cast.bob().certificate())));
    }

    @Test
    void pinsNeitherOurOwnKeyNorOneThatCantBeUsed() throws VaultException {
        assertEquals(new Pinned.Ours(), pin(card(Cast.alice())));
        assertEquals(new Pinned.Unusable(KeyProblem.EXPIRED), pin(card(Cast.carolExpired())));
        assertEquals(new Pinned.Unusable(KeyProblem.REVOKED), pin(card(Cast.daveRevoked())));
        assertEquals(new Pinned.Unusable(KeyProblem.WEAK), pin(card(Cast.erinWeakRsa1024())));
        assertEquals(List.of(), desk.read(staff::list));
    }

    @Test
    void whoIsDismissedIsOnTheListNoMore() throws VaultException {
        pin(card(Cast.amelie()));

        assertTrue(desk.write(tx -> pinning.dismiss(tx, new Address("amelie@guichet.example"), "left us",
                TestDesk.ALICE)).isPresent());

        assertEquals(List.of(), desk.read(staff::list));
        assertEquals(JournalKind.CHAT_STAFF_DISMISSED, desk.journal().getLast().kind());
        assertEquals(Optional.empty(), desk.write(tx -> pinning.dismiss(tx, new Address("amelie@guichet.example"),
                "left us", TestDesk.ALICE)));
    }

    @Test
    void thePinnedKeyStaysInTheKeyringWhateverMailBringsForThatAddress() throws VaultException {
        pin(card(Cast.amelie()));

        assertTrue(desk.read(tx -> desk.keyring.find(tx, Cast.amelie().certificate().fingerprint())).isPresent());
    }

    private Pinned pin(StaffCard card) throws VaultException {
        return desk.write(tx -> pinning.pin(tx, card, How.VCARD, TestDesk.ALICE));
    }

    private static StaffCard card(Cast.Member member) {
        return new StaffCard(member.name(), new Address(member.address()), member.certificate());
    }
}
