package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.VaultTroubles;
import guichet.transports.signal.SendOutcome.Fate;
import guichet.transports.signal.SendOutcome.Refused;
import guichet.transports.signal.SendOutcome.Tried;
import guichet.transports.signal.SendOutcome.Unknown;
import guichet.transports.signal.SendOutcome.Why;
import guichet.transports.signal.SignalCalls.Reaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sending through the stand-in: every way in which it can end, told apart.
class SignalCallsTest {
    private static final SignalRecipient BOB = new SignalRecipient.PhoneNumber(SignalRig.BOB);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeSink sink = new FakeSink();
    private final AtomicInteger before = new AtomicInteger();
    private SignalRig rig;
    private SignalBridge bridge;
    private SignalCalls calls;

    @BeforeEach
    void start() throws IOException {
        rig = SignalRig.linked(folder);
        rig.world.recordTo(folder.resolve("sent"));
        SignalPatience patience = new SignalPatience(SOON, SOON, Duration.ofSeconds(3), SOON, Duration.ofSeconds(2),
                Duration.ofMillis(100), Duration.ofMillis(500), SOON);
        bridge = new SignalBridge(rig.setup(), sink, _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(3), patience);
        calls = bridge.calls();
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void aMessageGoesWithItsQuoteItsMentionsAndItsFilesAndLeavesNoneBehind()
            throws IOException, VaultException, InterruptedException {
        up();
        SignalRecipient.Aci bobsAci = new SignalRecipient.Aci(SignalRig.BOB_ACI);
        SendRequest request = new SendRequest(BOB, "é\n\"\u2028\ud83d\ude00", List.of(new SendRequest.Mention(0, 1,
                bobsAci)), Optional.of(new SendRequest.Quote(1_700_000_000_000L, bobsAci, "quoted")), List.of(
                        new SendRequest.Attachment("../photo.jpg", "bytes".getBytes(StandardCharsets.UTF_8))));
        var tried = assertInstanceOf(Tried.class, calls.send(request, before::incrementAndGet));
        assertTrue(tried.reachedAll());
        assertTrue(tried.timestamp() > 1_700_000_000_000L);
        assertEquals(Optional.of(SignalRig.BOB), tried.results().getFirst().number());
        assertEquals(1, before.get());
        String sent = Files.readString(folder.resolve("sent"));
        assertEquals(Optional.of(request.text()),
                Tree.of(Raw.of(sent.getBytes(StandardCharsets.UTF_8))).get("params").get("message").text());
        assertTrue(sent.contains("\"quoteTimestamp\":1700000000000,\"quoteAuthor\":\"" + SignalRig.BOB_ACI
                + "\",\"quoteMessage\":\"quoted\""), sent);
        assertTrue(sent.contains("\"mentions\":[\"0:1:" + SignalRig.BOB_ACI + "\"]"), sent);
        assertTrue(sent.contains("/_photo.jpg\"]"), sent);
        try (Stream<Path> left = Files.list(rig.home.resolve("ram/outgoing"))) {
            assertEquals(0, left.count());
        }
    }

    @ParameterizedTest
    @CsvSource({"unregistered,Unregistered", "untrusted,UntrustedIdentity", "rate-limited,RateLimited",
            "captcha,Challenged", "network,Network", "no-pre-key,NoPreKey"})
    void eachFateIsToldApart(String state, String fate) throws IOException, VaultException, InterruptedException {
        String carol = "+33722222222";
        rig.world.personWho(state, carol, new UUID(3, 3));
        up();
        var tried = assertInstanceOf(Tried.class,
                calls.send(SendRequest.text(new SignalRecipient.PhoneNumber(carol), "x"), before::incrementAndGet));
        assertEquals(fate, tried.results().getFirst().fate().getClass().getSimpleName());
        assertFalse(tried.reachedAll());
        assertEquals(1, before.get());
        assertFalse(Files.exists(folder.resolve("sent")));
        if (tried.results().getFirst().fate() instanceof Fate.Challenged challenged) {
            assertEquals(Optional.of(Duration.ofDays(1)), challenged.retryAfter());
            assertInstanceOf(Answer.Done.class, calls.solve(challenged.token(), "signalcaptcha://x"));
            var again = calls.send(SendRequest.text(new SignalRecipient.PhoneNumber(carol), "x"), () -> {
            });
            assertTrue(assertInstanceOf(Tried.class, again).reachedAll());
        }
    }

    @Test
    void anotherSafetyNumberIsSeenAndSendingGoesOnOnlyOnceItIsTrusted()
            throws IOException, VaultException, InterruptedException {
        UUID carol = new UUID(0x3333333333334333L, 0x8333333333333333L);
        rig.world.personWho("untrusted", "+33722222222", carol);
        up();
        SignalRecipient.Aci her = new SignalRecipient.Aci(carol);
        ObservedIdentity hers = calls.identities().orElseThrow().stream().filter(one -> one.aci().equals(her))
                .findFirst().orElseThrow();
        assertInstanceOf(Answer.Refused.class, calls.trust(her, "00000".repeat(12)));
        assertFalse(reaches(her));
        assertInstanceOf(Answer.Done.class, calls.trust(her, hers.key().digits()));
        assertTrue(reaches(her));
    }

    @Test
    void whatCannotEvenBeTriedIsRefused() throws IOException, VaultException, InterruptedException {
        up();
        assertEquals(Why.GROUP, assertInstanceOf(Refused.class,
                calls.send(SendRequest.text(new SignalRecipient.Group("AAAAAAAAAAAAAAAAAAAAAA=="), "x"), () -> {
                })).why());
        assertTrue(assertInstanceOf(Tried.class, calls.send(SendRequest.text(new SignalRecipient.Username("nobody.01"),
                "x"), () -> {
                })).results().getFirst().fate() instanceof Fate.Unregistered);
    }

    @Test
    void whereItCannotBeMadeDurableNothingIsWritten() throws IOException, VaultException, InterruptedException {
        up();
        assertThrows(VaultException.class, () -> calls.send(SendRequest.text(BOB, "secret"), () -> {
            throw VaultTroubles.of(VaultException.Kind.DISK_FULL);
        }));
        assertTrue(reaches(BOB));
        assertFalse(Files.readString(folder.resolve("sent")).contains("secret"));
    }

    @Test
    void whereNobodyCanBeAskedNothingIsWrittenAndNothingMadeDurable() throws VaultException {
        assertInstanceOf(SendOutcome.NotTried.class, calls.send(SendRequest.text(BOB, "x"), before::incrementAndGet));
        assertEquals(0, before.get());
    }

    @ParameterizedTest
    @CsvSource({"before,0", "accepted,1", "half-answer,1"})
    void deathDuringASendLeavesItUnknownAndItIsNotRepeated(String when, int sent)
            throws IOException, VaultException, InterruptedException {
        rig.world.dieAt("send", when);
        up();
        awaitPlayed();
        assertInstanceOf(Unknown.class, calls.send(SendRequest.text(BOB, "once"), before::incrementAndGet));
        assertEquals(1, before.get());
        rig.world.text(SignalRig.BOB, "alive");
        sink.await(when.equals("half-answer") ? 3 : 2, SOON);
        long times = Files.exists(folder.resolve("sent"))
                ? Files.readAllLines(folder.resolve("sent")).stream().filter(line -> line.contains("once")).count()
                : 0;
        assertEquals(sent, times);
    }

    @Test
    void noAnswerIsUnknownAndTheNextSendHasAFreshProcess() throws IOException, VaultException, InterruptedException {
        rig.world.personWho("silent", "+33722222222", new UUID(3, 3));
        up();
        long process = pid();
        assertInstanceOf(Unknown.class, calls.send(SendRequest.text(new SignalRecipient.PhoneNumber("+33722222222"),
                "x"), () -> {
                }));
        for (int i = 0; bridge.health().state() == SignalHealth.State.UP && i < 200; i++) {
            Thread.sleep(10);
        }
        up();
        assertTrue(reaches(BOB));
        assertFalse(process == pid());
    }

    /// signal-cli has lost sends that overlapped an unanswered one.
    @Test
    void sendsOfManyThreadsNeverOverlap() throws IOException, VaultException, InterruptedException {
        rig.world.post("{\"do\":\"person\",\"number\":\"+33722222222\",\"uuid\":\"" + new UUID(3, 3)
                + "\",\"millis\":50}");
        up();
        AtomicInteger reached = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> {
                    try {
                        var slow = SendRequest.text(new SignalRecipient.PhoneNumber("+33722222222"), "x");
                        var outcome = calls.send(slow, before::incrementAndGet);
                        reached.addAndGet(outcome instanceof Tried tried && tried.reachedAll() ? 1 : 0);
                    } catch (VaultException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
        assertEquals(20, reached.get());
        List<String> sent = Files.readAllLines(folder.resolve("sent"));
        assertEquals(20, sent.size());
        assertTrue(sent.stream().allMatch(line -> line.contains("\"underWay\":1,")), sent::toString);
    }

    @Test
    void reactionsAndReceiptsNameTheirTarget() throws IOException, VaultException, InterruptedException {
        up();
        assertTrue(assertInstanceOf(Tried.class, calls.react(BOB, "\ud83d\udc4d", BOB, 5_000_000_000L, Reaction.ADD,
                () -> {
                })).reachedAll());
        assertTrue(assertInstanceOf(Tried.class, calls.tellRead(BOB, List.of(7_000_000_000L), () -> {
        })).reachedAll());
        List<String> sent = Files.readAllLines(folder.resolve("sent"));
        assertTrue(sent.get(0).contains("\"targetTimestamp\":5000000000,\"remove\":false"), sent.get(0));
        assertTrue(sent.get(1).contains("\"targetTimestamps\":[7000000000]"), sent.get(1));
    }

    /// The stand-in says once that its connection is lost, and is believed for a moment: on a slow machine that may be over before anybody looks.
    @Test
    void aLostConnectionStopsSendsBeforeTheyAreWritten() throws IOException, VaultException, InterruptedException {
        up();
        for (int lost = 0; lost < 50; lost++) {
            rig.world.network(false);
            for (int i = 0; i < 500 && bridge.health().fault().isEmpty(); i++) {
                Thread.sleep(2);
            }
            AtomicInteger written = new AtomicInteger();
            if (calls.send(SendRequest.text(BOB, "x"), written::incrementAndGet) instanceof SendOutcome.NotTried) {
                assertEquals(0, written.get());
                return;
            }
        }
        fail("a lost connection stopped nothing");
    }

    private boolean reaches(SignalRecipient who) throws VaultException {
        return assertInstanceOf(Tried.class, calls.send(SendRequest.text(who, "reach"), () -> {
        })).reachedAll();
    }

    /// Until it runs.
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

    /// Until the stand-in has come to the end of its script.
    private void awaitPlayed() throws IOException, InterruptedException {
        int now = sink.taken().size();
        rig.world.text(SignalRig.BOB, "here");
        sink.await(now + 1, SOON);
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(rig.home.resolve("ram/process")).split(" ", -1)[0]);
    }
}
