package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.AccountId;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts.AccountState;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDecisions.Decider;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.VaultSignalIntake;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient.Aci;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.SignalTrust;
import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Safety numbers on Signal at the screen.
class SafetyScreenTest {
    private static final PhoneNumber US = new PhoneNumber("+33700000001");
    private static final PhoneNumber BOB = new PhoneNumber("+33612345678");
    private static final Aci BOB_ACI = new Aci(new UUID(0x2222222222224222L, 0x8222222222222222L));

    private static SafetyNumber number(char digit) {
        return new SafetyNumber("05" + String.valueOf(digit).repeat(64),
                (String.valueOf(digit).repeat(5) + " ").repeat(12).strip());
    }

    private static void says(ScreenRig rig, String text, SafetyNumber seenAfter, long position) throws VaultException {
        SignalStores signal = rig.signal();
        AccountId account = rig.desk.write(tx -> {
            if (signal.accounts().list(tx).isEmpty()) {
                return signal.accounts().add(tx, US, "signal-cli", Optional.empty());
            }
            return signal.accounts().list(tx).getFirst().id();
        });
        long sent = rig.desk.clock.instant().toEpochMilli() + position;
        String line = """
                {"account":"%s","envelope":{"source":"%s","sourceNumber":"%s","sourceUuid":"%s","sourceName":"Bob",\
                "sourceDevice":1,"timestamp":%d,"serverReceivedTimestamp":%d,"serverDeliveredTimestamp":%d,\
                "dataMessage":{"timestamp":%d,"message":"%s","expiresInSeconds":0,"viewOnce":false}}}"""
                .formatted(US.e164(), BOB.e164(), BOB.e164(), BOB_ACI.id(), sent, sent, sent, sent, text);
        new VaultSignalIntake(rig.desk.vault(), signal.identities(), signal.accounts(),
                new IncomingSignal(rig.desk.journal, rig.desk.keyring, rig.desk.clock), rig.desk.settings,
                rig.desk.journal, rig.desk.clock)
                .takeAll(List.of(new SignalDelivery(line.getBytes(StandardCharsets.UTF_8))),
                        new SpoolMark(account, "spool", position),
                        List.of(new ObservedIdentity(BOB_ACI, Optional.of(BOB), seenAfter)),
                        (id, most) -> new AttachmentFiles.Contents.Missing());
    }

    private static SignalIdentity bob(ScreenRig rig) throws VaultException {
        return rig.desk.read(tx -> rig.signal().identities().find(tx, BOB)).orElseThrow();
    }

    private static void verified(ScreenRig rig) throws VaultException {
        Decider alice = new Decider(TestDesk.ALICE, rig.desk.alice().id());
        SignalIdentity bob = bob(rig);
        assertTrue(rig.desk.write(tx -> rig.signal().decisions().verify(tx, bob.id(), number('1'),
                "comparé au téléphone", alice)) instanceof SignalDecided.Done);
    }

    @Test
    void aChangedNumberIsSeenEverywhereAndOneKeyLeadsToTheDecision() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            says(rig, "Bonjour", number('1'), 1);
            verified(rig);
            says(rig, "De mon nouveau téléphone", number('2'), 2);
            rig.start().play("safety-fr");
            assertTrue(rig.sees("identité rejetée"));
        }
    }

    @Test
    void somebodyIsSaidToBeAContactAndNoTrustComesByIt() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            says(rig, "Bonjour", number('1'), 1);
            rig.start().play("who-fr");
            assertEquals(SignalTrust.UNKNOWN, bob(rig).trust());
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.SIGNAL_LINKED)
                    .count());
        }
    }

    @Test
    void theDecisionIsAboutTheNumberThatStoodOnTheSheet() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.EN, 100, 30)) {
            says(rig, "Hello", number('1'), 1);
            rig.start();
            assertTrue(rig.sees("i to look and decide"), rig.term.lines()::toString);
            rig.term.type("i");
            assertTrue(rig.sees("11111 11111"), rig.term.lines()::toString);
            says(rig, "Again", number('2'), 2);
            rig.term.type("a");
            assertTrue(rig.sees("has just changed again"), rig.term.lines()::toString);
            assertTrue(rig.sees("22222 22222"));
            assertEquals(SignalTrust.UNKNOWN, bob(rig).trust());
            rig.term.type("a");
            assertTrue(rig.sees("Decided, and written in the journal"), rig.term.lines()::toString);
            assertEquals(SignalTrust.ACCEPTED, bob(rig).trust());
            assertEquals(1, rig.desk.journal().stream().filter(entry -> entry.kind() == JournalKind.SIGNAL_ACCEPTED)
                    .count());
        }
    }

    @Test
    void theTopRowHasWordsOnlyForWhatSomebodyHasToSeeTo() throws Exception {
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            AccountId account = rig.desk
                    .write(tx -> rig.signal().accounts().add(tx, US, "signal-cli", Optional.empty()));
            fares(rig, account, Duration.ZERO, Optional.empty());
            rig.start();
            assertTrue(rig.sees("Signal ●"), rig.term.lines()::toString);
            assertTrue(rig.term.lines().stream().noneMatch(row -> row.contains("(M)")));
            fares(rig, account, Duration.ofDays(25), Optional.empty());
            assertTrue(rig.sees("Signal ● délié dans 5 j (M)"), rig.term.lines()::toString);
            fares(rig, account, Duration.ofDays(25), Optional.of("signal-not-linked"));
            assertTrue(rig.sees("délié (M)"), rig.term.lines()::toString);
            fares(rig, account, Duration.ZERO, Optional.empty());
            assertTrue(rig.term.await(rows -> rows.stream().noneMatch(row -> row.contains("(M)")),
                    Duration.ofSeconds(8)));
            rig.desk.write(tx -> {
                rig.signal().accounts().servedBy(tx, account, "0.11.0");
                return account;
            });
            assertTrue(rig.sees("signal-cli périmé (M)"), rig.term.lines()::toString);
        }
    }

    private static void fares(ScreenRig rig, AccountId account, Duration silent, Optional<String> error)
            throws VaultException {
        rig.desk.write(tx -> {
            rig.signal().accounts().report(tx, account,
                    new AccountState(AccountState.Link.ONLINE, Optional.of(rig.desk.clock.instant().minus(silent)),
                            error));
            return account;
        });
    }
}
