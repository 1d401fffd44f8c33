package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.App;
import guichet.tui.command.Guichet;
import guichet.tui.command.Parts;
import guichet.tui.command.Surroundings;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The whole program on a folder of its own and the real clock: in this process, or as a process that can be killed.
final class Program {
    static final String ADDRESS = "bureau@ngo.test";
    static final String NAME = "Hélène Vasseur";
    static final String PASSPHRASE = "pinson des arbres";

    private final Path folder;

    private Program(Path folder) {
        this.folder = folder;
    }

    /// With a fresh vault, whose passphrase costs next to nothing to try.
    static Program withVault(Path folder) throws IOException {
        return withVaultOf(folder, NAME, ADDRESS);
    }

    /// With a fresh vault of somebody else's.
    static Program withVaultOf(Path folder, String name, String address) throws IOException {
        Program program = new Program(folder);
        program.file("passphrase", PASSPHRASE + "\n");
        program.run("init", "--name", name, "--address", address).ends(0);
        return program;
    }

    /// On a vault that [#withVault] made, in another process perhaps.
    static Program withVaultThere(Path folder) {
        return new Program(folder);
    }

    /// Adds the one mail account.
    Program account(String imap, String smtp, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("account", "add", "mail", "--address", ADDRESS, "--imap", imap,
                "--smtp", smtp, "--user", ADDRESS, "--password-file", file("password", "secret\n").toString()));
        arguments.addAll(List.of(more));
        run(arguments.toArray(String[]::new)).ends(0);
        return this;
    }

    /// Imports a certificate and verifies it as somebody who compared fingerprints.
    Program trusting(byte[] certificate) throws IOException {
        String fingerprint = json("key", "import", file("certificate", certificate).toString()).getFirst()
                .text("fingerprint");
        run("key", "verify", fingerprint, "--how", "in person").ends(0);
        return this;
    }

    Path vault() {
        return folder.resolve("vault");
    }

    Path folder() {
        return folder;
    }

    Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    Ended run(String... arguments) {
        return runWith(environment(), arguments);
    }

    Ended runWith(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings around = new Surroundings(new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                environment, Optional.empty(), folder);
        int exit = Guichet.run(List.of(arguments), around, new Parts(vaults(), (_, _) -> {
            throw new AssertionError("no screen was asked for");
        }, List.of()));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// With `--json`, ending well.
    List<Answer> json(String... arguments) {
        return Answer.all(
                run(Stream.concat(Stream.of("--json"), Arrays.stream(arguments)).toArray(String[]::new)).ends(0).out());
    }

    /// The vault itself, for a test that looks behind the commands or plays somebody who has its key.
    Workspace open() throws VaultException {
        try (Secret passphrase = Secret.of(PASSPHRASE.toCharArray())) {
            return assertInstanceOf(Opening.Open.class,
                    vaults().open(vault(), new Credential.Passphrase(passphrase), Optional.empty())).workspace();
        }
    }

    /// The program as a process of its own, on the same vault.
    ProcessBuilder process(String... arguments) {
        return process(List.of(), arguments);
    }

    /// As [#process(String...)], started by another program: `strace`, say.
    ProcessBuilder process(List<String> by, String... arguments) {
        return process(by, App.class, arguments).redirectInput(Path.of("/dev/null").toFile());
    }

    /// A class of the tests as a process with the same surroundings.
    ProcessBuilder java(Class<?> main, String... arguments) {
        return process(List.of(), main, arguments).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private ProcessBuilder process(List<String> by, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment());
        return builder;
    }

    /// Runs a process of the program to its end.
    Ended inProcess(List<String> by, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        int exit = process(by, arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }

    Map<String, String> environment() {
        return Map.of("GUICHET_VAULT", vault().toString(), "GUICHET_PASSPHRASE_FILE",
                folder.resolve("passphrase").toString(), "LC_ALL", "C.UTF-8", "HOME", folder.toString());
    }

    private static Vaults vaults() {
        return new Vaults(Clock.system(ZoneId.systemDefault()), new SecureRandom(), TempVault.CHEAP);
    }

    /// How it ended.
    record Ended(int exit, String out, String err) {
        Ended ends(int expected) {
            assertEquals(expected, exit, () -> out + err);
            assertFalse((out + err).contains("\tat "), () -> "a trace was printed: " + err);
            return this;
        }

        Answer json() {
            return Answer.of(out);
        }
    }
}
