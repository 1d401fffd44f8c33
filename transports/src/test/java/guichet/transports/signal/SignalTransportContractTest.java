package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import guichet.inbox.AccountId;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedForTests;
import guichet.inbox.gate.SignalContent;
import guichet.inbox.gate.Transport;
import guichet.keystore.SignalRecipient;
import guichet.transports.mail.TransportContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// What every transport promises, with the stand-in's process as the far end. The line of a request is the content: signal-cli decides about it
/// once it has it, and what it refuses nobody has.
class SignalTransportContractTest extends TransportContract<Released.Signal> {
    private static final AccountId ACCOUNT = new AccountId(1);
    private static final SignalRecipient BOB = new SignalRecipient.Aci(SignalRig.BOB_ACI);
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private @Nullable SignalBridge running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
    }

    @Override
    protected Transport<Released.Signal> towards(FarEnd farEnd) throws Exception {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.recordTo(folder.resolve("sent"));
        switch (farEnd) {
            case TAKES, ABSENT -> {
            }
            case DEFERS -> rig.world.personWho("rate-limited", SignalRig.BOB, SignalRig.BOB_ACI);
            case REJECTS -> rig.world.personWho("unregistered", SignalRig.BOB, SignalRig.BOB_ACI);
            case DIES_DURING_CONTENT -> rig.world.dieAt("send", "before");
            case DIES_AFTER_CONTENT -> rig.world.dieAt("send", "accepted");
            case REFUSES_ONE_RECIPIENT, CLOSES_AT_GREETING, REFUSES_LOGIN, DIES_RIGHT_BEFORE_CONTENT ->
                throw new IllegalArgumentException("signal-cli has none of that");
        }
        FakeSink sink = new FakeSink();
        SignalBridge bridge = new SignalBridge(rig.setup(), sink, _ -> {
        }, Clock.system(ZoneOffset.UTC), new Random(3), SignalRig.PATIENCE);
        running = bridge;
        if (farEnd != FarEnd.ABSENT) {
            bridge.start();
            bridge.awaitStart(SOON);
            // The script is played once this has come.
            rig.world.text(SignalRig.BOB, "here");
            sink.await(1, SOON);
        }
        return new SignalTransport(_ -> Optional.of(bridge), new FakeIntake());
    }

    @Override
    protected boolean has(FarEnd farEnd) {
        return switch (farEnd) {
            case TAKES, DEFERS, REJECTS, ABSENT, DIES_DURING_CONTENT, DIES_AFTER_CONTENT -> true;
            case REFUSES_ONE_RECIPIENT, CLOSES_AT_GREETING, REFUSES_LOGIN, DIES_RIGHT_BEFORE_CONTENT -> false;
        };
    }

    @Override
    protected boolean isDecidedByContent(FarEnd farEnd) {
        return farEnd == FarEnd.DEFERS || farEnd == FarEnd.REJECTS;
    }

    @Override
    protected Released.Signal message(String text) {
        return ReleasedForTests.signal(ACCOUNT, BOB, text, "");
    }

    @Override
    protected byte[] bytesOf(Released.Signal message) {
        assertTrue(message.content() instanceof SignalContent);
        return message.content() instanceof SignalContent content
                ? content.body().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    }

    @Override
    protected byte[] contentThatArrived() {
        Path record = folder.resolve("sent");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (String line : Files.exists(record) ? Files.readAllLines(record) : java.util.List.<String>of()) {
                all.writeBytes(text(line).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static String text(String line) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("message")) {
                    return json.nextTextValue();
                }
            }
        }
        return "";
    }
}
