package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.TestDesk;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.OutboxRow;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.gate.SignalGate;
import guichet.inbox.gate.SignalRelease;
import guichet.inbox.gate.SignalVerdict;
import guichet.inbox.signal.SignalDecisions.Decider;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient.Aci;
import guichet.keystore.SignalRecipient.PhoneNumber;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SignalChannel;
import guichet.tui.command.SignalRig;
import guichet.tui.text.Lang;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptchaScreenTest {
    @TempDir
    Path folder;

    @Test
    void theRowThatWaitsForACaptchaTakesItAndWhatWaitedWithItLeavesToo() throws Exception {
        SignalRig signal = SignalRig.linked(folder);
        signal.world.text(SignalRig.BOB, "Bonjour");
        try (ScreenRig rig = new ScreenRig(Lang.FR, 80, 24)) {
            rig.desk.write(tx -> rig.signal().accounts().add(tx, new PhoneNumber(SignalRig.NUMBER),
                    signal.program.toString(), Optional.empty()));
            SignalChannel channel = rig.signal().desk().channel();
            channel.follow();
            try {
                await(() -> bob(rig).filter(known -> known.key().isPresent()).isPresent());
                accept(rig);
                standIn(rig).personWho("captcha", SignalRig.BOB, SignalRig.BOB_ACI);
                release(rig, "première");
                channel.follow();
                await(() -> rows(rig).getFirst().error().orElse("").startsWith("captcha-needed"));
                release(rig, "deuxième");
                channel.follow();
                await(() -> rows(rig).stream().allMatch(OutboxRow::isPutOff));
                rig.start().play("captcha-fr");
                channel.follow();
                await(() -> rows(rig).stream().allMatch(row -> row.state() == OutboxRow.State.SENT));
                assertEquals(1, rig.hurried());
            } finally {
                channel.stop();
            }
        }
    }

    private static guichet.demo.signal.StandIn standIn(ScreenRig rig) throws VaultException, java.io.IOException {
        return guichet.demo.signal.StandIn.in(rig.signal().desk()
                .dataFolder(rig.desk.read(rig.signal().accounts()::list).getFirst()));
    }

    private static Optional<SignalIdentity> bob(ScreenRig rig) throws VaultException {
        return rig.desk.read(tx -> rig.signal().identities().find(tx, new Aci(SignalRig.BOB_ACI)));
    }

    private static void accept(ScreenRig rig) throws VaultException {
        SignalIdentity bob = bob(rig).orElseThrow();
        Decider alice = new Decider(TestDesk.ALICE, rig.desk.alice().id());
        rig.desk.write(tx -> rig.signal().decisions().accept(tx, bob.id(), bob.key().orElseThrow(), alice));
    }

    private static void release(ScreenRig rig, String body) throws VaultException {
        SignalGate gate = rig.signal().desk().gate();
        SignalVerdict verdict = gate.examine(new SignalDraft(Optional.empty(), "alice", new Aci(SignalRig.BOB_ACI),
                Optional.empty(), body, List.of(), Optional.empty()));
        assertTrue(gate.release((SignalVerdict.Passed) verdict, Grace.NONE) instanceof SignalRelease.Queued);
    }

    private static List<OutboxRow> rows(ScreenRig rig) throws VaultException {
        return rig.desk.read(tx -> new guichet.inbox.gate.Outbox(rig.desk.vault(), rig.desk.messages,
                rig.desk.journal, rig.desk.clock).list(tx));
    }

    private interface Seen {
        boolean now() throws Exception;
    }

    private static void await(Seen seen) throws Exception {
        for (int tried = 0; tried < 300 && !seen.now(); tried++) {
            Thread.sleep(100);
        }
        assertTrue(seen.now());
    }
}
