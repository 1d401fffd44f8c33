package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.AccountId;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedForTests;
import guichet.inbox.gate.Transport.Outcome;
import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every transport promises, where signal-cli is what it speaks to: the line of a request is the content.
class SignalTransportTest {
    private static final AccountId ACCOUNT = new AccountId(1);
    private static final SignalRecipient BOB = new SignalRecipient.Aci(SignalRig.BOB_ACI);
    private static final SignalRecipient CAROL = new SignalRecipient.PhoneNumber("+33722222222");
    private static final UUID CAROL_ACI = new UUID(0x3333333333334333L, 0x8333333333333333L);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeSink sink = new FakeSink();
    private final FakeIntake intake = new FakeIntake();
    private final AtomicInteger before = new AtomicInteger();
    private SignalRig rig;
    private SignalBridge bridge;
    private SignalTransport transport;

    @BeforeEach
    void start() throws IOException {
        rig = SignalRig.linked(folder);
        rig.world.recordTo(folder.resolve("sent"));
        SignalPatience patience = new SignalPatience(SOON, SOON, Duration.ofSeconds(3), SOON, Duration.ofSeconds(2),
                Duration.ofMillis(100), Duration.ofMillis(500), SOON);
        bridge = new SignalBridge(rig.setup(), sink, _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(3), patience);
        transport = new SignalTransport(account -> Optional.of(bridge).filter(_ -> account.equals(ACCOUNT)), intake);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void whatArrivesIsWhatWasReleasedAndItsFileIsGoneFromMemoryAfterwards()
            throws IOException, VaultException, InterruptedException {
        up();
        Outcome outcome = transport.send(ReleasedForTests.signalWithFile(ACCOUNT, BOB, "é\n.\n\u2028"),
                this::announced);
        Outcome.Sent sent = assertInstanceOf(Outcome.Sent.class, outcome);
        assertTrue(sent.knownSince().isPresent());
        assertEquals(1, before.get());
        String arrived = Files.readString(folder.resolve("sent"));
        assertTrue(arrived.contains("\"message\":\"é\\n.\\n"), arrived);
        assertTrue(arrived.contains("photo.jpg\"]"), arrived);
        try (Stream<Path> left = Files.list(rig.home.resolve("ram/outgoing"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void noByteLeavesWhereTheAnnouncementFails() throws IOException, VaultException, InterruptedException {
        up();
        IllegalStateException failure = new IllegalStateException("the disk is full");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> transport.send(to(BOB, "canary"), () -> {
            throw failure;
        })));
        assertInstanceOf(Outcome.Sent.class, transport.send(to(BOB, "next"), this::announced));
        assertFalse(Files.readString(folder.resolve("sent")).contains("canary"));
    }

    @Test
    void anAccountThatDoesNotRunIsUnreachableAndNothingIsAnnounced() throws VaultException {
        Released.Signal message = ReleasedForTests.signal(new AccountId(2), BOB, "x", "");
        assertInstanceOf(Outcome.Unreachable.class, transport.send(message, before::incrementAndGet));
        assertInstanceOf(Outcome.Unreachable.class, transport.send(to(BOB, "x"), before::incrementAndGet));
        assertEquals(0, before.get());
        assertTrue(transport.lookAnew(ACCOUNT).isPresent());
        assertEquals(0, intake.seen.size());
    }

    @ParameterizedTest
    @CsvSource({"unregistered,'Rejected[serverWords=unregistered]'",
            "network,'Unknown[why=signal-service-unreachable]'",
            "rate-limited,Deferred[serverWords=rate-limited", "captcha,Deferred[serverWords=captcha-needed: challenge",
            "no-pre-key,Deferred[serverWords=device-not-ready", "untrusted,Untrusted[who=[]]",
            "silent,'Unknown[why=signal-no-answer]'"})
    void everyFateHasItsOutcome(String state, String outcome) throws IOException, VaultException, InterruptedException {
        rig.world.personWho(state, "+33722222222", CAROL_ACI);
        up();
        String said = transport.send(to(CAROL, "x"), this::announced).toString();
        assertTrue(said.startsWith(outcome), said);
        assertEquals(1, before.get());
    }

    @Test
    void waitsAsLongAsTheServiceAsks() throws IOException, VaultException, InterruptedException {
        rig.world.personWho("captcha", "+33722222222", CAROL_ACI);
        up();
        Outcome.Deferred deferred = assertInstanceOf(Outcome.Deferred.class,
                transport.send(to(CAROL, "x"), this::announced));
        assertEquals(Optional.of(Duration.ofDays(1)), deferred.retryAfter());
    }

    /// signal-cli does not know what a person has decided here; it is told of this very key and of no other.
    @Test
    void aKeyThatAPersonLookedAtIsTrustedThereTooAndNoOther()
            throws IOException, VaultException, InterruptedException {
        rig.world.personWho("untrusted", "+33722222222", CAROL_ACI);
        up();
        String key = bridge.calls().identities().orElseThrow().stream()
                .filter(one -> one.aci().id().equals(CAROL_ACI)).findFirst().orElseThrow().key().identityKey();
        SignalRecipient her = new SignalRecipient.Aci(CAROL_ACI);
        assertInstanceOf(Outcome.Untrusted.class, transport
                .send(ReleasedForTests.signal(ACCOUNT, her, "x", "0".repeat(66)), this::announced));
        assertInstanceOf(Outcome.Sent.class,
                transport.send(ReleasedForTests.signal(ACCOUNT, her, "x", key), this::announced));
        assertEquals(2, before.get());
    }

    @Test
    void theVaultSeesEveryKeyAnewBeforeSomethingLeaves() throws IOException, VaultException, InterruptedException {
        up();
        assertEquals(Optional.empty(), transport.lookAnew(ACCOUNT));
        assertEquals(bridge.calls().identities().orElseThrow().stream().map(ObservedIdentity::aci).toList(),
                intake.seen.stream().map(ObservedIdentity::aci).toList());
        assertFalse(intake.seen.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"before,0", "accepted,1", "half-answer,1"})
    void killedInMidSendItIsUnknown(String when, int times) throws IOException, VaultException, InterruptedException {
        rig.world.dieAt("send", when);
        up();
        awaitPlayed();
        assertInstanceOf(Outcome.Unknown.class, transport.send(to(BOB, "once"), this::announced));
        assertEquals(1, before.get());
        long arrived = Files.exists(folder.resolve("sent"))
                ? Files.readAllLines(folder.resolve("sent")).stream().filter(line -> line.contains("once")).count()
                : 0;
        assertEquals(times, arrived);
    }

    private void announced() {
        before.incrementAndGet();
    }

    private static Released.Signal to(SignalRecipient who, String text) {
        return ReleasedForTests.signal(ACCOUNT, who, text, "");
    }

    private void up() throws IOException, InterruptedException {
        bridge.start();
        for (int i = 0; bridge.health().state() != SignalHealth.State.UP; i++) {
            assertTrue(i < 1000, () -> bridge.health().toString());
            Thread.sleep(20);
        }
        if (sink.taken().isEmpty()) {
            awaitPlayed();
        }
    }

    private void awaitPlayed() throws IOException, InterruptedException {
        int now = sink.taken().size();
        rig.world.text(SignalRig.BOB, "here");
        sink.await(now + 1, SOON);
    }
}
