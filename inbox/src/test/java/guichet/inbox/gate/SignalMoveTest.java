package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.CAROL;
import static guichet.inbox.gate.GateDesk.NOBODY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.gate.MovedToSignal.Moved;
import guichet.inbox.gate.Refusal.Remedy;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.Contact;
import guichet.keystore.ContactChange;
import guichet.keystore.Contacts;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bob's mail address without a key belongs to a contact who is linked to Bob on Signal.
class SignalMoveTest {
    private final Contacts contacts = new Contacts();
    private SignalDesk desk;
    private SignalMove move;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
        move = new SignalMove(contacts, desk.identities, desk.accounts, desk.desk.journal, desk.desk.drafts);
        desk.desk.vault.write(tx -> {
            ContactChange added = contacts.add(tx, "Bob", List.of(NOBODY));
            Contact contact = contacts.find(tx, NOBODY).orElseThrow();
            desk.identities.link(tx, desk.bob, contact.id());
            return added;
        });
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void aRefusedMailToSomebodyOnSignalOffersItFirst() throws VaultException {
        assertEquals(Remedy.SIGNAL, remedies(GateDesk.draft(NOBODY)).getFirst());
    }

    @Test
    void itIsNotOfferedForSomebodyElseNorWhereOthersReadAlong() throws VaultException {
        assertFalse(remedies(GateDesk.draft(CAROL)).contains(Remedy.SIGNAL));
        assertFalse(remedies(GateDesk.draft(NOBODY, GateDesk.BOB)).contains(Remedy.SIGNAL));
    }

    @Test
    void itIsNotOfferedForWhomAPersonDistrusted() throws VaultException {
        desk.desk.vault.write(tx -> desk.identities.distrust(tx, desk.bob, "not him", desk.desk.alice, Cast.NOW));
        assertFalse(remedies(GateDesk.draft(NOBODY)).contains(Remedy.SIGNAL));
        assertInstanceOf(MovedToSignal.NotOnSignal.class,
                desk.desk.vault.write(tx -> move.move(tx, GateDesk.draft(NOBODY), ALICE)));
    }

    @Test
    void itIsNotOfferedWithoutAnAccountToWriteFrom() throws VaultException {
        desk.desk.vault.write(tx -> desk.accounts.remove(tx, desk.account));
        assertFalse(remedies(GateDesk.draft(NOBODY)).contains(Remedy.SIGNAL));
    }

    @Test
    void theMailsDraftBecomesOneForSignalWithItsSubjectFirstAndItsFiles() throws VaultException {
        var file = new AttachedFile("a.pdf", "application/pdf", new byte[]{1});
        MailDraft mail = new MailDraft(Optional.empty(), "alice", List.of(NOBODY), List.of(), List.of(),
                Optional.empty(), "Re: RE : Analyses", "> ce que vous disiez\nVoici.", List.of(file), Optional.empty());
        DraftId kept = desk.desk.vault.write(tx -> desk.desk.drafts.save(tx, mail));

        Moved moved = assertInstanceOf(Moved.class,
                desk.desk.vault.write(tx -> move.move(tx, mail.withId(kept), ALICE)));

        assertEquals(kept, moved.id());
        SignalDraft draft = assertInstanceOf(SignalDraft.class,
                desk.desk.vault.read(tx -> desk.desk.drafts.find(tx, kept)).orElseThrow());
        assertEquals("Analyses\n\n> ce que vous disiez\nVoici.", draft.body());
        assertEquals("a.pdf", draft.attachments().getFirst().name());
        assertEquals(SignalDesk.BOB, draft.to());
        assertEquals(1, desk.desk.vault.read(tx -> desk.desk.drafts.list(tx)).size());
        assertEquals(1, desk.desk.vault.read(tx -> desk.desk.journal.list(tx, new JournalFilter(Optional.empty(),
                Optional.of(JournalKind.MOVED_TO_SIGNAL), JournalFilter.Exposures.AND_OTHERS, Optional.empty(), 10)))
                .size());
        assertInstanceOf(SignalVerdict.Passed.class, desk.gate.examine(draft));
    }

    @Test
    void whatWasSentMeanwhileIsNotMoved() throws VaultException {
        MailDraft gone = GateDesk.draft(NOBODY).withId(new DraftId(99));
        assertInstanceOf(MovedToSignal.DraftGone.class,
                desk.desk.vault.write(tx -> move.move(tx, gone, ALICE)));
        assertTrue(desk.desk.vault.read(tx -> desk.desk.drafts.list(tx)).isEmpty());
    }

    @Test
    void movingDoesNotSendToAKeyThatChanged() throws VaultException {
        desk.nowHas(desk.bob, SignalDesk.ANOTHER_KEY);
        Moved moved = assertInstanceOf(Moved.class,
                desk.desk.vault.write(tx -> move.move(tx, GateDesk.draft(NOBODY), ALICE)));
        assertInstanceOf(SignalVerdict.Refused.class, desk.gate.examine(moved.draft()));
    }

    private List<Remedy> remedies(MailDraft draft) throws VaultException {
        return assertInstanceOf(Verdict.Refused.class, desk.desk.gate.examine(draft)).refusals().stream()
                .flatMap(refusal -> refusal.remedies().stream()).toList();
    }
}
