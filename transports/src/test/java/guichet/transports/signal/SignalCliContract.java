package guichet.transports.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.Frame.Result;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the bridge relies on, of signal-cli 0.13.19: held by the real program and by the stand-in, without a network.
abstract class SignalCliContract {
    private static final String NOBODY = "+33612345678";

    @TempDir
    Path folder;

    abstract Path program() throws IOException;

    @Test
    void saysItsVersion() throws IOException, InterruptedException {
        try (CliProcess cli = CliProcess.start(program(), null, "--version")) {
            assertEquals("signal-cli 0.13.19", cli.line());
            assertEquals(0, cli.exit());
        }
    }

    @Test
    void servesNoAccountThatIsNotThere() throws IOException, InterruptedException {
        try (CliProcess cli = CliProcess.start(program(), null, "--config", config(), "--disable-send-log", "-a",
                NOBODY, "-o", "json", "jsonRpc")) {
            assertEquals(1, cli.exit());
            assertEquals("User " + NOBODY + " is not registered.", cli.errors().strip());
        }
        try (CliProcess cli = CliProcess.start(program(), null, "--config", config(), "-a", "nonsense", "-o", "json",
                "jsonRpc")) {
            assertEquals(1, cli.exit());
            assertTrue(cli.errors().startsWith("Invalid account (phone number)"), cli.errors());
        }
    }

    /// One process for all of it: the real one takes seconds to start.
    @Test
    void answersEachLineByItsIdAndSurvivesBadOnes() throws IOException, InterruptedException {
        try (CliProcess cli = multi()) {
            cli.send("bad");
            var bad = assertInstanceOf(Failure.class, read(cli));
            assertEquals(-32700, bad.code());
            assertEquals(Optional.empty(), bad.id());
            cli.send("");
            assertEquals(-32700, assertInstanceOf(Failure.class, read(cli)).code());
            cli.send("{\"jsonrpc\":\"2.0\"}");
            assertEquals(-32600, assertInstanceOf(Failure.class, read(cli)).code());
            cli.send("[]");
            assertEquals(-32600, assertInstanceOf(Failure.class, read(cli)).code());
            cli.send("{\"jsonrpc\":\"1.0\",\"method\":\"version\",\"id\":\"1\"}");
            assertEquals(-32600, assertInstanceOf(Failure.class, read(cli)).code());

            assertEquals(-32601, failure(cli, "nope", "{}").code());
            Failure unknown = failure(cli, "send", "{\"account\":\"" + NOBODY
                    + "\",\"recipient\":[\"+33612345679\"],\"message\":\"x\"}");
            assertEquals(-32602, unknown.code());
            assertEquals(0, unknown.data().length());
            assertEquals(-32602, failure(cli, "send", "{\"recipient\":[\"+33612345679\"],\"message\":\"x\"}").code());
            assertEquals(-1, failure(cli, "finishLink", "{}").code());
            assertEquals(-1, failure(cli, "finishLink", "{\"deviceLinkUri\":\"sgnl://linkdevice?uuid=x\"}").code());

            assertEquals("[]", result(cli, "listAccounts"));
            assertEquals("{\"version\":\"0.13.19\"}", result(cli, "version"));
            cli.closeInput();
            assertEquals(0, cli.exit());
        }
    }

    @Test
    void linkingWithoutANetworkFailsAndTheLoopGoesOn() throws IOException, InterruptedException {
        try (CliProcess cli = multi()) {
            Failure offline = failure(cli, "startLink", "{}");
            assertEquals(-3, offline.code());
            assertTrue(offline.message().startsWith("Link request error: "), offline.message());
            assertEquals("[]", result(cli, "listAccounts"));
        }
    }

    @Test
    void aKilledOneLeavesNothingThatStopsTheNext() throws IOException, InterruptedException {
        try (CliProcess cli = multi()) {
            assertEquals("[]", result(cli, "listAccounts"));
            cli.kill();
            assertEquals(137, cli.exit());
        }
        try (CliProcess cli = multi()) {
            assertEquals("[]", result(cli, "listAccounts"));
        }
    }

    /// The spool: what is answered stands in the file while the process runs on.
    @Test
    void writesEachLineToAFileAtOnce() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        try (CliProcess cli = CliProcess.start(program(), output, "--config", config(), "-o", "json", "jsonRpc",
                "--receive-mode=manual")) {
            for (int i = 1; i <= 2; i++) {
                cli.send("{\"jsonrpc\":\"2.0\",\"method\":\"version\",\"id\":\"" + i + "\"}");
                for (int tries = 0; lines(output) < i; tries++) {
                    assertTrue(tries < 3000, cli.errors());
                    Thread.sleep(20);
                }
            }
            assertTrue(cli.isAlive());
            for (String line : Files.readAllLines(output)) {
                assertInstanceOf(Result.class, Frames.read(line.getBytes(UTF_8)));
            }
        }
    }

    /// Guichet does not use the socket; what it knows of it is held here.
    @Test
    void speaksTheSameOnASocket() throws IOException, InterruptedException {
        Path place = Files.createDirectory(Path.of("/tmp", "gs" + ProcessHandle.current().pid() + getClass()
                .getSimpleName().charAt(0)), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        "rwx------")));
        Path socket = place.resolve("s");
        try (CliProcess cli = CliProcess.start(program(), null, "--config", config(), "-o", "json", "daemon",
                "--socket=" + socket, "--receive-mode=manual")) {
            try (SocketChannel channel = connected(socket, cli)) {
                channel.write(ByteBuffer.wrap("{\"jsonrpc\":\"2.0\",\"method\":\"version\",\"id\":\"1\"}\n".getBytes(
                        UTF_8)));
                ByteBuffer answer = ByteBuffer.allocate(1000);
                while (answer.position() == 0 || answer.get(answer.position() - 1) != '\n') {
                    assertTrue(channel.read(answer) > 0);
                }
                assertEquals("{\"jsonrpc\":\"2.0\",\"result\":{\"version\":\"0.13.19\"},\"id\":\"1\"}\n",
                        new String(answer.array(), 0, answer.position(), UTF_8));
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(place);
        }
    }

    private static SocketChannel connected(Path socket, CliProcess cli) throws IOException, InterruptedException {
        for (int tries = 0;; tries++) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (SocketException e) {
                // It is there a moment before anybody listens.
                assertTrue(tries < 3000 && cli.isAlive(), cli.errors());
                Thread.sleep(20);
            }
        }
    }

    private CliProcess multi() throws IOException {
        return CliProcess.start(program(), null, "--config", config(), "-o", "json", "jsonRpc",
                "--receive-mode=manual");
    }

    private String config() {
        return folder.resolve("data").toString();
    }

    private static long lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).chars().filter(c -> c == '\n').count() : 0;
    }

    private static Frame read(CliProcess cli) throws InterruptedException {
        return Frames.read(cli.line().getBytes(UTF_8));
    }

    private static Failure failure(CliProcess cli, String method, String params)
            throws IOException, InterruptedException {
        cli.send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":\"" + method
                + "\"}");
        var failure = assertInstanceOf(Failure.class, read(cli));
        assertEquals(Optional.of(method), failure.id());
        return failure;
    }

    private static String result(CliProcess cli, String method) throws IOException, InterruptedException {
        cli.send("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":\"" + method + "\"}");
        var result = assertInstanceOf(Result.class, read(cli));
        assertEquals(method, result.id());
        return new String(result.json().bytes(), UTF_8);
    }
}
