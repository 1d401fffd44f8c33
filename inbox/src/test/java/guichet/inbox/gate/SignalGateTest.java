package guichet.inbox.gate;

import static guichet.inbox.gate.SignalDesk.ANOTHER_KEY;
import static guichet.inbox.gate.SignalDesk.BOB;
import static guichet.inbox.gate.SignalDesk.BOBS_KEY;
import static guichet.inbox.gate.SignalDesk.BOBS_NUMBER;
import static guichet.inbox.gate.SignalDesk.MALLORY;
import static guichet.inbox.gate.SignalDesk.STRANGER;
import static guichet.inbox.gate.SignalDesk.draft;
import static guichet.inbox.gate.SignalDesk.withFile;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.Party;
import guichet.inbox.cases.IncomingChat;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.gate.OutboxRow.State;
import guichet.inbox.gate.SignalContent.Quote;
import guichet.inbox.gate.SignalRefusal.Why;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalGateTest {
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
    void passesWhereAPersonHasLookedAtTheSafetyNumber() throws VaultException {
        SignalVerdict.Passed passed = assertInstanceOf(SignalVerdict.Passed.class, desk.gate.examine(withFile(BOB)));
        assertEquals("Voici", passed.parcel().content().body());
        assertEquals(SignalDesk.OURS, passed.parcel().account().number());
    }

    @Test
    void refusesWhereNobodyHasLookedWhateverTheNameSays() throws VaultException {
        assertRefused(Why.UNTRUSTED_IDENTITY, MALLORY);
    }

    @Test
    void refusesWhomNobodyHasMet() throws VaultException {
        assertRefused(Why.UNKNOWN_RECIPIENT, STRANGER);
    }

    /// Nothing that was said in a room of ours, in a mail or in a note is quoted there.
    @Test
    void quotesNothingThatWasNotSaidOnSignal() throws VaultException {
        for (Channel channel : List.of(Channel.CHAT, Channel.MAIL, Channel.NOTE)) {
            MessageId inside = desk.desk.vault.write(tx -> new IncomingChat(desk.desk.clock).add(tx,
                    new NewMessage(channel, Direction.OUT, Optional.empty(),
                            new Party("Alice", "alice@guichet.example"),
                            List.of(), List.of(), Cast.NOW, "", "entre nous", Optional.empty(), List.of(),
                            Optional.empty(), List.of(), new byte[0], Optional.empty()),
                    1));
            SignalDraft draft = new SignalDraft(Optional.empty(), "alice", BOB, Optional.empty(), "mots", List.of(),
                    Optional.of(inside));
            SignalVerdict.Refused refused = assertInstanceOf(SignalVerdict.Refused.class, desk.gate.examine(draft));
            assertEquals(List.of(Why.QUOTE_OF_ANOTHER_CONVERSATION),
                    refused.refusals().stream().map(SignalRefusal::why).toList());
        }
    }

    @Test
    void refusesAnotherSafetyNumberThanTheOneLookedAt() throws VaultException {
        desk.nowHas(desk.bob, ANOTHER_KEY);
        assertRefused(Why.UNTRUSTED_IDENTITY, BOB);
        assertRefused(Why.UNTRUSTED_IDENTITY, BOBS_NUMBER);
    }

    @Test
    void refusesWhomAPersonDistrusted() throws VaultException {
        desk.desk.vault.write(
                tx -> desk.identities.distrust(tx, desk.bob, "not him", desk.desk.alice, Cast.NOW));
        assertRefused(Why.UNTRUSTED_IDENTITY, BOB);
    }

    @Test
    void refusesWithoutAnAccount() throws VaultException {
        desk.desk.vault.write(tx -> desk.accounts.remove(tx, desk.account));
        assertRefused(Why.NO_ACCOUNT, BOB);
    }

    @Test
    void refusesAGroupThatNobodyKnows() throws VaultException {
        assertRefused(Why.UNKNOWN_RECIPIENT, group());
    }

    @Test
    void refusesToQuoteWhatWasSaidElsewhere() throws VaultException {
        MessageId mail = desk.desk.released(GateDesk.draft(GateDesk.BOB)).message();
        SignalDraft quoting = new SignalDraft(Optional.empty(), "alice", BOB, Optional.empty(), "Oui", List.of(),
                Optional.of(mail));
        SignalVerdict.Refused refused = assertInstanceOf(SignalVerdict.Refused.class, desk.gate.examine(quoting));
        assertEquals(List.of(Why.QUOTE_OF_ANOTHER_CONVERSATION),
                refused.refusals().stream().map(SignalRefusal::why).toList());
    }

    @Test
    void anEmptyDraftIsNoMessage() {
        assertThrows(IllegalArgumentException.class, () -> desk.gate.examine(draft(BOB, " \n")));
    }

    @Test
    void whatWasReleasedStandsInItsCaseAsEncrypted() throws VaultException {
        SignalRelease.Queued queued = desk.released(withFile(BOB));
        Message shown = desk.desk.vault.read(tx -> desk.desk.messages.show(tx, queued.message())).orElseThrow();
        assertEquals(Channel.SIGNAL, shown.summary().channel());
        assertEquals("Voici", shown.body());
        assertEquals(1, shown.attachments().size());
        assertEquals(List.of(BOB.text()), desk.row(queued.id()).to());
        assertEquals(State.WAITING, desk.row(queued.id()).state());
    }

    @Test
    void aKeyThatChangedBetweenLookingAndReleasingStopsIt() throws VaultException {
        SignalVerdict.Passed passed = (SignalVerdict.Passed) desk.gate.examine(draft(BOB, "Bonjour"));
        desk.nowHas(desk.bob, ANOTHER_KEY);
        assertInstanceOf(SignalRelease.StillRefused.class, desk.gate.release(passed, Grace.NONE));
        assertTrue(desk.desk.vault.read(tx -> desk.desk.outbox.list(tx)).isEmpty());
    }

    @Test
    void countsDownAndIsTheDraftAgainWhenTakenBack() throws VaultException {
        SignalRelease.Queued queued = (SignalRelease.Queued) desk.gate.release(
                (SignalVerdict.Passed) desk.gate.examine(withFile(BOB)), Grace.AS_SET);
        assertEquals(State.COUNTING, desk.row(queued.id()).state());
        Outbox.TakenBack.AsDraft back = assertInstanceOf(Outbox.TakenBack.AsDraft.class,
                desk.desk.outbox.takeBack(queued.id(), GateDesk.ALICE));
        SignalDraft again = assertInstanceOf(SignalDraft.class,
                desk.desk.vault.read(tx -> desk.desk.drafts.find(tx, back.draft())).orElseThrow());
        assertEquals(withFile(BOB).body(), again.body());
        assertEquals(BOB, again.to());
        assertEquals("analyses.pdf", again.attachments().getFirst().name());
        assertTrue(desk.desk.vault.read(tx -> desk.desk.messages.show(tx, queued.message())).isEmpty());
    }

    @Test
    void theStoredFormHoldsEveryFieldAndNothingElseReadsAsOne() {
        SignalContent content = new SignalContent("Zwölf ✓", withFile(BOB).attachments(),
                Optional.of(new Quote(BOB, Instant.ofEpochMilli(1_700_000_000_123L), "ça ?")));
        byte[] form = SignalForm.bytes(content);
        SignalContent read = assertInstanceOf(SignalContent.class, SignalForm.read(form).orElseThrow());
        assertEquals(content.body(), read.body());
        assertEquals(content.quote(), read.quote());
        assertArrayEquals(content.attachments().getFirst().content(), read.attachments().getFirst().content());
        assertArrayEquals(form, SignalForm.bytes(read));
        for (int cut = 0; cut < form.length; cut++) {
            assertTrue(SignalForm.read(Arrays.copyOf(form, cut)).isEmpty());
        }
        assertTrue(SignalForm.read(Arrays.copyOf(form, form.length + 1)).isEmpty());
    }

    @Test
    void theDigestIsAnotherForAnotherRecipientFileOrQuote() {
        SignalContent plain = new SignalContent("Oui", List.of(), Optional.empty());
        SignalContent quoting = new SignalContent("Oui", List.of(),
                Optional.of(new Quote(BOB, Instant.ofEpochMilli(1), "")));
        SignalContent filed = new SignalContent("Oui", withFile(BOB).attachments(), Optional.empty());
        List<String> digests = List.of(digest(BOB, plain), digest(BOBS_NUMBER, plain), digest(BOB, quoting),
                digest(BOB, filed));
        assertEquals(4, digests.stream().distinct().count());
        assertFalse(digests.contains(digest(MALLORY, plain)));
    }

    @Test
    void theNextDecisionLetsItPassAgain() throws VaultException {
        desk.nowHas(desk.bob, ANOTHER_KEY);
        desk.desk.vault.write(
                tx -> desk.identities.accept(tx, desk.bob, ANOTHER_KEY, desk.desk.alice, Cast.NOW));
        assertInstanceOf(SignalVerdict.Passed.class, desk.gate.examine(draft(BOB, "Bonjour")));
        assertEquals(BOBS_KEY, SignalDesk.key('b'));
    }

    private static String digest(SignalRecipient to, SignalContent content) {
        return Digest.of(SignalDesk.OURS, to, SignalForm.bytes(content));
    }

    private static SignalRecipient.Group group() {
        return new SignalRecipient.Group(Base64.getEncoder().encodeToString(new byte[32]));
    }

    private void assertRefused(Why why, SignalRecipient to) throws VaultException {
        SignalVerdict.Refused refused = assertInstanceOf(SignalVerdict.Refused.class,
                desk.gate.examine(draft(to, "Bonjour")));
        assertEquals(List.of(why), refused.refusals().stream().map(SignalRefusal::why).toList());
        assertEquals(to, refused.refusals().getFirst().recipient());
    }
}
