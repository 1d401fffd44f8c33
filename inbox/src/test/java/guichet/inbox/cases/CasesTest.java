package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.ContactId;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CasesTest {
    private StoreDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new StoreDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void numbersCasesByYear() throws VaultException {
        assertEquals("2026-0001", desk.open("one").value());
        assertEquals("2026-0002", desk.open("two").value());
        desk.clock.advance(Duration.ofDays(60));
        assertEquals("2027-0001", desk.open("three").value());
    }

    @Test
    void aCaseThatWasNotOpenedAfterAllTakesNoNumber() throws VaultException {
        assertThrows(IllegalStateException.class, () -> desk.write(tx -> {
            desk.cases.open(tx, "never", StoreDesk.ALICE);
            throw new IllegalStateException("the rest of the transaction failed");
        }));
        assertEquals("2026-0001", desk.open("one").value());
    }

    @Test
    void twoVaultsOnOneFolderNeverGiveOneNumberTwice() throws Exception {
        try (Vault other = desk.temp().openAgain();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CaseId>> opened = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Vault vault = i % 2 == 0 ? desk.vault() : other;
                opened.add(threads.submit(() -> vault.write(tx -> desk.cases.open(tx, "x", StoreDesk.ALICE))));
            }
            List<String> numbers = new ArrayList<>();
            for (Future<CaseId> one : opened) {
                numbers.add(one.get().value());
            }
            numbers.sort(null);
            assertEquals("2026-0001", numbers.getFirst());
            assertEquals("2026-0040", numbers.getLast());
            assertEquals(40, numbers.stream().distinct().count());
        }
    }

    @Test
    void livesFromOpenToClosedAndBackAndEveryStepIsJournalled() throws VaultException {
        CaseId id = desk.open("  Eaux\nusées\u0007 ");
        desk.write(tx -> desk.cases.assign(tx, id, Optional.of("alice"), StoreDesk.ALICE));
        desk.write(tx -> desk.cases.assign(tx, id, Optional.of("alice"), StoreDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, id, StoreDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, id, StoreDesk.ALICE));

        Case closed = desk.read(tx -> desk.cases.find(tx, id)).orElseThrow();
        assertEquals("Eaux usées", closed.title());
        assertEquals(Case.State.CLOSED, closed.state());
        assertEquals(Optional.of("alice"), closed.assignee());
        assertEquals(Optional.of(StoreDesk.NOW), closed.closed());

        desk.write(tx -> desk.cases.reopen(tx, id, StoreDesk.ALICE));
        desk.write(tx -> desk.cases.assign(tx, id, Optional.empty(), StoreDesk.ALICE));
        assertEquals(Case.State.OPEN, desk.read(tx -> desk.cases.find(tx, id)).orElseThrow().state());
        assertEquals(List.of(JournalKind.CASE_OPENED, JournalKind.CASE_ASSIGNED, JournalKind.CASE_CLOSED,
                JournalKind.CASE_REOPENED, JournalKind.CASE_ASSIGNED), desk.journalled());
    }

    @Test
    void nothingHappensToACaseThatIsNotThere() throws VaultException {
        CaseId none = new CaseId("2026-0042");
        assertFalse(desk.done(tx -> desk.cases.assign(tx, none, Optional.of("alice"), StoreDesk.ALICE)));
        assertFalse(desk.done(tx -> desk.cases.close(tx, none, StoreDesk.ALICE)));
        assertFalse(desk.done(tx -> desk.cases.reopen(tx, none, StoreDesk.ALICE)));
        assertFalse(desk.done(tx -> desk.cases.addContact(tx, none, new ContactId(1), StoreDesk.ALICE)));
        assertTrue(desk.write(tx -> desk.cases.note(tx, none, "x", StoreDesk.ALICE)).isEmpty());
        assertEquals(List.of(), desk.journalled());
    }

    @Test
    void listsOpenOnesFirstThenTheNewest() throws VaultException {
        CaseId one = desk.open("one");
        CaseId two = desk.open("two");
        CaseId three = desk.open("three");
        desk.write(tx -> desk.cases.close(tx, three, StoreDesk.ALICE));
        assertEquals(List.of(two, one, three), desk.read(tx -> desk.cases.list(tx)).stream().map(Case::id).toList());
    }

    @Test
    void aNoteStaysInItsCase() throws VaultException {
        CaseId id = desk.open("one");
        MessageId note = desk.write(tx -> desk.cases.note(tx, id, "appeler l'avocate", StoreDesk.ALICE)).orElseThrow();

        Message shown = desk.read(tx -> desk.messages.show(tx, note)).orElseThrow();
        assertEquals(Channel.NOTE, shown.summary().channel());
        assertEquals("alice", shown.summary().from().name());
        assertEquals(Optional.empty(), shown.summary().protection());
        assertTrue(shown.summary().read());
        assertFalse(desk.done(tx -> desk.messages.unfile(tx, note, StoreDesk.ALICE)));
        assertEquals(new Messages.Counts(0, 0), desk.read(tx -> desk.messages.counts(tx)));
    }

    @Test
    void aContactInTheClearIsAnExposure() throws VaultException {
        CaseId id = desk.open("one");
        desk.write(tx -> desk.cases.contactInClear(tx, id, ContactKind.CALL, "il a appelé", StoreDesk.ALICE));
        JournalEntry last = desk.read(tx -> desk.journal.list(tx, JournalFilter.ALL)).getFirst();
        assertEquals(JournalKind.CONTACT_IN_CLEAR, last.kind());
        assertTrue(last.kind().isExposure());
        assertEquals(Optional.of(id), last.payload().caseId());
        assertFalse(last.toString().contains("appelé"));
    }

    @Test
    void contactsThatBecomeOneKeepTheirCases() throws VaultException {
        CaseId one = desk.open("one");
        CaseId two = desk.open("two");
        ContactId bob = new ContactId(1);
        ContactId robert = new ContactId(2);
        desk.write(tx -> desk.cases.addContact(tx, one, bob, StoreDesk.ALICE));
        desk.write(tx -> desk.cases.addContact(tx, one, robert, StoreDesk.ALICE));
        desk.write(tx -> desk.cases.addContact(tx, two, robert, StoreDesk.ALICE));
        desk.write(tx -> {
            desk.cases.contactsMerge(tx, bob, robert);
            return bob;
        });
        assertEquals(List.of(bob), desk.read(tx -> desk.cases.contacts(tx, one)));
        assertEquals(List.of(bob), desk.read(tx -> desk.cases.contacts(tx, two)));
    }
}
