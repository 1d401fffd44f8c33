package guichet.inbox.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.endings.CaseDestruction;
import guichet.inbox.endings.Destruction;
import guichet.inbox.endings.Destruction.What;
import guichet.inbox.endings.Holds;
import guichet.inbox.endings.Progress;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.journal.JournalAudit;
import guichet.inbox.signal.SignalLines.Who;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.DecryptedPages;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A case that was talked about on Signal is destroyed: with a person whom nobody else knows, in a group, beside another case.
class SignalDestructionTest {
    private static final Who ZOE = new Who("+33655512345", UUID.fromString("5eadc0de-7777-4abc-8def-0123456789ab"),
            "wombatprofil");
    private static final List<String> CANARIES = List.of("axolotlparole", "bandicootavant", "capybaraapres",
            "dugongfichier", "echidnacontenu", "fennecgroupe", "gavialcite", "hoatzinmanquant", "ibexbrouillon",
            "wombatprofil", "+33655512345", "5eadc0de-7777-4abc-8def-0123456789ab", "44444 44444",
            "05" + "4".repeat(64));

    private SignalDesk it;
    private CaseId ending;
    private CaseId staying;
    private MessageId bobs = new MessageId(0);

    @BeforeEach
    void twoCases() throws VaultException {
        it = new SignalDesk();
        it.changeKey(ZOE, '4');
        staying = it.caseOf(SignalLines.BOB);
        ending = it.caseOf(ZOE);
        Instant first = it.now.plusSeconds(60);
        it.files.put("att", "echidnacontenu ".repeat(900).getBytes(StandardCharsets.UTF_8));
        it.files.put("big", "huge".getBytes(StandardCharsets.UTF_8));
        it.take(SignalLines.says(ZOE, first, "axolotlparole bandicootavant"),
                SignalLines.says(SignalLines.BOB, first.plusSeconds(1), "bleibt"),
                SignalLines.says(ZOE, first.plusSeconds(2), "axolotlparole",
                        SignalLines.attached("att", "dugongfichier.jpg")),
                SignalLines.says(ZOE, first.plusSeconds(3), "axolotlparole",
                        SignalLines.attached("big", "hoatzinmanquant.jpg")),
                SignalLines.weSaid(ZOE, first.plusSeconds(4), "axolotlparole",
                        SignalLines.quoting(ZOE, first, "gavialcite")),
                SignalLines.edits(ZOE, first.plusSeconds(5), first, "axolotlparole capybaraapres"),
                SignalLines.reacts(ZOE, first.plusSeconds(6), SignalLines.US, first.plusSeconds(4), "👍"),
                SignalLines.received(ZOE, first.plusSeconds(7), "delivery", first.plusSeconds(4)),
                SignalLines.reacts(ZOE, first.plusSeconds(8), ZOE, first.minusSeconds(999), "🐙"));
        for (int i = 0; i < 60; i++) {
            Instant when = first.plusSeconds(100 + i);
            it.take(SignalLines.says(ZOE, when, "axolotlparole " + i),
                    SignalLines.says(SignalLines.BOB, when, "bleibt " + i));
        }
        it.write(tx -> {
            it.decisions.linkGroup(tx, new SignalRecipient.Group(SignalLines.GROUP), ending, TestDesk.ALICE);
            return ending;
        });
        it.take(SignalLines.says(ZOE, first.plusSeconds(900), "axolotlparole", inGroup("fennecgroupe")));
        it.write(tx -> new Drafts(it.desk.clock).save(tx, new SignalDraft(Optional.empty(), "alice", ZOE.recipient(),
                Optional.of(ending), "ibexbrouillon", List.of(), Optional.empty())));
        for (var summary : it.read(tx -> it.desk.messages.list(tx, MessageFilter.all(1000)))) {
            boolean stays = it.show(summary.id()).body().startsWith("bleibt");
            it.write(tx -> it.desk.messages.file(tx, summary.id(), stays ? staying : ending, TestDesk.ALICE));
            bobs = stays ? summary.id() : bobs;
        }
        it.write(tx -> it.desk.cases.close(tx, ending, TestDesk.ALICE));
    }

    @AfterEach
    void gone() throws VaultException {
        it.close();
    }

    @Test
    void nothingThatWasSaidAndNobodyWhoSaidItIsLeft() throws VaultException, IOException {
        assertEquals(CANARIES, left(), "all of it is there before");
        int bobsBefore = messagesOf(staying);

        Destruction done = destroy();

        assertEquals(List.of(), left());
        assertTrue(done.isErased());
        assertEquals(65, done.counts().get(What.SIGNALS));
        assertEquals(1, done.counts().get(What.ATTACHMENTS));
        assertEquals(1, done.counts().get(What.DRAFTS));
        assertEquals(1, done.counts().get(What.PEOPLE));
        assertTrue(it.read(tx -> it.identities.find(tx, ZOE.recipient())).isEmpty());
        assertEquals(bobsBefore, messagesOf(staying));
        assertTrue(it.show(bobs).body().startsWith("bleibt"));
        assertTrue(it.read(tx -> it.identities.find(tx, SignalLines.BOB.recipient()))
                .flatMap(SignalIdentity::contact).isPresent());
        assertTrue(it.desk.vault().check() == guichet.keystore.vault.Soundness.SOUND);
        assertEquals(0, rowsAboutNobody());
    }

    @Test
    void theJournalVerifiesAndNamesNobodyOfIt() throws VaultException {
        destroy();
        var audit = new JournalAudit(it.desk.journal, new OpenPgp(), it.desk.clock);
        assertTrue(it.read(tx -> audit.verify(tx, Optional.empty())).intact());
        assertFalse(it.desk.journal().stream().anyMatch(entry -> entry.payload().toString().contains(ZOE.number())
                || entry.payload().toString().contains(ZOE.aci().toString())
                || entry.payload().toString().contains(SignalLines.GROUP)));
        assertTrue(it.desk.journal().stream()
                .anyMatch(entry -> entry.payload().recipients().equals(List.of(SignalLines.BOB.recipient().text()))),
                "what was decided about others is still said");
    }

    @Test
    void whoSpeaksInAnotherCaseTooIsStillKnown() throws VaultException, IOException {
        it.take(SignalLines.says(ZOE, it.now.plusSeconds(5000), "bleibt von ihr"));
        MessageId hers = it.read(tx -> it.desk.messages.list(tx, MessageFilter.all(1))).getFirst().id();
        it.write(tx -> it.desk.messages.file(tx, hers, staying, TestDesk.ALICE));

        destroy();

        assertEquals(List.of("wombatprofil", "+33655512345", "5eadc0de-7777-4abc-8def-0123456789ab", "44444 44444",
                "05" + "4".repeat(64)), left());
        assertEquals("bleibt von ihr", it.show(hers).body());
        assertEquals(1, it.read(tx -> tx.one("SELECT count(*) AS n FROM signal_envelope WHERE message IS NULL",
                row -> row.number("n"))).orElseThrow(), "only what speaks of no message of the case is still there");
        assertEquals("ACCEPTED", it.identity(ZOE).trust().name());
    }

    @Test
    void whoeverWritesAgainIsAStrangerWhoseMessageIsToBeSorted() throws VaultException {
        destroy();
        it.take(SignalLines.says(ZOE, it.now.plusSeconds(9000), "me revoilà"));
        MessageId again = it.read(tx -> it.desk.messages.list(tx, MessageFilter.all(1))).getFirst().id();
        assertEquals(Optional.empty(), it.caseOf(again));
        assertEquals("UNKNOWN", it.identity(ZOE).trust().name());
    }

    private Destruction destroy() throws VaultException {
        var destruction = new CaseDestruction(it.desk.vault(), it.desk.cases, new Holds(it.desk.journal, it.desk.clock),
                (_, _) -> true, it.desk.journal, it.desk.clock);
        var begun = assertInstanceOf(CaseDestruction.Begun.Decided.class,
                destruction.begin(ending, Optional.empty(), TestDesk.ALICE));
        return destruction.carryOn(begun.destruction(), (_, _, _, _) -> ServerMail.Fate.GONE, Progress.UNSEEN);
    }

    private List<String> left() throws VaultException, IOException {
        DecryptedPages pages = DecryptedPages.of(it.desk.temp());
        return new ArrayList<>(
                CANARIES.stream().filter(word -> pages.hold(word) || pages.hold(word.substring(2))).toList());
    }

    private int messagesOf(CaseId id) throws VaultException {
        return it.read(tx -> it.desk.messages.list(tx, MessageFilter.inCase(id, 1000))).size();
    }

    /// Rows of Signal's tables that point to a person, a message or a conversation that is not there.
    private long rowsAboutNobody() throws VaultException {
        return it.read(tx -> tx.one(
                """
                        SELECT (SELECT count(*) FROM signal_event WHERE author NOT IN (SELECT id FROM signal_identity))
                          + (SELECT count(*) FROM signal_number WHERE identity NOT IN (SELECT id FROM signal_identity))
                          + (SELECT count(*) FROM outbox_identity WHERE identity NOT IN (SELECT id FROM signal_identity)) AS n""",
                row -> row.number("n"))).orElseThrow();
    }

    private static String inGroup(String name) {
        return SignalLines.inGroup().replace("Lanceurs", name);
    }
}
