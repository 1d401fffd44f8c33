package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.gate.Grace;
import guichet.inbox.gate.SignalDraft;
import guichet.inbox.gate.SignalRelease;
import guichet.inbox.gate.SignalVerdict;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program killed with -9 while signal-cli hands over thousands of messages, and while it is given some: each that came is in the vault
/// exactly once, and none leaves twice.
class SignalKillTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final int KILLS = SOAK ? 300 : 20;
    private static final int WAITING = 10_000;
    private static final int MORE = 5_000;
    private static final long SEED = 20261124;

    @TempDir
    private Path folder;

    @Test
    void everyMessageOnSignalIsThereExactlyOnce() throws Exception {
        Random random = new Random(SEED);
        Program program = Program.withVault(folder);
        SignalOffice office = SignalOffice.in(program);
        office.flood(0, WAITING);
        long delivered = WAITING;
        long stored = 0;
        int killed = 0;
        for (int tries = 0; killed < KILLS; tries++) {
            assertTrue(tries < 2 * KILLS, "it is rarely killed in the middle");
            if (delivered - stored < WAITING / 2) {
                office.flood(delivered, MORE);
                delivered += MORE;
            }
            killWhileItStores(program, stored, random.nextInt(50));
            long now = stored(program);
            if (now > stored && now < delivered) {
                killed++;
            }
            stored = now;
        }
        program.run("sync").ends(0);

        assertEquals(delivered, count(program, "SELECT count(*) AS n FROM signal_message"));
        assertEquals(delivered, count(program, "SELECT count(DISTINCT sent) AS n FROM signal_message"));
        assertEquals(delivered, count(program, "SELECT count(*) AS n FROM message"));
        assertEquals(1_700_000_000_000L + delivered - 1,
                count(program, "SELECT max(sent) AS n FROM signal_message"));
        assertEquals(0, program.json("sync").getFirst().number("new"));
        program.run("journal", "verify").ends(0);
        assertFalse(Files.exists(office.home.resolve("ram"), LinkOption.NOFOLLOW_LINKS), "nothing is left in memory");
    }

    @Test
    void ofARunOfAnswersNoneIsLostAndNoneLeavesTwice() throws Exception {
        int answers = SOAK ? 200 : 60;
        int kills = SOAK ? 40 : 10;
        Random random = new Random(SEED);
        Program program = Program.withVault(folder);
        SignalOffice office = SignalOffice.in(program);
        Path arrived = folder.resolve("arrived");
        office.world.recordTo(arrived).text(SignalOffice.BOB, "Bonjour");
        program.run("sync").ends(0);
        program.run("signal", "accept", SignalOffice.BOB, "--safety-number", program.json("signal", "show",
                SignalOffice.BOB).getFirst().text("safetyNumber")).ends(0);
        Map<String, Integer> queued = queue(program, answers);
        int hits = 0;
        for (int i = 0; i < kills; i++) {
            hits += killAfterSome(program, arrived, 1 + random.nextInt(4), random.nextInt(12));
        }
        program.run("sync");

        Map<Integer, Integer> times = new HashMap<>();
        for (String line : Files.readAllLines(arrived)) {
            times.merge(KillTest.numberOf(line), 1, Integer::sum);
        }
        List<Answer> rows = program.json("outbox", "list");
        assertEquals(answers, rows.size());
        int unknown = 0;
        for (Answer row : rows) {
            int came = times.getOrDefault(queued.getOrDefault(row.text("id"), -1), 0);
            switch (row.text("state")) {
                case "sent" -> assertEquals(1, came, row::toString);
                case "unknown" -> {
                    unknown++;
                    assertTrue(came <= 1, row::toString);
                }
                default -> throw new AssertionError("neither sent nor unknown: " + row);
            }
        }
        assertTrue(unknown <= kills, "only a kill makes an outcome unknown");
        assertTrue(hits > kills / 2, "the kills came in the middle: " + hits);
    }

    /// Each in the outbox as if a person had sent it, by their rows' ids.
    private static Map<String, Integer> queue(Program program, int answers) throws VaultException {
        Map<String, Integer> rows = new HashMap<>();
        try (Workspace open = program.open()) {
            for (int i = 0; i < answers; i++) {
                SignalDraft draft = new SignalDraft(Optional.empty(), Program.NAME,
                        new SignalRecipient.PhoneNumber(SignalOffice.BOB), Optional.empty(), "numero " + i + ".",
                        List.of(), Optional.empty());
                SignalVerdict.Passed passed = assertInstanceOf(SignalVerdict.Passed.class,
                        open.signal().gate().examine(draft));
                SignalRelease.Queued queued = assertInstanceOf(SignalRelease.Queued.class,
                        open.signal().gate().release(passed, Grace.NONE));
                rows.put(queued.id().toString(), i);
            }
        }
        return rows;
    }

    /// Once some more have arrived, and a moment later.
    ///
    /// @return whether it had to be killed
    private static int killAfterSome(Program program, Path arrived, int some, int millis) throws Exception {
        long before = lines(arrived);
        Process child = program.process("sync").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (child.isAlive() && lines(arrived) < before + some) {
            Thread.sleep(1);
        }
        child.waitFor(millis, TimeUnit.MILLISECONDS);
        int hit = child.isAlive() ? 1 : 0;
        child.destroyForcibly().waitFor();
        return hit;
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> all = Files.lines(file)) {
            return all.count();
        }
    }

    /// Once more is stored than before, and a moment later.
    private static void killWhileItStores(Program program, long before, int millis) throws Exception {
        Process child = program.process("sync").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (child.isAlive() && stored(program) == before) {
            Thread.sleep(20);
        }
        child.waitFor(millis, TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
    }

    private static long stored(Program program) throws VaultException {
        return count(program, "SELECT count(*) AS n FROM signal_message");
    }

    private static long count(Program program, String sql) throws VaultException {
        try (Workspace open = program.open()) {
            return open.vault().read(tx -> tx.one(sql, row -> row.number("n"))).orElseThrow();
        }
    }
}
