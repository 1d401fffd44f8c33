package guichet.inbox.signal;

import static guichet.inbox.signal.SignalLines.BOB;
import static guichet.inbox.signal.SignalLines.CAROL;
import static guichet.inbox.signal.SignalLines.GROUP;
import static guichet.inbox.signal.SignalLines.MALLORY;
import static guichet.inbox.signal.SignalLines.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.Suggestion;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.ContactId;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalFilingTest {
    private static final SignalRecipient.Group LEAKS = new SignalRecipient.Group(GROUP);

    private SignalDesk desk;
    private Instant now;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
        now = desk.now;
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void aTrustedContactWithOneOpenCaseIsFiledThere() throws VaultException {
        CaseId bobs = desk.caseOf(BOB);
        MessageId id = take(SignalLines.says(BOB, now, "suite"));
        assertEquals(Optional.of(bobs), desk.caseOf(id));
        assertEquals(1, desk.journalled(JournalKind.MESSAGE_FILED).size());
        assertEquals(Optional.of(bobs), desk.caseOf(take(SignalLines.weSaid(BOB, now.plusSeconds(1), "merci", ""))),
                "what our own telephone answers, too");
    }

    @Test
    void nobodyIsFiledWhomNobodyAccepted() throws VaultException {
        CaseId bobs = contactsCase(BOB);
        MessageId id = take(SignalLines.says(BOB, now, "suite"));
        assertEquals(Optional.empty(), desk.caseOf(id));
        assertEquals(Optional.of(new Suggestion(bobs, Suggestion.Why.ALLEGED_SENDER)), suggestion(id));
        desk.accept(BOB);
        assertEquals(Optional.of(bobs), desk.caseOf(id), "what came by the key that was accepted is theirs");
    }

    @Test
    void nothingIsFiledBeforeTheSafetyNumberWasSeenAfterItCame() throws VaultException {
        CaseId bobs = desk.caseOf(BOB);
        TakenSignals taken = desk.takeUnseen(SignalLines.says(BOB, now, "suite"));
        MessageId id = taken.stored().getFirst();
        assertEquals(Optional.empty(), desk.caseOf(id));
        assertEquals(List.of(desk.identity(BOB).id()), taken.lookAt());
        assertEquals(SignalTrust.UNKNOWN, desk.show(id).summary().protection().orElseThrow().identity().orElseThrow()
                .trust());
        desk.intake.observed(desk.account, desk.observed());
        assertEquals(Optional.of(bobs), desk.caseOf(id));
    }

    @Test
    void aKeyThatTheTelephoneTookWithoutAWordFilesNothing() throws VaultException {
        desk.caseOf(BOB);
        desk.changeKey(BOB, '9');
        TakenSignals taken = desk.take(SignalLines.says(BOB, now, "c'est moi, vraiment"));
        assertEquals(Optional.empty(), desk.caseOf(taken.stored().getFirst()));
        assertEquals(1, taken.alarms().size());
        assertEquals(SignalTrust.CHANGED, desk.show(taken.stored().getFirst()).summary().protection().orElseThrow()
                .identity().orElseThrow().trust());
        assertEquals(1, desk.journalled(JournalKind.SIGNAL_CHANGED).size());
        desk.take(SignalLines.says(BOB, now.plusSeconds(1), "encore"));
        assertEquals(1, desk.journalled(JournalKind.SIGNAL_CHANGED).size(), "told once");
    }

    @Test
    void aChangeThatWasReportedFilesNothingThoughTheListShowsTheOldKey() throws VaultException {
        desk.caseOf(BOB);
        desk.take(SignalLines.failed(BOB, now, "UntrustedIdentityException"));
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now.plusSeconds(1), "suite"))));
    }

    @Test
    void aDistrustedPersonFilesNothing() throws VaultException {
        desk.caseOf(BOB);
        SignalIdentityId bob = desk.identity(BOB).id();
        SignalDecisions.Decider alice = desk.alice();
        assertInstanceOf(SignalDecided.Done.class,
                desk.<SignalDecided>write(tx -> desk.decisions.distrust(tx, bob, "lost phone", alice)));
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now, "suite"))));
    }

    @Test
    void somebodyElseWithTheSameNumberIsNotTheContact() throws VaultException {
        desk.caseOf(BOB);
        SignalLines.Who thief = new SignalLines.Who(BOB.number(), MALLORY.aci(), "Bob");
        MessageId id = desk.take(desk.account, List.of(new ObservedIdentity(MALLORY.recipient(),
                Optional.of(BOB.phone()), SignalDesk.key('1'))), SignalLines.says(thief, now, "suite")).stored()
                .getFirst();
        assertEquals(Optional.empty(), desk.caseOf(id));
        assertEquals(Optional.empty(), suggestion(id));
    }

    @Test
    void aContactOfTwoOpenCasesOrOfAClosedOneIsSortedByAPerson() throws VaultException {
        CaseId first = desk.caseOf(BOB);
        desk.write(tx -> desk.desk.cases.close(tx, first, TestDesk.ALICE));
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now, "un"))));
        desk.write(tx -> desk.desk.cases.reopen(tx, first, TestDesk.ALICE));
        ContactId bob = desk.identity(BOB).contact().orElseThrow();
        CaseId second = desk.write(tx -> desk.desk.cases.open(tx, "autre", TestDesk.ALICE));
        desk.write(tx -> desk.desk.cases.addContact(tx, second, bob, TestDesk.ALICE));
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now.plusSeconds(1), "deux"))));
    }

    @Test
    void whatWasSentBeforeTheCaseWasOpenedIsAboutSomethingElse() throws VaultException {
        desk.caseOf(BOB);
        assertEquals(Optional.empty(),
                desk.caseOf(take(SignalLines.says(BOB, now.minusSeconds(60), "resté en chemin"))));
    }

    @Test
    void aQuoteGoesWhereTheQuotedMessageIs() throws VaultException {
        desk.caseOf(BOB);
        CaseId other = desk.write(tx -> desk.desk.cases.open(tx, "autre", TestDesk.ALICE));
        MessageId ours = take(SignalLines.weSaid(BOB, now, "à propos du second dossier", ""));
        desk.write(tx -> desk.desk.messages.file(tx, ours, other, TestDesk.ALICE));
        MessageId answer = take(SignalLines.says(BOB, now.plusSeconds(1), "oui",
                SignalLines.quoting(US, now, "à propos du second dossier")));
        assertEquals(Optional.of(other), desk.caseOf(answer));
    }

    @Test
    void aQuoteByAStrangerOrOfAnotherConversationProvesNothing() throws VaultException {
        CaseId bobs = desk.caseOf(BOB);
        MessageId ours = take(SignalLines.weSaid(BOB, now, "secret", ""));
        assertEquals(Optional.of(bobs), desk.caseOf(ours));
        MessageId forged = take(SignalLines.says(MALLORY, now.plusSeconds(1), "oui",
                SignalLines.quoting(US, now, "secret")));
        assertEquals(Optional.empty(), desk.caseOf(forged));
        assertEquals(Optional.empty(), desk.details(forged).quote().orElseThrow().message());
        desk.accept(CAROL);
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(CAROL, now.plusSeconds(2), "oui",
                SignalLines.quoting(US, now, "secret")))), "trusted, and quotes what she was never sent");
    }

    @Test
    void aQuoteOfSomethingInNoCaseIsSortedByAPerson() throws VaultException {
        MessageId loose = take(SignalLines.weSaid(BOB, now.minusSeconds(9), "autre chose", ""));
        desk.caseOf(BOB);
        assertEquals(Optional.empty(), desk.caseOf(loose));
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now.plusSeconds(1), "oui",
                SignalLines.quoting(US, now.minusSeconds(9), "autre chose")))));
    }

    @Test
    void aGroupFilesNothingByItself() throws VaultException {
        desk.caseOf(BOB);
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now, "à tous", SignalLines.inGroup()))));
    }

    @Test
    void aGroupThatAPersonLinkedFilesWhatTrustedMembersSayThere() throws VaultException {
        CaseId bobs = desk.caseOf(BOB);
        desk.write(tx -> {
            desk.decisions.linkGroup(tx, LEAKS, bobs, TestDesk.ALICE);
            return bobs;
        });
        assertEquals(Optional.of(bobs), desk.caseOf(take(SignalLines.says(BOB, now, "à tous", SignalLines.inGroup()))));
        MessageId stranger = take(SignalLines.says(MALLORY, now.plusSeconds(1), "moi aussi", SignalLines.inGroup()));
        assertEquals(Optional.empty(), desk.caseOf(stranger));
        assertEquals(Optional.of(new Suggestion(bobs, Suggestion.Why.GROUP)), suggestion(stranger));
        desk.write(tx -> {
            desk.decisions.unlinkGroup(tx, LEAKS, TestDesk.ALICE);
            return bobs;
        });
        assertEquals(Optional.empty(),
                desk.caseOf(take(SignalLines.says(BOB, now.plusSeconds(2), "encore", SignalLines.inGroup()))));
        assertEquals(1, desk.journalled(JournalKind.SIGNAL_GROUP_LINKED).size());
        assertEquals(1, desk.journalled(JournalKind.SIGNAL_GROUP_UNLINKED).size());
    }

    @Test
    void aQuoteThatDisagreesWithTheGroupsCaseIsSortedByAPerson() throws VaultException {
        CaseId bobs = desk.caseOf(BOB);
        CaseId other = desk.write(tx -> desk.desk.cases.open(tx, "autre", TestDesk.ALICE));
        MessageId first = take(SignalLines.says(BOB, now, "un", SignalLines.inGroup()));
        desk.write(tx -> desk.desk.messages.file(tx, first, other, TestDesk.ALICE));
        desk.write(tx -> {
            desk.decisions.linkGroup(tx, LEAKS, bobs, TestDesk.ALICE);
            return bobs;
        });
        assertEquals(Optional.empty(), desk.caseOf(take(SignalLines.says(BOB, now.plusSeconds(1), "deux",
                SignalLines.inGroup() + SignalLines.quoting(BOB, now, "un")))));
    }

    @Test
    void whatAPersonPutSomewhereStaysThere() throws VaultException {
        MessageId id = take(SignalLines.says(BOB, now, "un"));
        CaseId other = desk.write(tx -> desk.desk.cases.open(tx, "autre", TestDesk.ALICE));
        desk.write(tx -> desk.desk.messages.file(tx, id, other, TestDesk.ALICE));
        desk.write(tx -> desk.desk.messages.unfile(tx, id, TestDesk.ALICE));
        desk.caseOf(BOB);
        desk.accept(BOB);
        assertEquals(Optional.empty(), desk.caseOf(id));
    }

    @Test
    void filingByHandMakesATrustedAuthorAContactOfTheCaseAndNobodyElse() throws VaultException {
        contactsCase(CAROL);
        ContactId carol = desk.identity(CAROL).contact().orElseThrow();
        CaseId other = desk.write(tx -> desk.desk.cases.open(tx, "autre", TestDesk.ALICE));
        MessageId untrusted = take(SignalLines.says(CAROL, now, "un"));
        desk.write(tx -> desk.desk.messages.file(tx, untrusted, other, TestDesk.ALICE));
        assertEquals(List.of(), desk.read(tx -> desk.desk.cases.contacts(tx, other)));
        desk.accept(CAROL);
        MessageId trusted = take(SignalLines.says(CAROL, now.minus(Duration.ofDays(1)), "deux"));
        desk.write(tx -> desk.desk.messages.file(tx, trusted, other, TestDesk.ALICE));
        assertEquals(List.of(carol), desk.read(tx -> desk.desk.cases.contacts(tx, other)));
    }

    @Test
    void storiesPlaceHoldersAndWhatIsNotUnderstoodAreNeverFiled() throws VaultException {
        desk.caseOf(BOB);
        for (String line : List.of(SignalLines.envelope(BOB, now,
                "\"storyMessage\":{\"allowsReplies\":true,\"textAttachment\":{\"text\":\"à tous\"}}"),
                SignalLines.failed(BOB, now.plusSeconds(1), "ProtocolNoSessionException"),
                SignalLines.envelope(BOB, now.plusSeconds(2), "\"hologramMessage\":{}"))) {
            assertEquals(Optional.empty(), desk.caseOf(take(line)));
        }
    }

    /// Bob's contact and case, and nobody has looked at his safety number.
    private CaseId contactsCase(SignalLines.Who who) throws VaultException {
        desk.take(SignalLines.says(who, now.minusSeconds(999), "avant"));
        SignalIdentityId id = desk.identity(who).id();
        ContactId contact = desk.desk.addContact(who.name(), who.name() + "@example.org").id();
        desk.write(tx -> desk.decisions.link(tx, id, contact, TestDesk.ALICE));
        CaseId opened = desk.write(tx -> desk.desk.cases.open(tx, who.name(), TestDesk.ALICE));
        desk.write(tx -> desk.desk.cases.addContact(tx, opened, contact, TestDesk.ALICE));
        return opened;
    }

    private MessageId take(String line) throws VaultException {
        return desk.take(line).stored().getFirst();
    }

    private Optional<Suggestion> suggestion(MessageId id) throws VaultException {
        return desk.read(tx -> desk.desk.messages.suggestion(tx, id));
    }
}
