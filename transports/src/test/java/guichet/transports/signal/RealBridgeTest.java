package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.PeerCondition;
import guichet.crypto.RequiresPeer;
import guichet.transports.signal.Linking.Opened;
import guichet.transports.signal.Linking.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge with signal-cli itself, as far as that goes without a network.
@RequiresPeer("signal-cli")
class RealBridgeTest {
    @TempDir
    Path folder;

    @Test
    void itsOwnWordsForAnAccountThatIsNotLinkedAreUnderstood() throws IOException, InterruptedException {
        BlockingQueue<SignalHealth> states = new LinkedBlockingQueue<>();
        try (SignalBridge bridge = new SignalBridge(setup(), new FakeSink(), states::add, Clock.system(ZoneOffset.UTC),
                new Random(1), SignalPatience.DEFAULT)) {
            bridge.start();
            SignalHealth health = states.poll(60, TimeUnit.SECONDS);
            while (health != null && health.state() != SignalHealth.State.DOWN) {
                health = states.poll(60, TimeUnit.SECONDS);
            }
            assertEquals(Optional.of(new SignalFault(SignalTrouble.NOT_LINKED)),
                    Optional.ofNullable(health).flatMap(SignalHealth::fault));
        }
        nobodyElseCanRead(folder.resolve("home"));
    }

    @Test
    void itStartsWithWhatWeGiveItAndSaysThatThereIsNoNetwork() throws IOException {
        var opened = assertInstanceOf(Opened.Ready.class,
                Linking.open(setup(), new Random(2), SignalPatience.DEFAULT));
        try (Linking linking = opened.linking()) {
            assertEquals(new Step.Failed(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE, "-3")), linking.begin());
        }
        nobodyElseCanRead(folder.resolve("home"));
    }

    private SignalSetup setup() throws IOException {
        Path ram = Files.createDirectories(folder.resolve("shm"));
        return new SignalSetup("+33612345678", PeerCondition.find("signal-cli").orElseThrow().toString(),
                folder.resolve("home"), Optional.empty(), ram, Room.DEFAULT, Map.of("PATH", "/usr/bin:/bin"));
    }

    private static void nobodyElseCanRead(Path where) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(where)) {
            all = files.filter(file -> !Files.isSymbolicLink(file)).toList();
        }
        assertTrue(all.size() > 2, "signal-cli has written something");
        for (Path file : all) {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file,
                    LinkOption.NOFOLLOW_LINKS));
            others.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
            assertEquals(Set.of(), others, file::toString);
        }
    }
}
