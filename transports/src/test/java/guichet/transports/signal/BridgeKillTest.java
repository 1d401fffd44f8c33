package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.BridgeChild.FolderVault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub killed again and again while thousands of messages come in: each is in its vault once.
class BridgeKillTest {
    private static final int MESSAGES = 10_000;
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 100 : 4;
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"message (\\d+)\"");

    @TempDir
    Path folder;

    @Test
    void everyMessageIsTakenExactlyOnce() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.flood(SignalRig.BOB, MESSAGES);
        FolderVault vault = new FolderVault(Files.createDirectory(folder.resolve("stored")));
        Random random = new Random(11);
        for (int i = 0; i < KILLS; i++) {
            Process hub = hub(rig);
            try (BufferedReader said = hub.inputReader()) {
                if (numbers(vault).size() < MESSAGES) {
                    assertEquals("taken", said.readLine());
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
                hub.destroyForcibly().waitFor();
            }
        }
        Process last = hub(rig);
        for (int tries = 0; numbers(vault).size() < MESSAGES && tries < 600; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        last.getOutputStream().close();
        assertTrue(last.waitFor(60, TimeUnit.SECONDS));
        assertEquals(IntStream.range(0, MESSAGES).boxed().toList(), numbers(vault));
    }

    private static List<Integer> numbers(FolderVault vault) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (Path batch : vault.batches()) {
            for (String line : Files.readAllLines(batch)) {
                Matcher number = NUMBER.matcher(line);
                if (number.find()) {
                    numbers.add(Integer.parseInt(number.group(1)));
                }
            }
        }
        return numbers;
    }

    private Process hub(SignalRig rig) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), BridgeChild.class.getName(), rig.program.toString(),
                rig.home.toString(), rig.ram.toString(), folder.resolve("stored").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
