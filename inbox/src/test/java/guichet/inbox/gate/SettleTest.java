package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.BOB;
import static guichet.inbox.gate.GateDesk.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettleTest {
    private static final String HOW = "elle l'a lue au téléphone";

    private GateDesk desk;
    private CaseId its;

    @BeforeEach
    void open() throws VaultException {
        desk = new GateDesk();
        its = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void whatAPersonKnowsToHaveArrivedCountsAsSentAndIsNeverSentAgain() throws VaultException {
        OutboxId id = unknown();

        assertEquals(Settled.DONE, desk.outbox.settle(id, Found.LEFT, HOW, ALICE));

        assertEquals(State.SENT, desk.state(id));
        assertEquals(Outbox.Retry.NOT_RETRYABLE, desk.outbox.retry(id, ALICE));
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertTrue(wire.sent.isEmpty());
        assertTrue(nothingHindersItsCase());
    }

    @Test
    void whatAPersonKnowsNotToHaveLeftHasFailedAndCanBeTriedAgain() throws VaultException {
        OutboxId id = unknown();

        assertEquals(Settled.DONE, desk.outbox.settle(id, Found.NOT_LEFT, HOW, ALICE));

        assertEquals(State.FAILED, desk.state(id));
        assertEquals(Outbox.Retry.QUEUED, desk.outbox.retry(id, ALICE));
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertEquals(1, wire.sent.size());
        assertTrue(journal().stream().noneMatch(entry -> entry.kind() == JournalKind.SEND_REPEATED),
                "nothing was sent twice");
    }

    @Test
    void whatDidNotLeaveCanBeGivenUpSoThatItsCaseMayEnd() throws VaultException {
        OutboxId id = unknown();
        desk.outbox.settle(id, Found.NOT_LEFT, HOW, ALICE);

        assertInstanceOf(Outbox.TakenBack.ThisMailAlone.class, desk.outbox.takeBack(id, ALICE));

        assertTrue(nothingHindersItsCase());
    }

    @Test
    void theJournalSaysWhoSaidItWhyAndOfWhat() throws VaultException {
        OutboxId id = unknown();

        desk.outbox.settle(id, Found.LEFT, HOW, ALICE);

        JournalEntry entry = journal().getFirst();
        assertEquals(JournalKind.SEND_SETTLED, entry.kind());
        assertEquals(ALICE, entry.payload().actor());
        assertEquals(Optional.of(HOW), entry.payload().reason());
        assertEquals(Optional.of("left"), entry.payload().detail());
        assertEquals(Optional.of(its), entry.payload().caseId());
        assertEquals(List.of(BOB.value()), entry.payload().recipients());
    }

    @Test
    void nothingButTheUnknownCanBeSettled() throws VaultException {
        OutboxId waiting = desk.released(GateDesk.in(its, draft(BOB))).ids().getFirst();

        assertEquals(Settled.NOT_UNKNOWN, desk.outbox.settle(waiting, Found.LEFT, HOW, ALICE));
        assertEquals(State.WAITING, desk.state(waiting));
        assertEquals(Settled.NO_SUCH_ROW, desk.outbox.settle(new OutboxId(99), Found.LEFT, HOW, ALICE));

        OutboxId id = unknown();
        assertEquals(Settled.DONE, desk.outbox.settle(id, Found.LEFT, HOW, ALICE));
        assertEquals(Settled.NOT_UNKNOWN, desk.outbox.settle(id, Found.NOT_LEFT, HOW, ALICE));
        assertEquals(State.SENT, desk.state(id));
    }

    @Test
    void anOverrideStaysSpent() throws VaultException {
        Gate.Release.Queued clear = (Gate.Release.Queued) desk.overridden(GateDesk.in(its, draft(GateDesk.NOBODY)),
                "pas de clé, urgent", GateDesk.NOBODY);
        OutboxId id = clear.ids().getFirst();
        desk.courier(new RecordingTransport(_ -> new Outcome.Unknown("lost"))).deliverDue();

        desk.outbox.settle(id, Found.NOT_LEFT, HOW, ALICE);

        assertEquals(Outbox.Retry.OVERRIDE_SPENT, desk.outbox.retry(id, ALICE));
    }

    private boolean nothingHindersItsCase() throws VaultException {
        CaseMail mail = new CaseMail();
        return desk.vault.read(tx -> mail.unsent(tx, its) + mail.unknown(tx, its)) == 0;
    }

    private OutboxId unknown() throws VaultException {
        OutboxId id = desk.released(GateDesk.in(its, draft(BOB))).ids().getFirst();
        desk.courier(new RecordingTransport(_ -> new Outcome.Unknown("lost"))).deliverDue();
        assertEquals(State.UNKNOWN, desk.state(id));
        return id;
    }

    private List<JournalEntry> journal() throws VaultException {
        return desk.vault.read(tx -> desk.journal.list(tx, JournalFilter.ALL));
    }
}
