package guichet.transports.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.transports.signal.BridgeChild.FolderVault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub killed again and again while thousands of messages come in: each line of signal-cli's is in its vault once.
class BridgeKillTest {
    private static final int MESSAGES = 10_000;
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 100 : 4;
    private static final Pattern NUMBER = Pattern.compile("\"message\":\"message (\\d+)\"");

    @TempDir
    Path folder;

    @Test
    void everyLineIsTakenExactlyOnce() throws IOException, InterruptedException {
        SignalRig rig = SignalRig.linked(folder);
        rig.world.flood(SignalRig.BOB, MESSAGES);
        FolderVault vault = new FolderVault(Files.createDirectory(folder.resolve("stored")));
        Random random = new Random(11);
        for (int i = 0; i < KILLS; i++) {
            Process hub = hub(rig);
            try (BufferedReader said = hub.inputReader()) {
                if (isWanting(vault)) {
                    assertEquals("taken", said.readLine());
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
                hub.destroyForcibly().waitFor();
            }
        }
        Process last = hub(rig);
        for (int tries = 0; isWanting(vault) && tries < 600; tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        last.getOutputStream().close();
        assertTrue(last.waitFor(60, TimeUnit.SECONDS));
        // signal-cli that ends between a line and its own note of it writes the line again, in its next spool: the vault knows such a
        // message by its author and time. Within a spool nothing may come twice, and over all nothing may be missing.
        List<Taken> taken = numbers(vault);
        Set<Taken> once = new HashSet<>();
        assertEquals(List.of(), taken.stream().filter(line -> !once.add(line)).toList());
        Set<Integer> came = taken.stream().map(Taken::number).collect(Collectors.toSet());
        assertEquals(List.of(), IntStream.range(0, MESSAGES).filter(number -> !came.contains(number)).boxed().toList());
    }

    private static boolean isWanting(FolderVault vault) throws IOException {
        return numbers(vault).stream().map(Taken::number).distinct().count() < MESSAGES;
    }

    private record Taken(String spool, int number) {
    }

    private static List<Taken> numbers(FolderVault vault) throws IOException {
        List<Taken> numbers = new ArrayList<>();
        for (Path batch : vault.batches()) {
            List<String> lines = Files.readAllLines(batch);
            String spool = lines.getFirst().split(" ", -1)[0];
            for (String line : lines) {
                Matcher number = NUMBER.matcher(line);
                if (number.find()) {
                    numbers.add(new Taken(spool, Integer.parseInt(number.group(1))));
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
