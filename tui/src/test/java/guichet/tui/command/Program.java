package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import guichet.crypto.Cast;
import guichet.keystore.TempVault;
import guichet.tui.workspace.Vaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The whole program in this process, on a folder of its own: what is typed goes in, exit code and both outputs come out.
///
/// Whatever a test does, no trace of an exception may be printed, and what `--json` prints must be JSON line by line.
final class Program {
    private static final Pattern TRACE = Pattern.compile("(?m)^\\s+at [\\w.$/]+\\(|Exception in thread");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<ExtraCommand> extras = new ArrayList<>();
    private Optional<Terminal> terminal = Optional.empty();
    private Instant now = Cast.NOW;
    private Screen screen = (_, _) -> {
        throw new AssertionError("no screen was expected");
    };

    Program(Path folder) {
        this.folder = folder;
        environment.put("GUICHET_VAULT", folder.resolve("vault").toString());
        environment.put("GUICHET_PASSPHRASE_FILE", file("passphrase", "correct horse battery staple\n").toString());
        environment.put("LC_ALL", "C.UTF-8");
    }

    /// A program whose vault is Alice's, just made.
    static Program ofAlice(Path folder) {
        Program program = new Program(folder);
        program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.DONE);
        return program;
    }

    Path folder() {
        return folder;
    }

    Path vault() {
        return folder.resolve("vault");
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program without(String variable) {
        environment.remove(variable);
        return this;
    }

    Program at(Terminal where) {
        terminal = Optional.of(where);
        return this;
    }

    Program at(Instant time) {
        now = time;
        return this;
    }

    Program with(Screen shown) {
        screen = shown;
        return this;
    }

    Program with(ExtraCommand extra) {
        extras.add(extra);
        return this;
    }

    /// A file beside the vault.
    Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ended run(String... arguments) {
        return runWith("", arguments);
    }

    /// With this on standard input.
    Ended runWith(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                environment, terminal, folder);
        Vaults vaults = new Vaults(Clock.fixed(now, ZoneOffset.UTC), new SecureRandom(), TempVault.CHEAP);
        int exit = Guichet.run(List.of(arguments), around, new Parts(vaults, screen, extras));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// With `--json`.
    List<Json> json(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new)).ends(Exit.DONE).json();
    }

    /// With `--json`, where one line is expected.
    Json oneJson(String... arguments) {
        List<Json> lines = json(arguments);
        assertEquals(1, lines.size());
        return lines.getFirst();
    }

    /// How it ended.
    record Ended(int exit, String out, String err) {
        Ended {
            assertFalse(TRACE.matcher(out + err).find(), () -> "a trace was printed: " + err);
            assertFalse(err.contains("mistake of its own"), () -> err);
            assertFalse((out + err).codePoints().anyMatch(Program::isControl), "a control character was printed");
        }

        Ended ends(Exit expected) {
            assertEquals(expected.code(), exit, () -> out + err);
            return this;
        }

        /// Every line of standard output, which must be one JSON object each.
        List<Json> json() {
            return out.lines().map(Json::strictly).toList();
        }
    }

    private static boolean isControl(int character) {
        return character != '\n' && Character.isISOControl(character);
    }
}
