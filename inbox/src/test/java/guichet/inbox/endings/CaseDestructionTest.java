package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.endings.CaseDestruction.Begun;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.intake.Arrivals;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseDestructionTest {
    private EndingDesk it;

    @BeforeEach
    void aFullCase() throws VaultException {
        it = new EndingDesk();
    }

    @AfterEach
    void gone() throws VaultException {
        it.close();
    }

    @Test
    void nothingOfItIsLeftOnAnyPageOfFileAndLog() throws VaultException, IOException {
        assertEquals(EndingDesk.CANARIES, it.left(), "all of it is there before");

        Destruction done = it.destroy();

        assertEquals(List.of(), it.left());
        assertEquals(Set.of(), it.searchesThatFind());
        assertTrue(done.isErased());
        assertEquals(Stage.DONE, done.stage());
        assertTrue(it.holds("bleibt"), "the other case is still there");
        assertTrue(it.desk.vault().check() == guichet.keystore.vault.Soundness.SOUND);
    }

    /// The words of an index of some size lie in segments of several levels, which FTS5 leaves as they are while it marks what was deleted.
    @Test
    void noSegmentOfALargeIndexKeepsAWord() throws VaultException, IOException {
        it.others(150);
        assertTrue(segments() > 4, segments() + " segments");

        it.destroy();

        assertEquals(List.of(), it.left());
        assertEquals(1, segments());
        assertTrue(it.desk.read(tx -> it.desk.messages.search(tx, "bleibt", Optional.empty(), 5)).size() == 5);
    }

    private long segments() throws VaultException {
        return it.desk.read(tx -> tx.one("SELECT count(DISTINCT segid) AS n FROM message_index_idx",
                row -> row.number("n"))).orElseThrow();
    }

    @Test
    void itIsCountedAndTheOtherCaseStays() throws VaultException {
        Destruction done = it.destroy();

        assertEquals(26, done.counts().get(What.MAILS));
        assertEquals(1, done.counts().get(What.NOTES));
        assertEquals(1, done.counts().get(What.CONTACTS_IN_CLEAR));
        assertEquals(1, done.counts().get(What.ATTACHMENTS));
        assertEquals(1, done.counts().get(What.DRAFTS));
        assertEquals(1, done.counts().get(What.SENT));
        assertEquals(1, done.counts().get(What.PEOPLE));
        assertEquals(1, done.counts().get(What.KEYS));
        assertEquals(24, done.mails().get(ServerMail.Fate.GONE));
        assertTrue(it.desk.read(tx -> it.desk.cases.find(tx, it.ending)).isEmpty());
        assertEquals(3 * EndingDesk.OTHERS,
                it.desk.read(tx -> it.desk.messages.list(tx, MessageFilter.all(1000))).size());
        assertTrue(it.desk.read(tx -> it.desk.contacts.show(tx, it.contact.id())).isEmpty());
        assertTrue(it.desk.read(tx -> it.desk.contacts.show(tx, it.shared.id())).isPresent(),
                "another case has her too");
    }

    @Test
    void theJournalStillVerifiesAndNamesTheCaseOnlyByItsEnd() throws VaultException {
        var before = it.desk.read(it.desk.journal::head);
        Destruction done = it.destroy();

        var audit = new JournalAudit(it.desk.journal, new OpenPgp(), it.desk.clock);
        var result = it.desk.read(tx -> audit.verify(tx, Optional.of(before)));
        assertTrue(result.intact());
        assertEquals((long) done.counts().getOrDefault(What.JOURNAL_ENTRIES, 0), result.erased());
        assertTrue(result.erased() > 24);
        List<JournalKind> ofCase = it.desk.journal().stream()
                .filter(entry -> entry.payload().caseId().equals(Optional.of(it.ending))).map(entry -> entry.kind())
                .toList();
        assertEquals(List.of(JournalKind.CASE_DESTROYED), ofCase);
        assertEquals(result.head().entries(), done.entry().orElseThrow().n());
        assertEquals(result.head().hex(), done.entry().orElseThrow().hash());
    }

    @Test
    void whatWasDestroyedIsNotFetchedAgain() throws VaultException {
        assertEquals(24, highestUid());
        it.destroy();
        assertEquals(24, highestUid());
    }

    @Test
    void aServerThatCannotBeReachedIsAskedAgainAndTheVaultIsCleanAnyway() throws VaultException, IOException {
        it.fate = ServerMail.Fate.UNREACHABLE;
        Destruction waiting = it.destroy();
        assertEquals(Stage.SERVER, waiting.stage());
        assertEquals(24, waiting.leftOnServers());
        assertEquals(List.of(), it.left());

        it.fate = ServerMail.Fate.GONE;
        it.destruction().clearServers(it.server());

        Destruction done = it.desk.read(tx -> it.destruction().find(tx, it.ending)).orElseThrow();
        assertEquals(Stage.DONE, done.stage());
        assertEquals(0, done.leftOnServers());
        assertEquals(2, it.asked.size());
    }

    @Test
    void aServerThatCannotDeleteSomeOnlyIsToldAndNotAskedAgain() throws VaultException {
        it.fate = ServerMail.Fate.CANNOT;
        Destruction done = it.destroy();
        assertEquals(Stage.DONE, done.stage());
        assertEquals(24, done.leftOnServers());
        it.destruction().clearServers(it.server());
        assertEquals(1, it.asked.size());
    }

    @Test
    void refusesAnOpenCaseAHeldOneAndWhatIsUnsentOrUnknown() throws VaultException {
        it.desk.write(tx -> it.desk.cases.reopen(tx, it.ending, TestDesk.ALICE));
        assertEquals(List.of(Objection.OPEN), refused(Optional.of("whatever")));
        it.desk.write(tx -> it.desk.cases.close(tx, it.ending, TestDesk.ALICE));
        it.desk.write(tx -> {
            it.holds.hold(tx, it.ending, "un procès", TestDesk.ALICE);
            return it.ending;
        });
        assertEquals(List.of(Objection.HELD), refused(Optional.of("whatever")));
        it.desk.write(tx -> it.holds.release(tx, it.ending, TestDesk.ALICE));
        for (String state : List.of("COUNTING", "WAITING", "CONNECTING", "SENDING", "FAILED", "HELD")) {
            it.desk.write(tx -> tx.update("UPDATE outbox SET state = ?", state));
            assertEquals(List.of(Objection.UNSENT), refused(Optional.of("whatever")), state);
        }
        it.desk.write(tx -> tx.update("UPDATE outbox SET state = 'UNKNOWN'"));
        assertEquals(List.of(Objection.UNKNOWN), refused(Optional.of("whatever")));
        assertEquals(26 + 2, it.desk.read(tx -> it.desk.cases.find(tx, it.ending)).orElseThrow().messages());
    }

    @Test
    void withoutADeliveredSealItTakesAReasonThatIsKept() throws VaultException {
        it.sealed = false;
        assertEquals(List.of(Objection.NOT_SEALED), refused(Optional.empty()));
        CaseDestruction destruction = it.destruction();
        var begun = assertInstanceOf(Begun.Decided.class,
                destruction.begin(it.ending, Optional.of("Elle n'en veut pas."), TestDesk.ALICE));
        Destruction done = destruction.carryOn(begun.destruction(), it.server(), Progress.UNSEEN);
        assertEquals(Optional.of("Elle n'en veut pas."), done.reason());
        assertEquals(Optional.of("Elle n'en veut pas."), it.desk.journal().getLast().payload().reason());
    }

    @Test
    void whatSomebodyPutsIntoItMeanwhileIsToBeSortedAgain() throws VaultException {
        CaseDestruction destruction = it.destruction();
        var begun = assertInstanceOf(Begun.Decided.class,
                destruction.begin(it.ending, Optional.empty(), TestDesk.ALICE));
        MessageId late = it.desk.take(("From: " + Cast.amelie().address() + "\r\nSubject: late\r\n\r\nlate\r\n")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        it.desk.write(tx -> it.desk.messages.file(tx, late, it.ending, TestDesk.ALICE));
        destruction.carryOn(begun.destruction(), it.server(), Progress.UNSEEN);
        assertEquals(Optional.empty(), it.desk.show(late).summary().caseId());
    }

    @Test
    void cutOffAtAnyPointItIsGoneAfterTheNextOpening() throws VaultException, IOException {
        int cuts = 0;
        for (int at = 1;; at++) {
            try (EndingDesk one = new EndingDesk()) {
                int[] left = {at};
                CaseDestruction cut = one.destruction(() -> {
                    if (--left[0] == 0) {
                        throw new Cut();
                    }
                });
                boolean decided = false;
                try {
                    Begun begun = cut.begin(one.ending, Optional.empty(), TestDesk.ALICE);
                    decided = true;
                    cut.carryOn(((Begun.Decided) begun).destruction(), one.server(), Progress.UNSEEN);
                    break;
                } catch (Cut _) {
                    cuts++;
                }
                one.desk.temp().reopen();
                decided |= one.desk.read(tx -> !one.destruction().list(tx).isEmpty());
                one.destruction().carryOnAll(Progress.UNSEEN);
                one.destruction().clearServers(one.server());
                assertEquals(decided ? List.of() : EndingDesk.CANARIES, one.left(), "cut at " + at);
                assertEquals(decided, one.desk.read(tx -> one.desk.cases.find(tx, one.ending)).isEmpty());
                if (decided) {
                    Destruction done = one.desk.read(tx -> one.destruction().list(tx)).getFirst();
                    assertEquals(Stage.DONE, done.stage());
                    assertEquals(26, done.counts().get(What.MAILS));
                }
                var audit = new JournalAudit(one.desk.journal, new OpenPgp(), one.desk.clock);
                assertTrue(one.desk.read(tx -> audit.verify(tx, Optional.empty())).intact());
            }
        }
        assertTrue(cuts > 8, cuts + " cuts");
    }

    @Test
    void aReaderOfAnotherProcessOnlyDelaysTheLastStep() throws VaultException, IOException, InterruptedException {
        try (Vault other = it.desk.temp().openAgain()) {
            var holding = new java.util.concurrent.CountDownLatch(1);
            var letGo = new java.util.concurrent.CountDownLatch(1);
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    other.read(tx -> {
                        tx.one("SELECT count(*) AS n FROM message", row -> row.number("n"));
                        holding.countDown();
                        try {
                            letGo.await();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        return 0;
                    });
                } catch (VaultException e) {
                    throw new IllegalStateException(e);
                }
            });
            holding.await();
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(500);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                letGo.countDown();
            });
            Destruction done = it.destroy();
            reader.join();
            assertTrue(done.isErased());
            assertEquals(List.of(), it.left());
        }
    }

    @Test
    void aSecondDecisionAboutTheSameCaseGoesOnWithTheFirst() throws VaultException {
        CaseDestruction destruction = it.destruction();
        Begun first = destruction.begin(it.ending, Optional.empty(), TestDesk.ALICE);
        assertEquals(first, destruction.begin(it.ending, Optional.empty(), TestDesk.ALICE));
        it.destruction().carryOnAll(Progress.UNSEEN);
        assertInstanceOf(Begun.NoSuchCase.class, destruction.begin(it.ending, Optional.empty(), TestDesk.ALICE));
        assertFalse(it.desk.read(destruction::list).isEmpty());
    }

    private List<Objection> refused(Optional<String> reason) throws VaultException {
        return assertInstanceOf(Begun.Refused.class, it.destruction().begin(it.ending, reason, TestDesk.ALICE)).why();
    }

    private long highestUid() throws VaultException {
        return it.desk.read(tx -> new Arrivals().highestUid(tx, EndingDesk.ACCOUNT, "INBOX", 7)).orElseThrow();
    }

    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
