package guichet.inbox.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.ReadReceipts;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.VaultSignalIntake;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Setting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptCourierTest {
    private static final long FIRST = Cast.NOW.toEpochMilli();
    private static final AttachmentFiles NO_FILES = (_, _) -> new AttachmentFiles.Contents.Missing();

    private SignalDesk desk;
    private ReadReceipts receipts;
    private VaultSignalIntake intake;
    private final List<ReleasedReceipt> told = new ArrayList<>();
    private long position;

    @BeforeEach
    void open() throws VaultException {
        desk = new SignalDesk();
        receipts = new ReadReceipts(desk.settings);
        intake = new VaultSignalIntake(desk.desk.vault, desk.identities, desk.accounts,
                new IncomingSignal(desk.desk.journal, desk.desk.keyring, desk.desk.clock), desk.settings,
                desk.desk.journal, desk.desk.clock);
        set("yes");
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void whatAPersonOpenedIsToldToItsAuthorOnce() throws VaultException {
        read(came(SignalDesk.BOB, FIRST));

        tell(this::sent);
        tell(this::sent);

        assertEquals(1, told.size());
        assertEquals(SignalDesk.BOB, told.getFirst().to());
        assertEquals(List.of(Instant.ofEpochMilli(FIRST)), told.getFirst().read());
    }

    @Test
    void whatNobodyOpenedIsToldToNobody() throws VaultException {
        came(SignalDesk.BOB, FIRST);
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void nothingIsToldUnlessItWasTurnedOn() throws VaultException {
        desk.desk.vault.write(tx -> {
            desk.settings.reset(tx, Setting.SIGNAL_READ_RECEIPTS);
            return tx;
        });
        read(came(SignalDesk.BOB, FIRST));
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void whatCameBeforeItWasTurnedOnIsNeverToldHoweverLateItIsRead() throws VaultException {
        set("no");
        MessageId old = came(SignalDesk.BOB, FIRST);
        set("yes");
        read(old);
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void turnedOffAndOnAgainItTellsNothingOfBefore() throws VaultException {
        MessageId before = came(SignalDesk.BOB, FIRST);
        set("no");
        read(before);
        set("yes");
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void whomNobodyHasLookedAtIsToldNothingAndNotLaterEither() throws VaultException {
        MessageId hers = came(SignalDesk.MALLORY, FIRST);
        observed(SignalDesk.MALLORY, SignalDesk.key('d'));
        read(hers);
        tell(this::sent);
        desk.desk.vault.write(tx -> desk.identities.accept(tx,
                desk.identities.find(tx, SignalDesk.MALLORY).orElseThrow().id(), SignalDesk.key('d'), desk.desk.alice,
                Cast.NOW));
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void whatCameByAnotherKeyThanTheOneLookedAtIsToldToNobody() throws VaultException {
        MessageId its = came(SignalDesk.BOB, FIRST);
        observed(SignalDesk.BOB, SignalDesk.ANOTHER_KEY);
        read(its);
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void whatCameByAKeyBeforeTheOneThatIsAcceptedNowIsToldToNobody() throws VaultException {
        MessageId its = came(SignalDesk.BOB, FIRST);
        observed(SignalDesk.BOB, SignalDesk.ANOTHER_KEY);
        desk.desk.vault.write(
                tx -> desk.identities.accept(tx, desk.bob, SignalDesk.ANOTHER_KEY, desk.desk.alice, Cast.NOW));
        read(its);
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void nobodyOfAGroupIsTold() throws VaultException {
        read(take(said(SignalDesk.BOB, FIRST,
                ",\"groupInfo\":{\"groupId\":\"Z3JvdXA=\",\"groupName\":\"Eux\",\"type\":\"DELIVER\"}")).getFirst());
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void whatWasReadOnOurTelephoneIsTheTelephonesToTell() throws VaultException {
        MessageId its = came(SignalDesk.BOB, FIRST);
        take("""
                {"envelope":{"sourceNumber":"%s","timestamp":%d,"syncMessage":{"readMessages":[
                 {"senderUuid":"%s","timestamp":%d}]}}}""".formatted(SignalDesk.OURS.e164(), FIRST + 5,
                SignalDesk.BOB.id(), FIRST));
        read(its);
        tell(this::sent);
        assertTrue(told.isEmpty());
    }

    @Test
    void aStopOfTheChannelLosesNothingAndWhatWasReadMeanwhileGoesInOne() throws VaultException {
        for (int i = 0; i < 30; i++) {
            read(came(SignalDesk.BOB, FIRST + i));
            tell((_, _) -> new Outcome.Unreachable("stopped"));
        }
        assertTrue(told.isEmpty());

        tell(this::sent);

        assertEquals(1, told.size());
        assertEquals(30, told.getFirst().read().size());
    }

    @Test
    void whoDiesInTheMiddleTellsItNoSecondTime() throws VaultException {
        read(came(SignalDesk.BOB, FIRST));
        assertThrows(Killed.class, () -> tell((_, before) -> {
            before.run();
            throw new Killed();
        }));
        tell(this::sent);
        assertTrue(told.isEmpty(), "it may have been told");
    }

    @Test
    void whoDiesBeforeTheFirstByteTellsItLater() throws VaultException {
        read(came(SignalDesk.BOB, FIRST));
        assertThrows(Killed.class, () -> tell((_, _) -> {
            throw new Killed();
        }));
        tell(this::sent);
        assertEquals(1, told.size());
    }

    @Test
    void aRateLimitIsObeyed() throws VaultException {
        read(came(SignalDesk.BOB, FIRST));
        List<ReleasedReceipt> tried = new ArrayList<>();
        ReceiptCourier courier = courier((receipt, before) -> {
            before.run();
            tried.add(receipt);
            return tried.size() == 1
                    ? new Outcome.Deferred("rate-limited", Optional.of(Duration.ofHours(1)))
                    : new Outcome.Sent("");
        });
        courier.tell(() -> false);
        desk.desk.clock.forward(Duration.ofMinutes(59));
        courier.tell(() -> false);
        assertEquals(1, tried.size());
        desk.desk.clock.forward(Duration.ofMinutes(2));
        courier.tell(() -> false);
        courier.tell(() -> false);
        assertEquals(2, tried.size());
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Outcome sent(ReleasedReceipt receipt, Transport.BeforeContent before) throws VaultException {
        before.run();
        told.add(receipt);
        return new Outcome.Sent("");
    }

    private void tell(ReceiptTransport transport) throws VaultException {
        courier(transport).tell(() -> false);
    }

    private ReceiptCourier courier(ReceiptTransport transport) {
        return new ReceiptCourier(desk.desk.vault, receipts, desk.identities, transport, _ -> Optional.empty(),
                desk.desk.clock);
    }

    /// As the command does it.
    private void set(String value) throws VaultException {
        desk.desk.vault.write(tx -> {
            receipts.begin(tx);
            return desk.settings.set(tx, Setting.SIGNAL_READ_RECEIPTS, value);
        });
    }

    private void read(MessageId id) throws VaultException {
        desk.desk.vault.write(tx -> {
            desk.desk.messages.markRead(tx, id);
            return id;
        });
    }

    private MessageId came(SignalRecipient.Aci from, long at) throws VaultException {
        return take(said(from, at, "")).getFirst();
    }

    private List<MessageId> take(String params) throws VaultException {
        return intake.takeAll(List.of(new SignalDelivery(params.getBytes(StandardCharsets.UTF_8))),
                new SpoolMark(desk.account, "spool", ++position), List.of(seen(SignalDesk.BOB, SignalDesk.BOBS_KEY)),
                NO_FILES).stored();
    }

    private void observed(SignalRecipient.Aci who, SafetyNumber key) throws VaultException {
        intake.observed(desk.account, List.of(seen(who, key)));
    }

    private static ObservedIdentity seen(SignalRecipient.Aci who, SafetyNumber key) {
        return new ObservedIdentity(who, Optional.empty(), key);
    }

    private static String said(SignalRecipient.Aci from, long at, String more) {
        return """
                {"envelope":{"sourceUuid":"%s","sourceName":"B","timestamp":%d,"dataMessage":{"timestamp":%d,
                 "message":"Bonjour","expiresInSeconds":0%s}}}""".formatted(from.id(), at, at, more);
    }
}
