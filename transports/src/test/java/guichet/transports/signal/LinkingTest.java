package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.Linking.Ending;
import guichet.transports.signal.Linking.Opened;
import guichet.transports.signal.Linking.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkingTest {
    @TempDir
    Path folder;

    @Test
    void thePhoneScansAndTheBridgeReceivesWhatWaited() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.unlinked(folder);
        rig.world.reachableForLinking(20_000).person(SignalRig.BOB, SignalRig.BOB_ACI, "Bob").text(SignalRig.BOB,
                "waited");
        try (Linking linking = open(rig)) {
            var scan = assertInstanceOf(Step.Scan.class, linking.begin());
            assertTrue(scan.uri().startsWith("sgnl://linkdevice?uuid="), scan.uri());
            rig.world.scan(SignalRig.NUMBER, SignalRig.OWN_ACI);
            assertInstanceOf(Ending.Linked.class, linking.await("Guichet"));
        }
        noAddressIsLeft(rig);
        FakeSink sink = new FakeSink();
        try (SignalBridge bridge = new SignalBridge(rig.setup(), sink, _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(1), SignalRig.PATIENCE)) {
            bridge.start();
            sink.await(1, Duration.ofSeconds(20));
        }
        assertTrue(sink.taken().getFirst().contains("waited"));
    }

    @Test
    void anAccountThatIsLinkedAlreadyIsUsedAsItIs() throws IOException {
        SignalRig rig = SignalRig.linked(folder);
        try (Linking linking = open(rig)) {
            assertInstanceOf(Step.AlreadyLinked.class, linking.begin());
        }
    }

    @Test
    void anotherPhonesAccountIsNotTakenForTheOneThatWasMeant() throws IOException {
        SignalRig rig = SignalRig.unlinked(folder);
        rig.world.reachableForLinking(20_000);
        try (Linking linking = open(rig)) {
            assertInstanceOf(Step.Scan.class, linking.begin());
            rig.world.scan("+33699999999", SignalRig.BOB_ACI);
            assertEquals(new Ending.OtherAccount("+33699999999"), linking.await("Guichet"));
        }
    }

    @Test
    void nobodyScansInTime() throws IOException {
        SignalRig rig = SignalRig.unlinked(folder);
        rig.world.reachableForLinking(300);
        try (Linking linking = open(rig)) {
            assertInstanceOf(Step.Scan.class, linking.begin());
            assertInstanceOf(Ending.TimedOut.class, linking.await("Guichet"));
        }
        noAddressIsLeft(rig);
    }

    @Test
    void withoutANetworkItIsSaid() throws IOException {
        SignalRig rig = SignalRig.unlinked(folder);
        try (Linking linking = open(rig)) {
            assertEquals(SignalTrouble.SERVICE_UNREACHABLE,
                    assertInstanceOf(Step.Failed.class, linking.begin()).fault().trouble());
        }
    }

    @Test
    void closingWhileItWaitsEndsItAtOnce() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.unlinked(folder);
        rig.world.reachableForLinking(60_000);
        Linking linking = open(rig);
        assertInstanceOf(Step.Scan.class, linking.begin());
        Thread waiting = Thread.ofVirtual().start(() -> assertInstanceOf(Ending.Failed.class, linking.await("x")));
        Thread.sleep(300);
        linking.close();
        assertTrue(waiting.join(Duration.ofSeconds(5)));
        assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
    }

    private static Linking open(SignalRig rig) {
        return assertInstanceOf(Opened.Ready.class, Linking.open(rig.setup(), new Random(5), SignalRig.PATIENCE))
                .linking();
    }

    private static void noAddressIsLeft(SignalRig rig) throws IOException {
        try (Stream<Path> files = Files.walk(rig.ram)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("sgnl:"), file::toString);
            }
        }
    }
}
