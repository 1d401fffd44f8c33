package guichet.inbox.gate;

import static guichet.inbox.gate.SignalDesk.ANOTHER_KEY;
import static guichet.inbox.gate.SignalDesk.BOB;
import static guichet.inbox.gate.SignalDesk.draft;
import static guichet.inbox.gate.SignalDesk.withFile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.SignalDesk.Wire;
import guichet.inbox.gate.SignalRefusal.Why;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.SignalDetails;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalCourierTest {
    private static final Instant KNOWN = Instant.ofEpochMilli(1_700_000_000_321L);

    private SignalDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void sendsOnceWhatWasReleasedAndIsKnownByItsTimeFromThenOn() throws VaultException {
        SignalRelease.Queued queued = desk.released(withFile(BOB));
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.courier(wire).deliverDue();
        desk.desk.clock.forward(Duration.ofDays(2));
        desk.courier(wire).deliverDue();

        assertEquals(State.SENT, desk.row(queued.id()).state());
        assertEquals(1, wire.sent.size());
        assertEquals("Voici", assertInstanceOf(SignalContent.class, wire.sent.getFirst().content()).body());
        assertEquals(BOB, wire.sent.getFirst().to());
        assertEquals(List.of(new Proof.Identity(desk.bob, Optional.of(SignalDesk.BOBS_KEY.identityKey()))),
                wire.sent.getFirst().proof().identities());
        SignalDetails details = desk.desk.vault.read(tx -> desk.signal.details(tx, queued.message())).orElseThrow();
        assertEquals(KNOWN, details.sent());
    }

    @Test
    void whatWasWrittenToANumberGoesToTheAccountThatWasLookedAt() throws VaultException {
        desk.released(draft(SignalDesk.BOBS_NUMBER, "Bonjour"));
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.courier(wire).deliverDue();

        assertEquals(BOB, wire.sent.getFirst().to());
    }

    @Test
    void aNumberThatIsSomebodyElsesByNowHoldsIt() throws VaultException {
        OutboxId id = desk.released(draft(SignalDesk.BOBS_NUMBER, "Bonjour")).id();
        desk.desk.vault.write(tx -> desk.identities.met(tx, Optional.of(SignalDesk.MALLORY),
                Optional.of(SignalDesk.BOBS_NUMBER), "Bob", Cast.NOW));
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.courier(wire).deliverDue();

        assertTrue(wire.sent.isEmpty());
        assertEquals(State.HELD, desk.row(id).state());
    }

    @Test
    void aMailsCourierNeverTouchesASignalMessageNorTheOtherWayRound() throws VaultException {
        OutboxId signal = desk.released(draft(BOB, "Bonjour")).id();
        OutboxId mail = desk.desk.released(GateDesk.draft(GateDesk.BOB)).ids().getFirst();
        RecordingTransport smtp = new RecordingTransport();
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.desk.courier(smtp).deliverDue();
        assertEquals(State.WAITING, desk.row(signal).state());
        assertEquals(State.SENT, desk.row(mail).state());
        desk.courier(wire).deliverDue();

        assertEquals(1, smtp.sent.size());
        assertEquals(1, wire.sent.size());
        assertEquals(State.SENT, desk.row(signal).state());
    }

    @Test
    void aKeyThatTurnsUpRightBeforeItWouldLeaveHoldsIt() throws VaultException {
        SignalRelease.Queued queued = desk.released(draft(BOB, "Bonjour"));
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));
        Courier courier = new Courier(desk.desk.vault, desk.gate, desk.desk.journal, wire, _ -> {
            desk.nowHas(desk.bob, ANOTHER_KEY);
            return Optional.empty();
        }, desk.sent, desk.desk.clock);

        courier.deliverDue();

        assertTrue(wire.sent.isEmpty());
        assertEquals(State.HELD, desk.row(queued.id()).state());
        assertEquals(Optional.of(Why.UNTRUSTED_IDENTITY.word()), desk.row(queued.id()).error());
    }

    @Test
    void aKeyThatChangedAndWasAcceptedSinceStillHoldsWhatWasReleasedToTheOldOneUntilAPersonRetries()
            throws VaultException {
        SignalRelease.Queued queued = desk.released(draft(BOB, "Bonjour"));
        desk.nowHas(desk.bob, ANOTHER_KEY);
        desk.desk.vault.write(
                tx -> desk.identities.accept(tx, desk.bob, ANOTHER_KEY, desk.desk.alice, Cast.NOW));
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.courier(wire).deliverDue();
        assertEquals(State.HELD, desk.row(queued.id()).state());

        assertEquals(Outbox.Retry.QUEUED, desk.desk.outbox.retry(queued.id(), GateDesk.ALICE));
        desk.courier(wire).deliverDue();
        assertEquals(State.SENT, desk.row(queued.id()).state());
    }

    @Test
    void signalClisRefusalOfAKeyHoldsItAndStopsSendingToThatPerson() throws VaultException {
        SignalRelease.Queued queued = desk.released(draft(BOB, "Bonjour"));

        desk.courier(new Wire(_ -> new Outcome.Untrusted(List.of()))).deliverDue();

        assertEquals(State.HELD, desk.row(queued.id()).state());
        assertEquals(Optional.of("untrusted-identity"), desk.row(queued.id()).error());
        assertEquals(SignalTrust.CHANGED,
                desk.desk.vault.read(tx -> desk.identities.find(tx, desk.bob)).orElseThrow().trust());
        assertEquals(1, journal(JournalKind.SIGNAL_CHANGED).size());
        assertInstanceOf(SignalVerdict.Refused.class, desk.gate.examine(draft(BOB, "Encore")));
    }

    @Test
    void aSolvedCaptchaLetsGoWhatWaitedForItAndNoRateLimit() throws VaultException {
        OutboxId challenged = desk.released(draft(BOB, "Un")).id();
        desk.courier(new Wire(_ -> new Outcome.Deferred("captcha-needed: token", Optional.of(Duration.ofHours(5)))))
                .deliverDue();
        assertEquals(1, desk.desk.outbox.letGoOn(desk.row(challenged).account()));
        desk.courier(new Wire(_ -> new Outcome.Sent("", Optional.empty()))).deliverDue();
        assertEquals(State.SENT, desk.row(challenged).state());

        OutboxId limited = desk.released(draft(BOB, "Deux")).id();
        desk.courier(new Wire(_ -> new Outcome.Deferred("rate-limited", Optional.of(Duration.ofHours(5)))))
                .deliverDue();
        assertEquals(0, desk.desk.outbox.letGoOn(desk.row(limited).account()));
        Wire early = new Wire(_ -> new Outcome.Sent("", Optional.empty()));
        desk.courier(early).deliverDue();
        assertEquals(List.of(), early.sent);
    }

    @Test
    void waitsAsLongAsSignalAsksAndHoldsBackWhatElseTheAccountWouldSend() throws VaultException {
        OutboxId first = desk.released(draft(BOB, "Un")).id();
        OutboxId second = desk.released(draft(BOB, "Deux")).id();
        Wire limited = new Wire(_ -> new Outcome.Deferred("rate-limited", Optional.of(Duration.ofHours(5))));

        desk.courier(limited).deliverDue();
        desk.desk.clock.forward(Duration.ofHours(4));
        desk.courier(limited).deliverDue();

        assertEquals(1, limited.sent.size());
        assertEquals(Optional.of("rate-limited"), desk.row(first).error());
        assertEquals(State.WAITING, desk.row(second).state());
        desk.desk.clock.forward(Duration.ofMinutes(61));
        desk.courier(new Wire(_ -> new Outcome.Sent("", Optional.empty()))).deliverDue();
        assertEquals(State.SENT, desk.row(first).state());
        assertEquals(State.SENT, desk.row(second).state());
    }

    @Test
    void theUnregisteredAreNamedAndNotAskedForAgainForADay() throws VaultException {
        OutboxId id = desk.released(draft(BOB, "Bonjour")).id();

        desk.courier(new Wire(_ -> new Outcome.Rejected("unregistered"))).deliverDue();

        assertEquals(State.FAILED, desk.row(id).state());
        SignalVerdict.Refused refused = assertInstanceOf(SignalVerdict.Refused.class,
                desk.gate.examine(draft(BOB, "Encore")));
        assertEquals(List.of(SignalRefusal.Remedy.MAIL), refused.refusals().getFirst().remedies());
        desk.desk.clock.forward(Duration.ofDays(1));
        assertInstanceOf(SignalVerdict.Passed.class, desk.gate.examine(draft(BOB, "Encore")));
    }

    @Test
    void aPersonsRetryGoesOutThoughTheyWereUnregisteredBefore() throws VaultException {
        OutboxId id = desk.released(draft(BOB, "Bonjour")).id();
        desk.courier(new Wire(_ -> new Outcome.Rejected("unregistered"))).deliverDue();

        desk.desk.outbox.retry(id, GateDesk.ALICE);
        desk.courier(new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)))).deliverDue();

        assertEquals(State.SENT, desk.row(id).state());
    }

    @Test
    void whatNobodyAnsweredStaysUnknownAndIsNeverRepeated() throws VaultException {
        OutboxId id = desk.released(draft(BOB, "Bonjour")).id();
        desk.courier(new Wire(_ -> new Outcome.Unknown("no-answer"))).deliverDue();
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.of(KNOWN)));

        desk.desk.clock.forward(Duration.ofDays(3));
        desk.courier(wire).recover();
        desk.courier(wire).deliverDue();

        assertEquals(State.UNKNOWN, desk.row(id).state());
        assertTrue(wire.sent.isEmpty());
    }

    @Test
    void aReactionPassesTheSameGateAndIsPutToItsMessageOnceItHasLeft() throws VaultException {
        SignalRelease.Queued first = desk.released(draft(BOB, "Voici"));
        var wire = new SignalDesk.Wire(_ -> new Outcome.Sent("", Optional.of(desk.desk.clock.instant())));
        desk.courier(wire).deliverDue();
        desk.desk.clock.forward(Duration.ofSeconds(1));
        SignalReacted.Queued queued = assertInstanceOf(SignalReacted.Queued.class,
                desk.gate.react(first.message(), "👍", SignalReaction.How.PUT));
        assertEquals(OutboxRow.What.REACTION, desk.row(queued.id()).what());
        desk.courier(wire).deliverDue();
        SignalReaction left = assertInstanceOf(SignalReaction.class, wire.sent.getLast().content());
        assertEquals("👍", left.emoji());
        assertEquals(1, desk.desk.vault.read(tx -> desk.signal.details(tx, first.message())).orElseThrow().reactions()
                .size());
        desk.desk.clock.forward(Duration.ofSeconds(1));
        desk.gate.react(first.message(), "👍", SignalReaction.How.TAKEN_BACK);
        desk.courier(wire).deliverDue();
        assertEquals(0, desk.desk.vault.read(tx -> desk.signal.details(tx, first.message())).orElseThrow().reactions()
                .size());

        desk.nowHas(desk.bob, SignalDesk.ANOTHER_KEY);
        assertInstanceOf(SignalReacted.Refused.class,
                desk.gate.react(first.message(), "👍", SignalReaction.How.PUT));
        assertEquals(3, wire.sent.size());
    }

    @Test
    void aReactionThatWaitsIsTakenBackAloneAndItsMessageStays() throws VaultException {
        SignalRelease.Queued first = desk.released(draft(BOB, "Voici"));
        desk.courier(new SignalDesk.Wire(_ -> new Outcome.Sent("", Optional.of(desk.desk.clock.instant()))))
                .deliverDue();
        SignalReacted.Queued queued = assertInstanceOf(SignalReacted.Queued.class,
                desk.gate.react(first.message(), "👍", SignalReaction.How.PUT));
        assertInstanceOf(Outbox.TakenBack.ThisMailAlone.class,
                desk.desk.outbox.takeBack(queued.id(), GateDesk.ALICE));
        assertTrue(desk.desk.vault.read(tx -> desk.desk.messages.show(tx, first.message())).isPresent());
    }

    @Test
    void killedWhileItLeavesItIsUnknown() throws VaultException {
        OutboxId id = desk.released(draft(BOB, "Bonjour")).id();
        Courier dying = desk.courier(new Wire(_ -> {
            throw new IllegalStateException("killed");
        }));
        assertThrows(IllegalStateException.class, dying::deliverDue);
        assertEquals(State.SENDING, desk.row(id).state());

        assertEquals(0, desk.desk.courier(new RecordingTransport()).recover());
        assertEquals(1, desk.courier(new Wire(_ -> new Outcome.Sent("", Optional.empty()))).recover());

        assertEquals(State.UNKNOWN, desk.row(id).state());
    }

    @Test
    void anAlteredByteRecipientOrSenderHoldsIt() throws VaultException {
        List<String> attacks = List.of("UPDATE outbox SET bytes = zeroblob(12) WHERE id = ?",
                "UPDATE outbox_recipient SET address = 'signal:+33612345678' WHERE outbox = ?",
                "UPDATE outbox SET sender = 'signal:+33100000002' WHERE id = ?",
                "DELETE FROM outbox_identity WHERE outbox = ?");
        for (String attack : attacks) {
            OutboxId id = desk.released(draft(BOB, "Bonjour")).id();
            desk.desk.vault.write(tx -> tx.update(attack, id.value()));
            Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.empty()));
            desk.courier(wire).deliverDue();
            assertEquals(State.HELD, desk.row(id).state(), attack);
            assertTrue(wire.sent.isEmpty(), attack);
        }
    }

    @Test
    void waitsWhereTheSafetyNumbersCantBeSeen() throws VaultException {
        OutboxId id = desk.released(draft(BOB, "Bonjour")).id();
        Wire wire = new Wire(_ -> new Outcome.Sent("", Optional.empty()));

        new Courier(desk.desk.vault, desk.gate, desk.desk.journal, wire, _ -> Optional.of("stopped"), desk.sent,
                desk.desk.clock).deliverDue();

        assertTrue(wire.sent.isEmpty());
        assertEquals(State.WAITING, desk.row(id).state());
        assertEquals(Optional.of("stopped"), desk.row(id).error());
    }

    private List<JournalEntry> journal(JournalKind kind) throws VaultException {
        return desk.desk.vault.read(tx -> desk.desk.journal.list(tx, new JournalFilter(Optional.empty(),
                Optional.of(kind), JournalFilter.Exposures.AND_OTHERS, Optional.empty(), 10)));
    }
}
