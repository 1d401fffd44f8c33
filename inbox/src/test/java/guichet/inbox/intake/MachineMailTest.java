package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MachineRule;
import guichet.inbox.cases.MachineRules;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.Messages;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a service of our own writes goes to a view of its own by its pinned key, and by nothing else. Bob plays the forum.
class MachineMailTest {
    private static final Address FORUM = TestDesk.address("bob@example.org");

    private TestDesk desk;
    private MachineRules rules;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
        rules = new MachineRules(desk.journal, desk.keyring, desk.clock);
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void whatIsValidByThePinnedKeyHasAViewOfItsOwnAndCountsNowhereElse() throws VaultException {
        pinned();
        MessageId id = desk.take(desk.letter(Cast.bob(), "Nouveau sujet", "Zoé a écrit.").encrypted(desk));

        assertEquals(List.of(id), view());
        assertEquals(new Messages.Counts(0, 0), counts());
        assertEquals(List.of(), list(MessageFilter.toSort(10)));
        assertEquals(1, unread());
        desk.write(tx -> {
            desk.messages.markRead(tx, id);
            return id;
        });
        assertEquals(0, unread());
        assertEquals(new Messages.Counts(0, 0), counts());
    }

    @Test
    void aMutedOneIsThereAndNotCounted() throws VaultException {
        pinned();
        desk.take(desk.letter(Cast.bob(), "Nouveau sujet", "Zoé a écrit.").encrypted(desk));
        assertEquals(true, desk.write(tx -> rules.hear(tx, FORUM, MachineRule.Heard.MUTED)));

        assertEquals(0, unread());
        assertEquals(1, view().size());
        assertEquals(new Messages.Counts(0, 0), counts());
    }

    @Test
    void theCaseThatItNamesInsideGetsIt() throws VaultException {
        pinned();
        CaseId caseId = desk.openCase("Eaux usées");
        MessageId inText = desk.take(desk.letter(Cast.bob(), "Carte déplacée", "Dossier " + caseId + " : à relire.")
                .encrypted(desk));
        MessageId inSubject = desk.take(desk.letter(Cast.bob(), caseId + " : à relire", "Carte déplacée.")
                .encrypted(desk));

        assertEquals(Optional.of(caseId), summary(inText).caseId());
        assertEquals(Optional.of(caseId), summary(inSubject).caseId());
        assertEquals(Optional.of("message " + inSubject + ": machine-names-case"),
                desk.journal().getLast().payload().detail());
        assertEquals(2, view().size());
    }

    @Test
    void whatItNamesIsNotBelievedElsewhere() throws VaultException {
        CaseId caseId = desk.openCase("Eaux usées");
        CaseId other = desk.openCase("Autre");
        pinned();
        desk.importKey(Cast.mallory());
        String words = "Dossier " + caseId + " : à relire.";
        MessageId clear = desk.take(desk.letter(Cast.bob(), "x", words).clear(desk));
        MessageId forged = desk.take(desk.letter(Cast.mallory(), "x", words).encrypted(desk));
        MessageId two = desk.take(desk.letter(Cast.bob(), "x", words + " Voir " + other + ".").encrypted(desk));
        MessageId none = desk.take(desk.letter(Cast.bob(), "x", "Dossier 2026-9999").encrypted(desk));
        MessageId before = desk.take(desk.letter(Cast.bob(), "x", words).at(Cast.NOW.minusSeconds(86_400))
                .encrypted(desk));
        for (MessageId id : List.of(clear, forged, two, none, before)) {
            assertEquals(Optional.empty(), summary(id).caseId());
        }
        MessageId first = desk.take(desk.letter(Cast.bob(), "y", words).encrypted(desk));
        MessageId again = desk.take(desk.letter(Cast.bob(), "y", words).named("other@example.org").encrypted(desk));
        assertEquals(Optional.of(caseId), summary(first).caseId());
        assertEquals(Optional.empty(), summary(again).caseId(), "the same signed words, played again");
    }

    @Test
    void aLookAlikeAnUnsignedOneAndOneByAnotherKeyAreMailLikeAnyOther() throws VaultException {
        pinned();
        desk.importKey(Cast.mallory());
        MessageId unsigned = desk.take(desk.letter(Cast.bob(), "x", "x").clear(desk));
        MessageId otherKey = desk.take(desk.letter(Cast.mallory(), "x", "x").encrypted(desk));
        MessageId lookAlike = desk
                .take(desk.letter(Cast.bob(), "x", "x").claimingToBe("bob@examp1e.org").encrypted(desk));

        assertEquals(List.of(), view());
        assertEquals(new Messages.Counts(3, 3), counts());
        assertTrue(problems(unsigned).contains(Problem.NOT_BY_PINNED_KEY));
        assertTrue(problems(otherKey).contains(Problem.NOT_BY_PINNED_KEY));
        assertTrue(problems(lookAlike).contains(Problem.SENDER_MISMATCH));
    }

    @Test
    void aKeyThatSomebodyDistrustsIsNoMachinesAnyMore() throws VaultException {
        pinned();
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        var alice = desk.alice();
        desk.write(tx -> desk.keyring.distrust(tx, Cast.bob().certificate().fingerprint(), "volée", alice.id(),
                desk.clock.instant()));
        desk.rejudge().run((_, _) -> {
        }, () -> false);
        desk.take(desk.letter(Cast.bob(), "y", "y").encrypted(desk));

        assertEquals(List.of(), view());
        assertEquals(2, counts().toSort());
        assertFalse(summary(id).read());
    }

    @Test
    void aRuleTakesWhatIsThereAndGivesItBack() throws VaultException {
        desk.acceptKey(Cast.bob());
        MessageId id = desk.take(desk.letter(Cast.bob(), "x", "x").encrypted(desk));
        assertEquals(new Messages.Counts(1, 1), counts());
        pin();
        assertEquals(List.of(id), view());
        assertEquals(new Messages.Counts(0, 0), counts());

        assertEquals(true, desk.write(tx -> rules.remove(tx, FORUM, someone())));
        assertEquals(List.of(), view());
        assertEquals(new Messages.Counts(1, 1), counts());
        assertEquals(false, desk.write(tx -> rules.remove(tx, FORUM, someone())));
        assertEquals(List.of(JournalKind.MACHINE_PINNED, JournalKind.MACHINE_REMOVED),
                desk.journal().stream().map(entry -> entry.kind())
                        .filter(kind -> kind.name().startsWith("MACHINE")).toList());
    }

    private void pinned() throws VaultException {
        desk.acceptKey(Cast.bob());
        pin();
    }

    private void pin() throws VaultException {
        desk.write(tx -> {
            rules.pin(tx, FORUM, Cast.bob().certificate().fingerprint(), "Forum", someone());
            return FORUM;
        });
    }

    private static Actor someone() {
        return new Actor("alice", Via.COMMAND);
    }

    private List<MessageId> view() throws VaultException {
        return list(MessageFilter.machines(10)).stream().map(Summary::id).toList();
    }

    private List<Summary> list(MessageFilter filter) throws VaultException {
        return desk.read(tx -> desk.messages.list(tx, filter));
    }

    private int unread() throws VaultException {
        return desk.read(desk.messages::ofMachines).orElseThrow();
    }

    private Messages.Counts counts() throws VaultException {
        return desk.read(desk.messages::counts);
    }

    private Summary summary(MessageId id) throws VaultException {
        return desk.show(id).summary();
    }

    private List<Problem> problems(MessageId id) throws VaultException {
        return summary(id).protection().orElseThrow().problems();
    }
}
