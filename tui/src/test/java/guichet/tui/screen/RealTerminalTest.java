package guichet.tui.screen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import guichet.inbox.TestDesk;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program itself in a real terminal (tmux), as its own process.
@RequiresPeer("tmux")
class RealTerminalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private final TestDesk desk;
    @TempDir
    private Path folder = Path.of("");

    RealTerminalTest() throws VaultException {
        desk = TestDesk.open();
    }

    @BeforeEach
    void start() throws Exception {
        desk.write(tx -> desk.cases.note(tx, desk.cases.open(tx, "Eaux usées", TestDesk.ALICE),
                "Appeler 😀 日本語 avant midi.", TestDesk.ALICE));
        Path passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse\n");
        Path script = Files.writeString(folder.resolve("run"),
                """
                        echo avant
                        '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' guichet.tui.App \
                          --lang fr --vault '%s' --passphrase-file '%s' & wait_for=$!
                        echo $wait_for > '%s'
                        fg >/dev/null 2>&1 || wait $wait_for
                        echo "fin $?"
                        stty -a | grep -qE '(^| )icanon' && stty -a | grep -qE '(^| )echo( |$)' && echo rendu
                        sleep 60
                        """
                        .formatted(Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                desk.temp().folder(), passphrase, folder.resolve("pid")));
        tmux("new-session", "-d", "-x", "80", "-y", "24", "bash -m " + script);
    }

    @AfterEach
    void stop() throws Exception {
        tmux("kill-server");
        desk.close();
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", folder.resolve("socket").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    private String awaited(String words) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String shown = tmux("capture-pane", "-p");
        while (!shown.contains(words) && System.nanoTime() < end) {
            Thread.sleep(100);
            shown = tmux("capture-pane", "-p");
        }
        assertTrue(shown.contains(words), "not seen: " + words + "\n" + shown);
        return shown;
    }

    @Test
    void opensReadsResizesAndLeavesTheTerminalAsItWas() throws Exception {
        awaited("Eaux usées");
        tmux("send-keys", "Down");
        tmux("send-keys", "Down");
        awaited("Appeler 😀 日本語 avant midi.");
        tmux("resize-window", "-x", "150", "-y", "40");
        awaited("Appeler 😀 日本語 avant midi.");
        tmux("send-keys", "q");
        awaited("Le coffre se verrouille");
        tmux("send-keys", "q");
        assertNothingStays(awaited("fin 0"));
    }

    @Test
    void endedFromOutsideItLeavesNothingOnTheScreenEither() throws Exception {
        awaited("Eaux usées");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroy();
        assertNothingStays(awaited("fin "));
    }

    private void assertNothingStays(String shown) throws IOException, InterruptedException {
        assertTrue(shown.contains("avant"), shown);
        assertFalse(shown.contains("Eaux usées"), shown);
        String history = tmux("capture-pane", "-p", "-S", "-");
        assertFalse(history.contains("Eaux usées") || history.contains("Dossiers"), history);
        awaited("rendu");
    }
}
