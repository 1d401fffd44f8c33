package guichet.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./guichet` as people start it: a process of its own, on the module path. Runs once everything is packaged.
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("guichet.root"));
    private static final String PASSPHRASE = "un mulet bleu compte les gares";

    /// What asks for a line, or for a key at the end of a page.
    private static final Pattern PROMPT = Pattern.compile("(: |q: [a-z]+)$");

    @TempDir
    private Path folder;

    @Test
    void whatIsBuiltIsStartedWithoutBuildingAgain() throws IOException, InterruptedException {
        Ended ended = run("", "--version");
        assertEquals(0, ended.exit(), ended.err());
        assertTrue(ended.out().startsWith("guichet "), ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void aVaultIsMadeAndUsedOnTheModulePath() throws IOException, InterruptedException {
        passphraseFile();
        assertEquals(0, run("", "init", "--name", "alice", "--address", "alice@guichet.example").exit());
        Ended noted = run("Une note\n", "--json", "case", "new", "Eaux usées");
        assertEquals(0, noted.exit(), noted.err());
        assertTrue(noted.out().contains("\"title\":\"Eaux usées\""), noted.out());
        assertEquals(3, run("hello", "send", "--to", "bob@example.org", "--body-file", "-").exit());
        assertEquals(5, run("", "show", "1").exit());
        assertEquals(2, run("", "nonsense").exit());
        Files.writeString(folder.resolve("passphrase"), "another\n");
        assertEquals(4, run("", "case", "list").exit());
    }

    @Test
    void theCacheOfTheStartIsMadeAndOneThatDoesNotFitChangesNothing() throws IOException, InterruptedException {
        Path cache = ROOT.resolve("demo/target/lib/guichet.aot");
        assertTrue(Files.size(cache) > 1_000_000);
        Path aside = Files.move(cache, cache.resolveSibling("guichet.aot.aside"));
        try {
            startsQuietly();
            Files.writeString(cache, "no cache at all\n");
            startsQuietly();
            byte[] cut = new byte[1_000_000];
            try (var in = Files.newInputStream(aside)) {
                assertEquals(cut.length, in.readNBytes(cut, 0, cut.length));
            }
            Files.write(cache, cut);
            startsQuietly();
        } finally {
            Files.move(aside, cache, StandardCopyOption.REPLACE_EXISTING);
        }
        startsQuietly();
    }

    private void startsQuietly() throws IOException, InterruptedException {
        assertEquals(new Ended(0, "guichet 0.1.0\n", ""), run("", "--version"));
    }

    @Test
    void theProcessCantBeDumpedTracedOrRaised() throws IOException, InterruptedException {
        passphraseFile();
        assertEquals(0, run("", "init", "--name", "alice", "--address", "alice@guichet.example").exit());
        assertEquals(0, run("", "case", "new", "One").exit());
        Process waiting = start("case", "note", "2026-0001", "--body-file", "-");
        try {
            Path process = Path.of("/proc", Long.toString(waiting.pid()));
            String status = "";
            for (int i = 0; i < 200 && !status.contains("NoNewPrivs:\t1"); i++) {
                Thread.sleep(50);
                status = Files.readString(process.resolve("status"));
            }
            assertTrue(status.contains("NoNewPrivs:\t1"), status);
            String limits = Files.readString(process.resolve("limits"));
            assertTrue(limits.matches("(?s).*Max core file size +0 +0 .*"), limits);
        } finally {
            waiting.getOutputStream().close();
            waiting.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    @RequiresPeer("script")
    void aPassphraseTypedAtATerminalIsNotShownAndContentLeavesNoTrace() throws IOException, InterruptedException {
        String made = atATerminal(PASSPHRASE + "\n" + PASSPHRASE + "\nq",
                "init --name alice --address alice@guichet.example");
        assertFalse(made.contains(PASSPHRASE), made);
        assertTrue(made.contains("\u001b[?1049h") && made.trim().endsWith("\u001b[?1049l"), made);
        String listed = atATerminal(PASSPHRASE + "\nq", "person list");
        assertFalse(listed.contains(PASSPHRASE), listed);
        int shown = listed.indexOf("alice@guichet.example");
        assertTrue(listed.indexOf("\u001b[?1049h") < shown && shown < listed.lastIndexOf("\u001b[?1049l"), listed);
    }

    private void passphraseFile() throws IOException {
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    }

    private record Ended(int exit, String out, String err) {
    }

    private Ended run(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), out, err);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("guichet").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GUICHET_VAULT", folder.resolve("vault").toString());
        builder.environment().put("GUICHET_PASSPHRASE_FILE", folder.resolve("passphrase").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /// On a pseudo-terminal, at which somebody types each line once they are asked.
    private String atATerminal(String typed, String arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", ROOT.resolve("guichet") + " " + arguments,
                "/dev/null");
        builder.environment().put("GUICHET_VAULT", folder.resolve("vault").toString());
        builder.environment().remove("GUICHET_PASSPHRASE_FILE");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.redirectErrorStream(true).start();
        StringBuilder shown = new StringBuilder();
        Thread reading = Thread.ofVirtual().start(() -> read(process, shown));
        int seen = 0;
        for (String line : typed.split("(?<=\n)", -1)) {
            seen = waitForAnotherPrompt(shown, seen);
            process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), shown.toString());
        reading.join();
        return shown.toString();
    }

    /// @return how much had been shown by then
    private static int waitForAnotherPrompt(StringBuilder shown, int seen) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            synchronized (shown) {
                if (shown.length() > seen && PROMPT.matcher(shown).find()) {
                    return shown.length();
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody asked for anything: " + shown);
    }

    private static void read(Process process, StringBuilder shown) {
        try {
            byte[] bytes = new byte[4096];
            int length = process.getInputStream().read(bytes);
            while (length >= 0) {
                synchronized (shown) {
                    shown.append(new String(bytes, 0, length, StandardCharsets.UTF_8));
                }
                length = process.getInputStream().read(bytes);
            }
        } catch (IOException gone) {
            return; // the terminal was closed
        }
    }
}
