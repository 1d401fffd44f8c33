package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.BOB;
import static guichet.inbox.gate.GateDesk.NOBODY;
import static guichet.inbox.gate.GateDesk.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.gate.Gate.Release;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourierTest {
    private static final String REASON = "Elle n'a pas de clé, et il faut la prévenir";

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
    void sendsOnceAndNeverAgain() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();
        desk.clock.forward(Duration.ofDays(2));
        desk.courier(wire).deliverDue();

        assertEquals(State.SENT, desk.state(id));
        assertEquals(1, wire.sent.size());
    }

    @Test
    void waitsLongerAfterEachTemporaryFailure() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        RecordingTransport busy = new RecordingTransport(_ -> new Outcome.Deferred("451 try again"));

        Duration first = desk.courier(busy).deliverDue();
        desk.courier(busy).deliverDue();
        assertEquals(1, busy.sent.size(), "not before it is due");
        desk.clock.forward(first);
        Duration second = desk.courier(busy).deliverDue();

        assertEquals(2, busy.sent.size());
        assertTrue(second.compareTo(first) > 0);
        assertEquals(State.WAITING, desk.state(id));
    }

    @Test
    void aPermanentRefusalFailsWithTheServersWords() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();

        desk.courier(new RecordingTransport(_ -> new Outcome.Rejected("550 no such user"))).deliverDue();

        OutboxRow row = desk.vault.read(tx -> desk.outbox.find(tx, id)).orElseThrow();
        assertEquals(State.FAILED, row.state());
        assertEquals("550 no such user", row.error().orElseThrow());
    }

    @Test
    void anUnknownOutcomeIsNeverRepeatedByItself() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        RecordingTransport cut = new RecordingTransport(_ -> new Outcome.Unknown("connection lost"));

        desk.courier(cut).deliverDue();
        desk.clock.forward(Duration.ofDays(30));
        Courier next = desk.courier(cut);
        next.recover();
        next.deliverDue();

        assertEquals(State.UNKNOWN, desk.state(id));
        assertEquals(1, cut.sent.size());
    }

    @Test
    void aHubThatDiesWhileContentLeavesFindsItUnknown() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();

        assertThrows(Killed.class, () -> desk.courier((_, beforeContent) -> {
            beforeContent.run();
            throw new Killed();
        }).deliverDue());
        desk.temp.reopen();

        try (var again = desk.temp.openAgain()) {
            Courier next = new Courier(again, desk.gate, desk.journal, new RecordingTransport(), desk.clock);
            assertEquals(1, next.recover());
        }
        try (var again = desk.temp.openAgain()) {
            assertEquals(State.UNKNOWN, again.read(tx -> desk.outbox.find(tx, id)).orElseThrow().state());
        }
    }

    @Test
    void aHubThatDiesBeforeContentLeavesTriesAgain() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        assertThrows(Killed.class, () -> desk.courier((_, _) -> {
            throw new Killed();
        }).deliverDue());
        assertEquals(State.CONNECTING, desk.state(id));

        Courier next = desk.courier(new RecordingTransport());
        next.recover();
        next.deliverDue();

        assertEquals(State.SENT, desk.state(id));
    }

    @Test
    void thatContentIsLeavingIsDurableBeforeItsFirstByte() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();

        desk.courier((_, beforeContent) -> {
            beforeContent.run();
            try (var elsewhere = desk.temp.openAgain()) {
                assertEquals(State.SENDING, elsewhere.read(tx -> desk.outbox.find(tx, id)).orElseThrow().state());
            }
            return new Outcome.Sent("250");
        }).deliverDue();

        assertEquals(State.SENT, desk.state(id));
    }

    @Test
    void aKeyDistrustedSinceHoldsTheMail() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        desk.vault
                .write(tx -> desk.keyring.distrust(tx, Cast.bob().certificate().fingerprint(), "lost phone", desk.alice,
                        Cast.NOW));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE outbox SET bytes = CAST('Subject: x' AS BLOB)",
            "UPDATE outbox_recipient SET address = 'mallory@example.org'", "UPDATE outbox SET sender = 'eve@ngo.test'",
            "DELETE FROM outbox_recipient WHERE n = 1",
            "INSERT INTO outbox_recipient (outbox, n, address, key) SELECT id, 2, 'mallory@example.org', NULL FROM outbox",
            "UPDATE outbox SET digest = 'ab'"})
    void anAlteredRowIsNotRevived(String attack) throws VaultException {
        OutboxId id = desk.released(draft(BOB, new Address(Cast.bob().address()))).ids().getFirst();
        if (attack.startsWith("DELETE")) {
            // An envelope needs a recipient: keep one, but another.
            desk.vault.write(tx -> tx.update("""
                    INSERT INTO outbox_recipient (outbox, n, address, key)
                    SELECT outbox, 9, 'mallory@example.org', key FROM outbox_recipient"""));
        }
        desk.vault.write(tx -> tx.update(attack));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void aRecipientWithoutAKeyIsNotRevivedEvenUnderAnHonestDigest() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        desk.vault.write(tx -> tx.update("""
                INSERT INTO outbox_recipient (outbox, n, address, key) VALUES (?, 2, 'mallory@example.org', NULL)""",
                id.value()));
        byte[] bytes = desk.vault.read(tx -> tx.one("SELECT bytes FROM outbox", row -> row.bytes("bytes")))
                .orElseThrow();
        String digest = Digest.of(new Envelope(new Address(Cast.alice().address()),
                List.of(BOB, new Address("mallory@example.org"))), bytes);
        desk.vault.write(tx -> tx.update("UPDATE outbox SET digest = ?", digest));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void plainBytesUnderAnHonestDigestAreStillNoEncryptedMail() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        byte[] clear = "From: alice@ngo.test\r\nSubject: [...]\r\n\r\nBonjour".getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of(new Envelope(new Address(Cast.alice().address()), List.of(BOB)),
                clear);
        desk.vault.write(tx -> tx.update("UPDATE outbox SET bytes = ?, digest = ?", clear, digest));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void anOverrideWithoutItsJournalEntryIsWorthNothing() throws VaultException {
        OutboxId id = exposed();
        desk.vault.write(tx -> tx.update("UPDATE outbox SET journal_entry = journal_entry + 40"));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void anEntryThatIsNoDecisionAuthorisesNothing() throws VaultException {
        OutboxId id = exposed();
        String digest = desk.vault.read(tx -> tx.one("SELECT digest FROM outbox", row -> row.text("digest")))
                .orElseThrow();
        long other = desk.vault.write(tx -> desk.journal.append(tx, JournalKind.ATTACHMENT_WRITTEN,
                JournalEntry.Payload.by(ALICE).of(digest)));
        desk.vault.write(tx -> tx.update("UPDATE outbox SET journal_entry = ?", other));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void anEncryptedRowCanNotBorrowAnOverride() throws VaultException {
        exposed();
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        desk.vault.write(tx -> tx.update("""
                UPDATE outbox SET journal_entry = (SELECT journal_entry FROM outbox WHERE journal_entry IS NOT NULL)
                WHERE id = ?""", id.value()));

        desk.courier(new RecordingTransport()).deliverDue();

        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void eachAttemptOfAnExposureAndItsEndAreJournalled() throws VaultException {
        exposed();
        desk.courier(new RecordingTransport(_ -> new Outcome.Deferred("451"))).deliverDue();
        desk.clock.forward(Duration.ofHours(1));
        desk.courier(new RecordingTransport()).deliverDue();

        List<JournalKind> kinds = desk.vault.read(tx -> desk.journal.list(tx, JournalFilter.ALL)).stream()
                .map(JournalEntry::kind).toList();
        assertEquals(List.of(JournalKind.EXPOSURE_OUTCOME, JournalKind.EXPOSURE_ATTEMPT, JournalKind.EXPOSURE_ATTEMPT,
                JournalKind.EXPOSURE), kinds);
    }

    @Test
    void anOverrideIsSpentByItsOutcome() throws VaultException {
        OutboxId id = exposed();
        RecordingTransport refusing = new RecordingTransport(_ -> new Outcome.Rejected("550"));
        desk.courier(refusing).deliverDue();

        assertEquals(Outbox.Retry.OVERRIDE_SPENT, desk.outbox.retry(id, ALICE));
        desk.vault.write(tx -> tx.update("UPDATE outbox SET state = 'WAITING'"));
        desk.courier(refusing).deliverDue();

        assertEquals(1, refusing.sent.size());
        assertEquals(State.HELD, desk.state(id));
    }

    @Test
    void whatWasTakenBackDoesNotLeave() throws VaultException {
        OutboxId id = exposed();
        assertInstanceOf(Outbox.TakenBack.AsDraft.class, desk.outbox.takeBack(id, ALICE));
        RecordingTransport wire = new RecordingTransport();

        desk.courier(wire).deliverDue();

        assertEquals(List.of(), wire.sent);
        assertEquals(Outbox.Retry.NOT_RETRYABLE, desk.outbox.retry(id, ALICE));
    }

    @Test
    void whatHasLeftCanNotBeTakenBack() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        desk.courier(new RecordingTransport()).deliverDue();

        assertEquals(new Outbox.TakenBack.TooLate(State.SENT), desk.outbox.takeBack(id, ALICE));
        assertEquals(State.SENT, desk.state(id));
    }

    @Test
    void aPersonMayRepeatAnUnknownOneAndTheJournalSaysSo() throws VaultException {
        OutboxId id = desk.released(draft(BOB)).ids().getFirst();
        desk.courier(new RecordingTransport(_ -> new Outcome.Unknown("lost"))).deliverDue();

        assertEquals(Outbox.Retry.QUEUED, desk.outbox.retry(id, ALICE));
        desk.courier(new RecordingTransport()).deliverDue();

        assertEquals(State.SENT, desk.state(id));
        assertEquals(JournalKind.SEND_REPEATED,
                desk.vault.read(tx -> desk.journal.list(tx, JournalFilter.ALL)).getFirst().kind());
    }

    @Test
    void anAccountThatCanNotBeReachedIsLeftAloneUntilItsNextTurn() throws VaultException {
        desk.released(draft(BOB));
        desk.released(draft(BOB));
        List<Released.Mail> tried = new java.util.ArrayList<>();

        desk.courier((mail, _) -> {
            tried.add(mail);
            return new Outcome.Unreachable("no route");
        }).deliverDue();

        assertEquals(1, tried.size());
    }

    private OutboxId exposed() throws VaultException {
        return ((Release.Queued) desk.overridden(draft(NOBODY), REASON, NOBODY)).ids().getFirst();
    }

    /// What a kill looks like from inside.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
