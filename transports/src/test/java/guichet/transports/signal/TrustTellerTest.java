package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.TestDesk;
import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Carol's key is one that signal-cli, played by the stand-in's process, does not trust.
class TrustTellerTest {
    private static final UUID CAROL = new UUID(0x3333333333334333L, 0x8333333333333333L);

    @TempDir
    Path folder;

    private TestDesk desk;
    private SignalIdentities identities;
    private SignalBridge bridge;
    private TrustTeller teller;

    @BeforeEach
    void start() throws IOException, VaultException, InterruptedException {
        desk = TestDesk.open();
        identities = new SignalIdentities(desk.settings);
        SignalRig rig = SignalRig.linked(folder);
        rig.world.personWho("untrusted", "+33722222222", CAROL);
        bridge = new SignalBridge(rig.setup(), new FakeSink(), _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(3), SignalRig.PATIENCE);
        teller = new TrustTeller(desk.vault(), identities, bridge.calls());
        bridge.start();
        bridge.awaitStart(Duration.ofSeconds(30));
        for (int i = 0; refused().isEmpty(); i++) {
            assertTrue(i < 500, "the stand-in knows nobody");
            Thread.sleep(20);
        }
    }

    @AfterEach
    void close() throws VaultException {
        bridge.close();
        desk.close();
    }

    private List<ObservedIdentity> refused() throws VaultException {
        return bridge.calls().untrusted().orElseThrow();
    }

    private void carolAccepted(SafetyNumber key) throws VaultException {
        desk.write(tx -> {
            SignalIdentityId carol = identities.met(tx, Optional.of(refusedAci()), Optional.empty(), "Carol",
                    desk.clock.instant()).id();
            identities.saw(tx, carol, key, desk.clock.instant());
            return identities.accept(tx, carol, key, desk.people.byName(tx, "alice").orElseThrow().id(),
                    desk.clock.instant());
        });
    }

    private static guichet.keystore.SignalRecipient.Aci refusedAci() {
        return new guichet.keystore.SignalRecipient.Aci(CAROL);
    }

    @Test
    void aKeyThatAPersonAcceptedIsTrustedThereToo() throws VaultException {
        carolAccepted(refused().getFirst().key());
        teller.tell();
        assertEquals(List.of(), refused());
        teller.tell();
    }

    @Test
    void aKeyThatNobodyAcceptedIsNot() throws VaultException {
        teller.tell();
        assertEquals(1, refused().size());
    }

    @Test
    void norIsOneOnTheWordOfAnotherThatWasAccepted() throws VaultException {
        carolAccepted(new SafetyNumber("05" + "9".repeat(64), ""));
        teller.tell();
        assertEquals(1, refused().size());
    }
}
