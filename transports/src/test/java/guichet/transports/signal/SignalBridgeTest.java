package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.signal.AttachmentFiles.Contents;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.VaultTroubles;
import guichet.transports.signal.SignalHealth.Caution;
import guichet.transports.signal.SignalHealth.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bridge against the stand-in, a process each time.
class SignalBridgeTest {
    private static final Clock CLOCK = Clock.system(ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeSink sink = new FakeSink();
    private final BlockingQueue<SignalHealth> states = new LinkedBlockingQueue<>();

    @Test
    void whatPeopleSendReachesTheVaultWhileItRuns() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.text(SignalRig.BOB, "avant");
        try (SignalBridge bridge = started(rig.setup())) {
            sink.await(1, SOON);
            rig.world.text(SignalRig.BOB, "pendant");
            sink.await(2, SOON);
            awaitState(now -> now.state() == State.UP);
            assertEquals(Optional.of("0.13.19"), bridge.health().version());
            assertTrue(bridge.health().lastContact().isPresent());
        }
        assertTrue(sink.taken().get(0).contains("\"avant\""));
        assertTrue(sink.taken().get(1).contains("\"pendant\""));
    }

    /// The garbage of the issue, each between two messages: all is handed on, nothing stops.
    @Test
    void whateverALineIsTheNextOneIsRead() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        List<String> faults = List.of("not-utf8", "deep", "long-line", "unknown-method", "unasked");
        for (String fault : faults) {
            rig.world.text(SignalRig.BOB, "before " + fault).fault(fault, fault.equals("deep") ? 10_000 : 100 << 20);
        }
        rig.world.line("{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":[1]}".getBytes(StandardCharsets.UTF_8))
                .line("no JSON \u001b[31m".getBytes(StandardCharsets.UTF_8)).text(SignalRig.BOB, "last");
        try (SignalBridge bridge = started(rig.setup())) {
            sink.await(faults.size() + 3 + 3, Duration.ofSeconds(60));
            awaitState(now -> now.cautions().contains(Caution.GARBLED));
            assertEquals(State.UP, bridge.health().state());
        }
        List<String> taken = sink.taken();
        assertEquals(faults.size() + 6, taken.size());
        assertTrue(taken.getLast().contains("\"last\""));
        assertEquals("[1]", taken.get(taken.size() - 3));
        assertEquals("no JSON \u001b[31m", taken.get(taken.size() - 2));
        assertEquals(1, taken.stream().filter(line -> line.length() == Frames.LONGEST_LINE).count());
    }

    /// It dies in the middle of a line: that is kept as it is, and the next life goes on.
    @Test
    void halfALineIsKeptAndTheNextLifeGoesOn() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.text(SignalRig.BOB, "before").fault("half-line", 0).die().text(SignalRig.BOB, "after");
        try (SignalBridge bridge = started(rig.setup())) {
            sink.await(3, SOON);
            while (bridge.health().state() != State.UP) {
                awaitState(now -> now.state() == State.UP);
            }
        }
        assertTrue(sink.taken().get(0).contains("\"before\""));
        assertTrue(sink.taken().get(1).startsWith("{\"jsonrpc\":\"2.0\",\"method\":\"rec"), sink.taken()::toString);
        assertTrue(sink.taken().get(2).contains("\"after\""));
    }

    @Test
    void aFolderThatCantBeMadeIsSaid() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        SignalSetup set = rig.setup();
        Path file = Files.writeString(folder.resolve("no-folder"), "");
        assertEquals(SignalTrouble.FOLDER_UNUSABLE, failure(new SignalSetup(set.number(), set.program(),
                file.resolve("home"), set.data(), set.ram(), set.room(), set.environment())).trouble());
        assertEquals(SignalTrouble.FOLDER_UNUSABLE, failure(new SignalSetup(set.number(), set.program(), set.home(),
                Optional.of(file.resolve("data")), set.ram(), set.room(), set.environment())).trouble());
    }

    @Test
    void aFloodOfThousandsIsTakenOnceEachInOrderAndGivenUpByTheSpool() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.flood(SignalRig.BOB, 3000);
        try (SignalBridge _ = started(rig.setup())) {
            sink.await(3000, Duration.ofSeconds(60));
            Path spool = onlySpool(rig);
            assertTrue(Files.size(spool) > 1 << 20);
            // What is stored is gone from memory.
            byte[] bytes = Files.readAllBytes(spool);
            for (int i = 0; i < 1 << 20; i++) {
                assertEquals(0, bytes[i], "byte " + i);
            }
        }
        assertNumbered(3000);
        assertFalse(Files.exists(rig.home.resolve("ram"), LinkOption.NOFOLLOW_LINKS), "nothing stays in memory");
        try (Stream<Path> left = Files.list(rig.ram)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aProcessThatDiesIsSeenAtOnceAndStartedAgain() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.text(SignalRig.BOB, "one");
        try (SignalBridge _ = started(rig.setup())) {
            sink.await(1, SOON);
            awaitState(now -> now.state() == State.UP);
            states.clear();
            rig.world.fault("half-line", 0).die();
            long asked = System.nanoTime();
            SignalHealth down = awaitState(now -> now.state() == State.DOWN);
            assertTrue(System.nanoTime() - asked < Duration.ofSeconds(10).toNanos());
            assertEquals(Optional.of(new SignalFault(SignalTrouble.DIED, "137")), down.fault());
            rig.world.text(SignalRig.BOB, "two");
            awaitState(now -> now.state() == State.UP);
            sink.await(3, SOON);
        }
        assertTrue(sink.taken().get(1).startsWith("{\"jsonrpc\""), "half a line is kept as it is");
        assertTrue(sink.taken().get(2).contains("\"two\""));
    }

    /// Nothing of what was written is lost when the hub dies, and nothing is taken twice.
    @Test
    void theSpoolOfADeadHubIsReadFirst() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.flood(SignalRig.BOB, 500);
        AtomicInteger batches = new AtomicInteger();
        CountDownLatch death = new CountDownLatch(1);
        sink.before(() -> {
            if (batches.incrementAndGet() > 1) {
                death.countDown();
                // The hub dies here: nothing more is stored, nothing is tidied up.
                Thread.sleep(Long.MAX_VALUE);
            }
            return true;
        });
        SignalBridge dead = started(rig.setup(), new SignalPatience(SOON, SOON, SOON, SOON, Duration.ofSeconds(1),
                Duration.ofHours(1), Duration.ofHours(1), SOON));
        sink.await(1, SOON);
        rig.world.text(SignalRig.BOB, "right before");
        Path spool = onlySpool(rig);
        for (int i = 0; i < 500
                && !Files.readString(spool, StandardCharsets.ISO_8859_1).contains("right before"); i++) {
            Thread.sleep(10);
        }
        assertTrue(death.await(20, TimeUnit.SECONDS));
        assertTrue(sink.taken().size() < 501);
        // The next hub, on the same vault.
        sink.before(() -> true);
        try (SignalBridge _ = started(rig.setup())) {
            sink.await(501, SOON);
            rig.world.text(SignalRig.BOB, "after");
            sink.await(502, SOON);
        }
        assertTrue(sink.taken().get(500).contains("right before"));
        assertTrue(sink.taken().get(501).contains("\"after\""));
        assertEquals(502, new HashSet<>(sink.taken()).size());
        assertEquals(2, sink.forgotten().size());
        assertEquals(State.DOWN, dead.health().state(), "its process was ended before another one was started");
    }

    @Test
    void whatCannotBeStoredWaitsAndIsSaid() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        AtomicInteger failures = new AtomicInteger();
        sink.before(() -> {
            if (failures.incrementAndGet() <= 2) {
                throw VaultTroubles.of(VaultException.Kind.DISK_FULL);
            }
            return true;
        });
        rig.world.text(SignalRig.BOB, "patience");
        try (SignalBridge bridge = started(rig.setup())) {
            awaitState(now -> now.fault().filter(fault -> fault.trouble() == SignalTrouble.NOT_STORED).isPresent());
            sink.await(1, SOON);
            awaitState(now -> now.fault().isEmpty());
            assertEquals(State.UP, bridge.health().state());
        }
        assertEquals(1, sink.taken().size());
    }

    @Test
    void withTheVaultLockedNothingMoreIsAcknowledgedAndNothingIsLost() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        sink.before(() -> {
            throw VaultTroubles.of(VaultException.Kind.CLOSED);
        });
        rig.world.text(SignalRig.BOB, "behind the lock");
        try (SignalBridge bridge = started(rig.setup())) {
            awaitState(now -> now.state() == State.STOPPED);
            assertEquals(State.STOPPED, bridge.health().state());
        }
        assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive));
        sink.before(() -> true);
        try (SignalBridge _ = started(rig.setup())) {
            sink.await(1, SOON);
        }
        assertTrue(sink.taken().getFirst().contains("behind the lock"));
    }

    @Test
    void saysInAWordWhyItCannotRun() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        assertEquals(SignalTrouble.NO_PROGRAM, failure(rig.setup("signal-cli-that-is-not-there")).trouble());
        assertEquals(SignalTrouble.NO_PROGRAM, failure(rig.setup("/etc/passwd")).trouble());
        assertEquals(SignalTrouble.JAVA_TOO_OLD, failure(rig.setup(script("""
                echo 'Error: LinkageError occurred while loading main class org.asamk.signal.Main' >&2
                echo '  java.lang.UnsupportedClassVersionError: org/asamk/signal/Main has been compiled by' >&2
                exit 1
                """))).trouble());
        assertEquals(SignalTrouble.NO_JAVA, failure(rig.setup(script("""
                echo "ERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH." >&2
                exit 1
                """))).trouble());
        assertEquals(new SignalFault(SignalTrouble.DIED, "7"), failure(rig.setup(script("exit 7"))));
        SignalSetup set = rig.setup();
        assertEquals(SignalTrouble.NO_ROOM, failure(new SignalSetup(set.number(), set.program(), set.home(), set.data(),
                set.ram(), new Room(Long.MAX_VALUE, 0), set.environment())).trouble());
        rig.world.unlink(SignalRig.NUMBER);
        assertEquals(SignalTrouble.NOT_LINKED, failure(rig.setup()).trouble());
    }

    @Test
    void aProgramThatSpeaksOtherwiseIsNotTakenForSignalCli() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        SignalPatience hasty = hasty(Duration.ofSeconds(2), Duration.ofMinutes(1));
        assertEquals(SignalTrouble.UNUSABLE_OUTPUT,
                failure(rig.setup(script("echo 'Hello, what may I do for you?'; exec cat >/dev/null")), hasty)
                        .trouble());
        assertEquals(SignalTrouble.NO_ANSWER, failure(rig.setup(script("exec cat >/dev/null")), hasty).trouble());
    }

    @Test
    void oneThatHangsIsFoundByItsSilence() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        SignalPatience hasty = new SignalPatience(SOON, Duration.ofSeconds(1), SOON, Duration.ofSeconds(2), SOON,
                Duration.ofMillis(100), Duration.ofSeconds(1), SOON);
        try (SignalBridge _ = started(rig.setup(), hasty)) {
            awaitState(now -> now.state() == State.UP);
            rig.world.hang();
            assertEquals(SignalTrouble.NO_ANSWER,
                    awaitState(now -> now.state() == State.DOWN).fault().orElseThrow().trouble());
            // The next life does not hang: it is past that line of its script.
            awaitState(now -> now.state() == State.UP);
        }
    }

    @Test
    void aLostConnectionIsSaidAndForgottenWhenSomethingComes() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        try (SignalBridge bridge = started(rig.setup(), hasty(SOON, Duration.ofMinutes(5)))) {
            awaitState(now -> now.state() == State.UP);
            rig.world.network(false);
            awaitState(now -> now.fault().filter(fault -> fault.trouble() == SignalTrouble.SERVICE_UNREACHABLE)
                    .isPresent());
            assertEquals(State.UP, bridge.health().state());
            rig.world.network(true).text(SignalRig.BOB, "back");
            awaitState(now -> now.fault().isEmpty());
        }
    }

    @Test
    void filesOfSignalCliGoIntoMemoryAndAreReadFromThere() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        byte[] photo = {1, 2, 3};
        rig.world.attachment(SignalRig.BOB, "../../photo.jpg", "image/jpeg", photo);
        try (SignalBridge bridge = started(rig.setup())) {
            sink.await(1, SOON);
            assertTrue(Files.isSymbolicLink(rig.data.resolve("attachments")));
            assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(rig.data));
            assertEquals(PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(rig.home.resolve("ram").toRealPath()));
            String id = sink.taken().getFirst().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
            Incoming incoming = bridge.incoming();
            assertArrayEquals(photo, assertInstanceOf(Contents.Bytes.class, incoming.read(id, 3)).bytes());
            assertEquals(new Contents.TooLarge(3), incoming.read(id, 2));
            for (String bad : List.of("../attachments/" + id, "/etc/passwd", "..", "", "nothing", ".", id + "/")) {
                assertEquals(new Contents.Missing(), incoming.read(bad, 1000), bad);
                incoming.delete(List.of(bad));
            }
            Files.createSymbolicLink(rig.data.resolve("attachments/link"), Path.of("/etc/passwd"));
            assertEquals(new Contents.Missing(), incoming.read("link", 100_000));
            incoming.delete(List.of(id));
            assertEquals(new Contents.Missing(), incoming.read(id, 3));
        }
    }

    @Test
    void aFileThatTheVaultDidNotTakeIsThereTheNextTime() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.attachment(SignalRig.BOB, "film.mp4", "video/mp4", new byte[]{1});
        try (SignalBridge _ = started(rig.setup())) {
            sink.await(1, SOON);
            Files.writeString(rig.data.resolve("avatars/contact"), "face");
        }
        String id = sink.taken().getFirst().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertFalse(Files.exists(rig.data.resolve("avatars/contact")));
        states.clear();
        try (SignalBridge bridge = started(rig.setup())) {
            awaitState(now -> now.state() == State.UP);
            assertInstanceOf(Contents.Bytes.class, bridge.incoming().read(id, 10));
            bridge.incoming().delete(List.of(id));
        }
        assertFalse(Files.exists(rig.home.resolve("ram"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFolderWithFilesOfAnEarlierTimeKeepsThemAndItIsSaid() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        Path old = Files.createDirectories(rig.data.resolve("attachments")).resolve("old.jpg");
        Files.writeString(old, "old");
        try (SignalBridge _ = started(rig.setup())) {
            awaitState(now -> now.cautions().contains(Caution.FILES_ON_DISK));
        }
        assertEquals("old", Files.readString(old));
    }

    @Test
    void withoutMemoryItWorksOnTheDiskAndItIsSaid() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        Files.delete(rig.ram);
        rig.world.text(SignalRig.BOB, "still");
        try (SignalBridge _ = started(rig.setup())) {
            awaitState(now -> now.cautions().contains(Caution.NOT_IN_MEMORY));
            sink.await(1, SOON);
        }
    }

    /// `/dev/shm` is everybody's: a folder that another could look into is not used, and one that is another vault's is not either.
    @Test
    void aFolderInMemoryThatIsNotOursIsNotUsed() throws IOException {
        Path ram = Files.createDirectory(folder.resolve("shm"));
        Random random = new Random(1);
        Path home = folder.resolve("one");
        RamFolder first = RamFolder.open(home, ram, random);
        assertEquals(first.path(), RamFolder.open(home, ram, random).path());
        Files.setPosixFilePermissions(first.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
        RamFolder second = RamFolder.open(home, ram, random);
        assertFalse(second.path().equals(first.path()));
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.createSymbolicLink(copy.resolve("ram"), second.path());
        assertFalse(RamFolder.open(copy, ram, random).path().equals(second.path()));
    }

    @Test
    void closingEndsTheProcessAndASecondBridgeFindsNoneLeft() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        SignalBridge bridge = started(rig.setup());
        awaitState(now -> now.state() == State.UP);
        List<ProcessHandle> children = ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
        assertFalse(children.isEmpty());
        bridge.close();
        assertEquals(State.STOPPED, bridge.health().state());
        assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private SignalBridge started(SignalSetup setup) {
        return started(setup, SignalRig.PATIENCE);
    }

    private SignalBridge started(SignalSetup setup, SignalPatience patience) {
        SignalBridge bridge = new SignalBridge(setup, sink, states::add, CLOCK, new Random(7), patience);
        bridge.start();
        return bridge;
    }

    private SignalFault failure(SignalSetup setup) throws InterruptedException {
        return failure(setup, SignalRig.PATIENCE);
    }

    private SignalFault failure(SignalSetup setup, SignalPatience patience) throws InterruptedException {
        states.clear();
        try (SignalBridge _ = started(setup, patience)) {
            return awaitState(now -> now.state() == State.DOWN).fault().orElseThrow();
        }
    }

    private SignalHealth awaitState(Predicate<SignalHealth> wanted) throws InterruptedException {
        List<SignalHealth> seen = new ArrayList<>();
        while (true) {
            SignalHealth next = states.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("not among " + seen);
            }
            if (wanted.test(next)) {
                return next;
            }
            seen.add(next);
        }
    }

    private void assertNumbered(int count) {
        List<String> taken = sink.taken();
        assertEquals(count, taken.size());
        for (int i = 0; i < count; i++) {
            assertTrue(taken.get(i).contains("\"message " + i + "\""), "at " + i);
        }
    }

    private String script(String body) throws IOException {
        Path file = folder.resolve("script-" + Integer.toHexString(body.hashCode()));
        Files.writeString(file, "#!/bin/sh\n" + body);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")).toString();
    }

    private static SignalPatience hasty(Duration ready, Duration silence) {
        return new SignalPatience(ready, SOON, SOON, silence, Duration.ofSeconds(2), Duration.ofMillis(100),
                Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    private static Path onlySpool(SignalRig rig) throws IOException {
        try (Stream<Path> files = Files.list(rig.home.resolve("ram").toRealPath())) {
            List<Path> spools = files.filter(file -> file.getFileName().toString().startsWith(Spool.PREFIX)).toList();
            assertEquals(1, spools.size());
            return spools.getFirst();
        }
    }
}
