package guichet.inbox.endings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.endings.Due.Act;
import guichet.inbox.endings.Due.Standing;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private TestDesk desk;
    private Holds holds;
    private Retention retention;
    private CaseId closed;

    @BeforeEach
    void aClosedCase() throws VaultException {
        desk = TestDesk.open();
        holds = new Holds(desk.journal, desk.clock);
        retention = new Retention(desk.cases, holds, desk.journal, desk.clock);
        closed = desk.openCase("Eaux usées");
        desk.openCase("Ouvert");
        desk.write(tx -> desk.cases.close(tx, closed, TestDesk.ALICE));
    }

    @AfterEach
    void gone() throws VaultException {
        desk.close();
    }

    @Test
    void withoutARuleNothingIsEverDue() throws VaultException {
        desk.clock.advance(Duration.ofDays(36_500));
        assertEquals(List.of(), desk.read(retention::due));
    }

    @Test
    void aCaseIsToldBeforeItsTimeAndDueFromItOn() throws VaultException {
        rule("", 100, 50);
        assertEquals(List.of(), desk.read(retention::due));
        desk.clock.advance(Duration.ofDays(71));
        assertEquals(Standing.SOON, only().standing());
        assertEquals(Act.ARCHIVE, only().act());
        desk.clock.advance(Duration.ofDays(29));
        assertEquals(Standing.DUE, only().standing());
    }

    @Test
    void destructionCountsFromArchivingOrFromClosingWhereNothingIsArchived() throws VaultException {
        rule("", -1, 50);
        desk.clock.advance(Duration.ofDays(50));
        assertEquals(Act.DESTROY, only().act());
        assertEquals(Standing.DUE, only().standing());
        rule("", 10, 50);
        assertEquals(Act.ARCHIVE, only().act());
        desk.write(tx -> tx.insert("""
                INSERT INTO case_archive (case_id, archived, file, key, sha256, size, messages, cleaned)
                VALUES (?, ?, 'f', x'00', '', 0, 0, 1)""", closed.toString(), desk.clock.instant()));
        assertEquals(List.of(), desk.read(retention::due));
        desk.clock.advance(Duration.ofDays(50));
        assertEquals(Act.DESTROY, only().act());
    }

    @Test
    void theRuleOfItsKindGoesBeforeTheGeneralOne() throws VaultException {
        rule("", 0, 0);
        rule("bref", 1000, 1000);
        desk.write(tx -> {
            retention.setKind(tx, closed, "bref");
            return closed;
        });
        assertEquals(List.of(), desk.read(retention::due));
        desk.write(tx -> retention.remove(tx, "bref", TestDesk.ALICE));
        assertEquals(Standing.DUE, only().standing());
    }

    @Test
    void aHoldAndANewMessageSuspend() throws VaultException {
        rule("", 0, 0);
        desk.clock.advance(Duration.ofDays(1));
        MessageId late = mail(Cast.bob().address());
        desk.write(tx -> desk.messages.file(tx, late, closed, TestDesk.ALICE));
        assertEquals(Standing.SUSPENDED, only().standing());
        desk.write(tx -> desk.cases.reopen(tx, closed, TestDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, closed, TestDesk.ALICE));
        assertEquals(Standing.DUE, only().standing());
        desk.write(tx -> {
            holds.hold(tx, closed, "procès", TestDesk.ALICE);
            return closed;
        });
        assertEquals(Standing.HELD, only().standing());
    }

    /// Nothing files itself into a closed case: what its contact writes waits to be sorted.
    @Test
    void whatAContactOfTheCaseWritesSuspendsThoughNobodyHasFiledItYet() throws VaultException {
        rule("", 0, 0);
        var bob = desk.addContact("Bob", Cast.bob().address()).id();
        desk.write(tx -> {
            desk.cases.addContact(tx, closed, bob, TestDesk.ALICE);
            return closed;
        });
        desk.clock.advance(Duration.ofDays(1));
        mail("carol@example.org");
        assertEquals(Standing.DUE, only().standing(), "somebody else's changes nothing");
        mail("BOB@Example.org");
        assertEquals(Standing.SUSPENDED, only().standing());
        desk.write(tx -> desk.cases.reopen(tx, closed, TestDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, closed, TestDesk.ALICE));
        assertEquals(Standing.DUE, only().standing(), "a person has looked");
    }

    @Test
    void aRuleDestroysNothingThatItDoesNotWantAtThatMoment() throws VaultException {
        var destruction = new CaseDestruction(desk.vault(), desk.cases, holds, (_, _) -> true, desk.journal,
                desk.clock);
        rule("", -1, 0);
        assertInstanceOf(CaseDestruction.Begun.Refused.class,
                destruction.beginByRule(closed, retention, TestDesk.ALICE), "it asks a person");
        desk.write(tx -> {
            retention.set(tx, new Rule("", OptionalInt.empty(), OptionalInt.of(0), Rule.Word.ALONE), TestDesk.ALICE);
            return closed;
        });
        desk.clock.advance(Duration.ofDays(1));
        MessageId late = mail(Cast.bob().address());
        desk.write(tx -> desk.messages.file(tx, late, closed, TestDesk.ALICE));
        assertEquals(new CaseDestruction.Begun.Refused(List.of(Objection.NOT_DUE)),
                destruction.beginByRule(closed, retention, TestDesk.ALICE), "something came since it was read");
        desk.write(tx -> desk.cases.reopen(tx, closed, TestDesk.ALICE));
        desk.write(tx -> desk.cases.close(tx, closed, TestDesk.ALICE));
        assertInstanceOf(CaseDestruction.Begun.Decided.class,
                destruction.beginByRule(closed, retention, TestDesk.ALICE));
    }

    private MessageId mail(String from) throws VaultException {
        return desk.take(("From: " + from + "\r\nSubject: late\r\n\r\nlate\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatTheJournalSaysIsErasedInItsTimeAndTheChainHolds() throws VaultException {
        TechnicalTraces traces = new TechnicalTraces(desk.settings, desk.journal, desk.clock);
        desk.clock.advance(Duration.ofDays(40));
        assertEquals(0, desk.read(traces::due).entries());
        desk.write(tx -> desk.settings.set(tx, Setting.JOURNAL_DAYS, "30"));
        int due = desk.read(traces::due).entries();
        assertTrue(due >= 3);
        assertEquals(due, desk.write(tx -> traces.erase(tx, TestDesk.ALICE)).entries());
        assertEquals(0, desk.read(traces::due).entries());
        var audit = new JournalAudit(desk.journal, new OpenPgp(), desk.clock);
        var result = desk.read(tx -> audit.verify(tx, Optional.empty()));
        assertTrue(result.intact());
        assertEquals(due, result.erased());
    }

    /// An override is spent by what the journal says of it: erased, it would be armed again.
    @Test
    void whatTheJournalSaysOfAMailWithoutAnEndIsNotErased() throws VaultException {
        desk.write(tx -> desk.settings.set(tx, Setting.JOURNAL_DAYS, "1"));
        desk.write(tx -> desk.journal.append(tx, guichet.inbox.journal.JournalKind.EXPOSURE_OUTCOME,
                guichet.inbox.journal.JournalEntry.Payload.by(TestDesk.ALICE).of("abc").saying("failed")));
        desk.write(tx -> tx.insert("""
                INSERT INTO outbox (message, account, sender, bytes, digest, state, since, not_before, attempts)
                VALUES (1, 1, '', x'00', 'abc', 'FAILED', 0, 0, 1)"""));
        desk.clock.advance(Duration.ofDays(40));
        desk.write(tx -> new TechnicalTraces(desk.settings, desk.journal, desk.clock).erase(tx, TestDesk.ALICE));
        boolean there = desk
                .read(tx -> desk.journal.has(tx, guichet.inbox.journal.JournalKind.EXPOSURE_OUTCOME, "abc"));
        assertTrue(there);
    }

    private void rule(String kind, int archive, int destroy) throws VaultException {
        desk.write(tx -> {
            retention.set(tx, new Rule(kind, archive < 0 ? OptionalInt.empty() : OptionalInt.of(archive),
                    OptionalInt.of(destroy), Rule.Word.ASK), TestDesk.ALICE);
            return kind;
        });
    }

    private Due only() throws VaultException {
        List<Due> due = desk.read(retention::due);
        assertEquals(1, due.size());
        return due.getFirst();
    }
}
