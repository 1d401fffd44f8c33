package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.PeerCondition;
import guichet.crypto.RequiresPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// signal-cli itself, as `tools/install-peers` brings it.
@RequiresPeer("signal-cli")
class RealSignalCliTest extends SignalCliContract {
    @Override
    Path program() {
        return PeerCondition.find("signal-cli").orElseThrow();
    }

    /// Whoever sends can neither set a conversation's timer nor switch it off: that takes a method that Guichet never calls.
    @Test
    void sendingHasNoTimerOfItsOwn() throws IOException, InterruptedException {
        assertFalse(help("send").contains("expiration"));
        assertTrue(help("updateContact").contains("--expiration"));
    }

    private String help(String command) throws IOException, InterruptedException {
        Path output = folder.resolve(command);
        try (CliProcess cli = CliProcess.start(program(), output, command, "--help")) {
            assertEquals(0, cli.exit());
        }
        return Files.readString(output);
    }
}
