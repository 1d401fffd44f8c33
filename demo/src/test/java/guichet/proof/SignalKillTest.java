package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program killed with -9 while signal-cli hands over thousands of messages: each of them is in the vault exactly once.
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
