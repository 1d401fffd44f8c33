package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.BOB;
import static guichet.inbox.gate.GateDesk.NOBODY;
import static guichet.inbox.gate.GateDesk.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.Gate.Release;
import guichet.inbox.gate.Outbox.TakenBack;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Address;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeBackTest {
    private static final String REASON = "Elle n'a pas de clé, et il faut la prévenir";
    private static final Duration TEN = Duration.ofSeconds(10);

    private GateDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new GateDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void nothingLeavesBeforeTheScreenThatCountsHasLetItGo() throws VaultException {
        Release.Queued queued = patiently(draft(BOB));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();
        desk.clock.forward(TEN);
        desk.courier(wire).deliverDue();
        assertEquals(List.of(), wire.sent);
        assertEquals(State.COUNTING, desk.state(queued.ids().getFirst()));
        desk.outbox.letGo(Set.of(queued.message()));
        desk.courier(wire).deliverDue();

        assertEquals(1, wire.sent.size());
        assertEquals(State.SENT, desk.state(queued.ids().getFirst()));
    }

    @Test
    void whatAKilledScreenCountedDownIsADraftAndNeverLeaves() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();
        RecordingTransport wire = new RecordingTransport();

        desk.clock.forward(TEN.plus(Duration.ofMinutes(1)));
        assertEquals(0, desk.outbox.giveBackAbandoned(), "it may still be about to let it go");
        desk.clock.forward(Duration.ofMillis(1));
        Courier courier = desk.courier(wire);
        courier.recover();
        courier.deliverDue();
        assertEquals(1, desk.outbox.giveBackAbandoned());
        courier.deliverDue();

        assertEquals(State.WITHDRAWN, desk.state(id));
        assertEquals(List.of(), wire.sent);
        assertEquals("Bonjour, voici les documents.", desk.vault.read(desk.drafts::list).getFirst().draft().body());
        assertEquals(0, desk.outbox.giveBackAbandoned());
    }

    @Test
    void ofWhatIsLetGoOrTakenBackNothingIsAbandoned() throws VaultException {
        Release.Queued gone = patiently(draft(BOB));
        Release.Queued back = patiently(draft(BOB));
        desk.outbox.letGo(Set.of(gone.message()));
        desk.outbox.takeBack(back.ids().getFirst(), ALICE);

        desk.clock.forward(Duration.ofDays(1));

        assertEquals(0, desk.outbox.giveBackAbandoned());
        assertEquals(State.WAITING, desk.state(gone.ids().getFirst()));
        desk.outbox.letGo(Set.of(back.message()));
        assertEquals(State.WITHDRAWN, desk.state(back.ids().getFirst()), "what was taken back can't be let go");
    }

    @Test
    void theTimeIsWhatThePeopleOfTheVaultHaveSet() throws VaultException {
        set("0");
        patiently(draft(BOB));
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertEquals(1, wire.sent.size());

        set("60");
        patiently(draft(BOB));
        assertEquals(desk.clock.instant().plusSeconds(60),
                desk.vault.read(tx -> desk.outbox.undoable(tx, "alice")).getFirst().until());
    }

    @Test
    void whatIsTakenBackIsTheDraftThatItWasToTheLastByte() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        MessageId asked = desk.released(GateDesk.in(id, draft(BOB))).message();
        desk.clock.forward(TEN);
        byte[] photo = {0, -1, 13, 10, 46, 13, 10};
        MailDraft written = new MailDraft(Optional.empty(), "alice", List.of(BOB), List.of(), List.of(amelie()),
                Optional.of(id), "Objet", "Ligne\n\n> citée\n", List.of(new AttachedFile("é.jpg", "image/jpeg", photo)),
                Optional.of(asked));
        DraftId stored = desk.vault.write(tx -> desk.drafts.save(tx, written));
        Release.Queued queued = patiently(written.withId(stored));
        assertEquals(2, queued.ids().size());
        assertEquals(List.of(), desk.vault.read(desk.drafts::list));

        assertEquals(new TakenBack.AsDraft(stored), desk.outbox.takeBack(queued.ids().get(1), ALICE));

        MailDraft again = assertInstanceOf(MailDraft.class,
                desk.vault.read(tx -> desk.drafts.find(tx, stored)).orElseThrow());
        assertEquals(List.of(BOB), again.to());
        assertEquals(written.bcc(), again.bcc());
        assertEquals(List.of(), again.cc());
        assertEquals(written.subject(), again.subject());
        assertEquals(written.body(), again.body());
        assertEquals(written.caseId(), again.caseId());
        assertEquals(written.replyTo(), again.replyTo());
        assertEquals("é.jpg", again.attachments().getFirst().name());
        assertEquals(java.nio.ByteBuffer.wrap(photo),
                java.nio.ByteBuffer.wrap(again.attachments().getFirst().content()));
    }

    @Test
    void aDraftThatHadNeverBeenStoredIsThereToo() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();

        desk.outbox.takeBack(id, ALICE);

        assertEquals("Bonjour, voici les documents.",
                desk.vault.read(desk.drafts::list).getFirst().draft().body());
    }

    @Test
    void nothingOfItLeavesThenHoweverLongOneWaits() throws VaultException {
        Release.Queued queued = patiently(draft(List.of(BOB), List.of(), List.of(amelie())));
        desk.outbox.takeBack(queued.ids().getFirst(), ALICE);
        RecordingTransport wire = new RecordingTransport();

        desk.clock.forward(Duration.ofDays(2));
        Courier courier = desk.courier(wire);
        courier.recover();
        courier.deliverDue();

        assertEquals(List.of(), wire.sent);
        for (OutboxId id : queued.ids()) {
            assertEquals(Outbox.Retry.NOT_RETRYABLE, desk.outbox.retry(id, ALICE));
        }
    }

    @Test
    void itStandsInNoThreadNoSearchAndNoRowOfTheOutboxAnyMore() throws VaultException {
        CaseId id = desk.vault.write(tx -> desk.cases.open(tx, "Eaux usées", ALICE));
        Release.Queued queued = patiently(GateDesk.saying("Le puits", "collecteur mystérieux",
                GateDesk.in(id, draft(BOB))));
        assertEquals(1, desk.vault.read(tx -> desk.messages.search(tx, "mysterieux", Optional.empty(), 9)).size());

        desk.outbox.takeBack(queued.ids().getFirst(), ALICE);

        assertEquals(List.of(), desk.vault.read(tx -> desk.messages.list(tx, MessageFilter.inCase(id, 9))));
        assertEquals(List.of(), desk.vault.read(tx -> desk.messages.search(tx, "mysterieux", Optional.empty(), 9)));
        assertEquals(0, desk.vault.read(tx -> desk.cases.find(tx, id)).orElseThrow().messages());
        assertEquals(List.of(0L), desk.vault.read(tx -> tx.list("SELECT length(bytes) AS n FROM outbox",
                row -> row.number("n"))));
        assertEquals(0L, desk.vault.read(tx -> tx.one("SELECT count(*) AS n FROM message_identity",
                row -> row.number("n"))).orElseThrow());
    }

    @Test
    void sentAgainItIsAMessageOfItsOwn() throws VaultException {
        TakenBack.AsDraft back = assertInstanceOf(TakenBack.AsDraft.class,
                desk.outbox.takeBack(patiently(draft(BOB)).ids().getFirst(), ALICE));
        MailDraft again = assertInstanceOf(MailDraft.class,
                desk.vault.read(tx -> desk.drafts.find(tx, back.draft())).orElseThrow());

        desk.released(again);
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();

        assertEquals(1, wire.sent.size());
        assertEquals(List.of(), desk.vault.read(desk.drafts::list));
    }

    @Test
    void whatHasLeftIsNoDraftAnyMore() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();
        timeIsOver();
        desk.courier(new RecordingTransport()).deliverDue();

        assertEquals(new TakenBack.TooLate(State.SENT), desk.outbox.takeBack(id, ALICE));
        assertEquals(List.of(), desk.vault.read(desk.drafts::list));
        assertEquals(0L, desk.vault.read(tx -> tx.one("SELECT count(*) AS n FROM draft", row -> row.number("n")))
                .orElseThrow(), "nor hidden");
    }

    @Test
    void whatMayHaveLeftIsNotTakenBackEither() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();
        timeIsOver();
        desk.courier(new RecordingTransport(_ -> new Outcome.Unknown("lost"))).deliverDue();

        assertEquals(new TakenBack.TooLate(State.UNKNOWN), desk.outbox.takeBack(id, ALICE));
        assertEquals(1, desk.vault.read(tx -> desk.messages.list(tx, MessageFilter.all(9))).size());
    }

    @Test
    void onceATryHasBegunItIsTooLateUntilThatTryIsOver() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();
        timeIsOver();
        List<TakenBack> answers = new ArrayList<>();

        desk.courier((_, beforeContent) -> {
            answers.add(desk.outbox.takeBack(id, ALICE));
            beforeContent.run();
            answers.add(desk.outbox.takeBack(id, ALICE));
            return new Outcome.Deferred("451 later");
        }).deliverDue();

        assertEquals(List.of(new TakenBack.TooLate(State.CONNECTING), new TakenBack.TooLate(State.SENDING)), answers);
        assertInstanceOf(TakenBack.AsDraft.class, desk.outbox.takeBack(id, ALICE));
    }

    @Test
    void whatTheServerRefusedForGoodCanBeMendedAsADraft() throws VaultException {
        OutboxId id = patiently(draft(BOB)).ids().getFirst();
        timeIsOver();
        desk.courier(new RecordingTransport(_ -> new Outcome.Rejected("550 no such user"))).deliverDue();

        assertInstanceOf(TakenBack.AsDraft.class, desk.outbox.takeBack(id, ALICE));
    }

    @Test
    void whereOneMailOfItHasLeftTheOthersAreStoppedAndTheMessageStays() throws VaultException {
        Release.Queued queued = patiently(draft(List.of(BOB), List.of(), List.of(amelie())));
        timeIsOver();
        desk.courier(new RecordingTransport(mail -> mail.envelope().recipients().contains(BOB)
                ? new Outcome.Sent("250")
                : new Outcome.Deferred("451"))).deliverDue();

        assertEquals(new TakenBack.ThisMailAlone(), desk.outbox.takeBack(queued.ids().get(1), ALICE));

        assertEquals(State.WITHDRAWN, desk.state(queued.ids().get(1)));
        assertEquals(1, desk.vault.read(tx -> desk.messages.list(tx, MessageFilter.all(9))).size());
        assertEquals(List.of(), desk.vault.read(desk.drafts::list));
    }

    @Test
    void anOverrideTakenBackIsSpentAndTheJournalSaysBoth() throws VaultException {
        Verdict.Refused refused = (Verdict.Refused) desk.gate.examine(draft(NOBODY));
        Release.Queued queued = (Release.Queued) desk.gate.override(refused, Set.of(NOBODY), REASON, ALICE,
                Grace.AS_SET);
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertEquals(List.of(), wire.sent);

        TakenBack.AsDraft back = (TakenBack.AsDraft) desk.outbox.takeBack(queued.ids().getFirst(), ALICE);

        List<JournalEntry> entries = desk.vault.read(tx -> desk.journal.list(tx, JournalFilter.ALL));
        assertEquals(List.of(JournalKind.EXPOSURE_OUTCOME, JournalKind.EXPOSURE),
                entries.stream().map(JournalEntry::kind).toList());
        assertEquals(Optional.of("withdrawn"), entries.getFirst().payload().detail());
        assertEquals(ALICE, entries.getFirst().payload().actor());
        MailDraft again = assertInstanceOf(MailDraft.class,
                desk.vault.read(tx -> desk.drafts.find(tx, back.draft())).orElseThrow());
        assertInstanceOf(Verdict.Refused.class, desk.gate.examine(again), "the gate asks anew");
        assertEquals(0, desk.vault.read(tx -> ExposureHistory.of(tx, desk.journal, NOBODY)).count(),
                "nobody was exposed");
    }

    @Test
    void aDraftSentInOneWindowIsNotSentOnceMoreFromAnother() throws VaultException {
        DraftId stored = desk.vault.write(tx -> desk.drafts.save(tx, draft(BOB)));
        Verdict.Passed one = (Verdict.Passed) desk.gate.examine(draft(BOB).withId(stored));
        Verdict.Passed other = (Verdict.Passed) desk.gate.examine(draft(BOB).withId(stored));

        assertInstanceOf(Release.Queued.class, desk.gate.release(one, ALICE, Grace.AS_SET));
        assertInstanceOf(Release.DraftGone.class, desk.gate.release(other, ALICE, Grace.AS_SET));
        timeIsOver();
        RecordingTransport wire = new RecordingTransport();
        desk.courier(wire).deliverDue();
        assertInstanceOf(Release.DraftGone.class, desk.gate.release(other, ALICE, Grace.AS_SET));
        desk.courier(wire).deliverDue();

        assertEquals(1, wire.sent.size());
    }

    @Test
    void aDraftThatIsLeavingCanBeNeitherChangedNorDiscarded() throws VaultException {
        DraftId stored = desk.vault.write(tx -> desk.drafts.save(tx, draft(BOB)));
        OutboxId id = patiently(draft(BOB).withId(stored)).ids().getFirst();

        assertEquals(false, desk.vault.write(tx -> desk.drafts.replace(tx, stored, draft(NOBODY))));
        assertEquals(false, desk.vault.write(tx -> desk.drafts.discard(tx, stored)));

        assertEquals(new TakenBack.AsDraft(stored), desk.outbox.takeBack(id, ALICE));
        assertEquals(List.of(BOB), assertInstanceOf(MailDraft.class,
                desk.vault.read(tx -> desk.drafts.find(tx, stored)).orElseThrow()).to());
    }

    @Test
    void whereTheJournalCanNotBeWrittenNothingIsTakenBackByHalves() throws VaultException {
        Verdict.Refused refused = (Verdict.Refused) desk.gate.examine(draft(NOBODY));
        Release.Queued queued = (Release.Queued) desk.gate.override(refused, Set.of(NOBODY), REASON, ALICE,
                Grace.AS_SET);
        desk.vault.write(tx -> tx.update("""
                CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END"""));

        assertThrows(VaultException.class, () -> desk.outbox.takeBack(queued.ids().getFirst(), ALICE));

        assertEquals(State.COUNTING, desk.state(queued.ids().getFirst()));
        assertEquals(List.of(), desk.vault.read(desk.drafts::list));
        assertEquals(1, desk.vault.read(tx -> desk.messages.list(tx, MessageFilter.all(9))).size());
    }

    @Test
    void onesOwnMessagesAreListedUntilTheyAreLetGo() throws VaultException {
        Release.Queued queued = patiently(draft(BOB));
        assertEquals(
                List.of(new Outbox.Undoable(queued.message(), queued.ids().getFirst(), List.of(BOB.value()),
                        desk.clock.instant().plus(TEN))),
                desk.vault.read(tx -> desk.outbox.undoable(tx, "alice")));
        assertEquals(List.of(), desk.vault.read(tx -> desk.outbox.undoable(tx, "someone else")));

        desk.outbox.letGo(Set.of(queued.message()));

        assertEquals(List.of(), desk.vault.read(tx -> desk.outbox.undoable(tx, "alice")));
    }

    @Test
    void whatCameInIsNeverRemoved() throws VaultException {
        MessageId id = desk.released(draft(BOB)).message();
        desk.vault.write(tx -> tx.update("UPDATE message SET direction = 'IN'"));

        assertThrows(IllegalArgumentException.class, () -> desk.vault.write(tx -> {
            desk.messages.remove(tx, id);
            return id;
        }));
        assertTrue(desk.vault.read(tx -> desk.messages.show(tx, id)).isPresent());
    }

    @Test
    void theTextOfWhatWasTakenBackAndDiscardedIsNowhereInTheTables() throws VaultException {
        TakenBack.AsDraft back = (TakenBack.AsDraft) desk.outbox.takeBack(((Release.Queued) desk.gate.override(
                (Verdict.Refused) desk.gate.examine(draft(NOBODY)), Set.of(NOBODY), REASON, ALICE, Grace.AS_SET)).ids()
                .getFirst(), ALICE);
        desk.vault.write(tx -> desk.drafts.discard(tx, back.draft()));

        List<byte[]> left = desk.vault.read(tx -> tx.list("SELECT bytes AS b FROM outbox", row -> row.bytes("b")));
        assertTrue(left.stream().noneMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains("Bonjour")));
        assertEquals(0L, desk.vault.read(tx -> tx.one("SELECT count(*) AS n FROM draft", row -> row.number("n")))
                .orElseThrow());
    }

    private void timeIsOver() throws VaultException {
        desk.clock.forward(TEN);
        desk.outbox.letGo(desk.vault.read(tx -> desk.outbox.undoable(tx, "alice")).stream()
                .map(Outbox.Undoable::message).collect(java.util.stream.Collectors.toSet()));
    }

    private Release.Queued patiently(MailDraft draft) throws VaultException {
        return (Release.Queued) desk.gate.release((Verdict.Passed) desk.gate.examine(draft), ALICE, Grace.AS_SET);
    }

    private void set(String seconds) throws VaultException {
        assertEquals(Settings.Change.STORED,
                desk.vault.write(tx -> new Settings().set(tx, Setting.UNDO_SECONDS, seconds)));
    }

    private Address amelie() throws VaultException {
        return desk.knowAmelie();
    }
}
