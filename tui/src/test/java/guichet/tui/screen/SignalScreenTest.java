package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.Channel;
import guichet.inbox.gate.Drafts;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Outbox;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Writing on Signal at the screen.
class SignalScreenTest {
    private static List<OutboxRow> outbox(ScreenRig rig) throws VaultException {
        return rig.desk.read(
                tx -> new Outbox(rig.desk.vault(), rig.desk.messages, rig.desk.journal, rig.desk.clock).list(tx));
    }

    private static List<Drafts.Saved> drafts(ScreenRig rig) throws VaultException {
        return rig.desk.read(tx -> new Drafts(rig.desk.clock).list(tx));
    }

    @Test
    void anAnswerGoesWhereTheMessageWasSaidIsShownAsItLeavesAndMayBeTakenBack() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            new BobOnSignal(rig).says("Bonjour, voici les photos").accepted();
            rig.start().play("signal-reply-fr");
            List<OutboxRow> rows = outbox(rig);
            assertEquals(1, rows.size());
            assertEquals(Channel.SIGNAL, rows.getFirst().channel());
            assertEquals(OutboxRow.State.WITHDRAWN, rows.getFirst().state());
            SignalDraft draft = assertInstanceOf(SignalDraft.class, drafts(rig).getFirst().draft());
            assertEquals("Merci, bien reçu.", draft.body());
            assertTrue(draft.replyTo().isPresent());
        }
    }

    @Test
    void whoReadsAGroupIsSeenBeforeAnythingIsWrittenThere() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            new BobOnSignal(rig).saysInAGroup("Bonjour à tous").accepted();
            rig.start().play("group-fr");
            assertEquals(1, rig.desk.journal().stream()
                    .filter(entry -> entry.kind() == JournalKind.SIGNAL_GROUP_LOOKED_AT).count());
            assertEquals(List.of(), outbox(rig));
        }
    }

    @Test
    void anUnseenSafetyNumberIsRefusedAndOneKeyLeadsToItAndNothingOverridesIt() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 100, 30)) {
            new BobOnSignal(rig).says("Hello");
            rig.start().play("signal-refused-en");
            List<OutboxRow> rows = outbox(rig);
            assertEquals(1, rows.size());
            assertEquals(List.of(BobOnSignal.ACI.text()), rows.getFirst().to());
            assertTrue(rig.desk.journal().stream().anyMatch(entry -> entry.kind() == JournalKind.SIGNAL_ACCEPTED));
            assertTrue(rig.desk.journal().stream().noneMatch(entry -> entry.kind() == JournalKind.EXPOSURE));
        }
    }

    @Test
    void aKeyThatChangesWhileSomebodyWritesStopsIt() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            BobOnSignal bob = new BobOnSignal(rig).says("Bonjour").accepted();
            rig.start();
            assertTrue(rig.sees("De       Bob"));
            rig.term.type("\tr");
            assertTrue(rig.sees("RÉPONSE PAR SIGNAL"), rig.term.lines()::toString);
            rig.term.type("secret\u0013");
            assertTrue(rig.sees("Ce qui quitte la maison"), rig.term.lines()::toString);
            bob.changesKey();
            rig.term.type("e");
            assertTrue(rig.sees("rien n'est parti"), rig.term.lines()::toString);
            assertEquals(List.of(), outbox(rig));
            assertEquals(1, drafts(rig).size());
        }
    }

    @Test
    void aNewMessageGoesByTheChannelThatWasChosenInTheToField() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            BobOnSignal bob = new BobOnSignal(rig).says("Bonjour").accepted();
            bob.isContact("Bob Martin");
            rig.start().play("signal-new-fr");
            SignalDraft draft = assertInstanceOf(SignalDraft.class, drafts(rig).getFirst().draft());
            assertEquals("Rendez-vous\n\nDemain à dix heures ?", draft.body());
            assertEquals(BobOnSignal.NUMBER, draft.to());
            assertEquals(List.of(), outbox(rig));
        }
    }

    @Test
    void aRefusedOneGoesOnAsAMailWithTheSameWords() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 80, 24)) {
            BobOnSignal bob = new BobOnSignal(rig).says("Hello");
            bob.isContact("Bob");
            rig.start();
            assertTrue(rig.sees("From     Bob"));
            rig.term.type("\tr");
            assertTrue(rig.sees("ANSWER BY SIGNAL"), rig.term.lines()::toString);
            rig.term.type("My words\u0013");
            assertTrue(rig.sees("NOT SENT"), rig.term.lines()::toString);
            rig.term.type("m");
            assertTrue(rig.sees("bob@example.org"), rig.term.lines()::toString);
            rig.term.type("\u001b");
            assertTrue(rig.sees("keep as"), rig.term.lines()::toString);
            rig.term.type("b");
            assertTrue(rig.sees("Kept as a draft"), rig.term.lines()::toString);
            assertEquals("My words", assertInstanceOf(MailDraft.class, drafts(rig).getFirst().draft()).body());
            assertEquals(1, drafts(rig).size());
        }
    }

    @Test
    void aReactionLeavesByOneKeyAndAnotherAndIsRefusedAsWordsAre() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            BobOnSignal bob = new BobOnSignal(rig).says("Bonjour").accepted();
            rig.start();
            assertTrue(rig.sees("De       Bob"), rig.term.lines()::toString);
            rig.term.type("\te");
            assertTrue(rig.sees("Réagir à ce message"), rig.term.lines()::toString);
            rig.term.type("1");
            assertTrue(rig.sees("Votre réaction part"), rig.term.lines()::toString);
            assertEquals(OutboxRow.What.REACTION, outbox(rig).getFirst().what());
            bob.changesKey();
            rig.term.type("e");
            assertTrue(rig.sees("Réagir à ce message"), rig.term.lines()::toString);
            rig.term.type("2");
            assertTrue(rig.sees("rien n'est parti"), rig.term.lines()::toString);
            assertEquals(1, outbox(rig).size());
        }
    }

    @Test
    void aRefusedMailIsMovedToSignalByOneKey() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            new BobOnSignal(rig).says("Bonjour").accepted().isContact("Bob Martin");
            rig.start().play("signal-move-fr");
            List<OutboxRow> rows = outbox(rig);
            assertEquals(1, rows.size());
            assertEquals(Channel.SIGNAL, rows.getFirst().channel());
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.MOVED_TO_SIGNAL)
                    .count());
            assertTrue(rig.desk.journal().stream().noneMatch(entry -> entry.kind() == JournalKind.EXPOSURE));
        }
    }
}
