package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import guichet.crypto.RequiresPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk gives an error once, or from some moment on, in the middle of what ends a case and of what brings it back: each call of the kernel that
/// writes, syncs, names or deletes is made to fail by strace. That act was done or not, never by half, and it says so.
@RequiresPeer("strace")
class EndingFaultsTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final List<String> CALLS = List.of("pwrite64", "fsync", "write", "rename", "unlink", "mkdir",
            "ftruncate");
    /// Where there is no time for all.
    private static final Set<Ending> SHORT = EnumSet.of(Ending.DESTROY, Ending.EXPORT, Ending.RESTORE);
    /// Of each act and each call.
    private static final int EACH = Integer.getInteger("guichet.faults", 3);

    @TempDir
    private static Path folder;
    private static EndingOffice office = new EndingOffice(Path.of(""));
    private static final Random RANDOM = new Random(20261128);

    @BeforeAll
    static void aClosedCase() throws Exception {
        office = new EndingOffice(folder);
        office.closedCase();
    }

    @ParameterizedTest
    @EnumSource
    void whatMeetsAFaultWasDoneOrNot(Ending ending, TestReporter report) throws Exception {
        assumeTrue(SOAK || SHORT.contains(ending), "in the long run");
        for (Fault fault : faults(ending)) {
            Program program = Program.withVaultThere(office.copy(ending.from(office)));
            Program.Ended ended = program.inProcess(fault.tracer(), ending.command(program));
            report.publishEntry(fault.toString(), Integer.toString(ended.exit()));
            assertFalse((ended.out() + ended.err()).contains("\tat "), () -> fault + ended.err());
            assertTrue(ended.exit() == 0 || !ended.err().isBlank(), () -> fault + " and nothing is said");
            program.run("journal", "verify").ends(0);
            try {
                ending.wasDoneOrNot(program, office);
            } catch (AssertionError e) {
                throw new AssertionError(fault + " ended with " + ended, e);
            }
            EndingOffice.delete(program.folder());
        }
    }

    /// @param number  of that call in its thread
    /// @param lasting whether every later one fails as well
    private record Fault(String call, int number, boolean lasting) {
        List<String> tracer() {
            return List.of("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=" + call, "-e",
                    "inject=" + call + ":error=EIO:when=" + number + (lasting ? "+" : ""));
        }
    }

    /// Some of each call that the act makes on its own files: not on those that Java and SQLite's driver make to begin with.
    private static List<Fault> faults(Ending ending) throws Exception {
        Program program = Program.withVaultThere(office.copy(ending.from(office)));
        Path trace = folder.resolve("trace");
        program.inProcess(List.of("strace", "-f", "--seccomp-bpf", "-y", "-s", "0", "-o", trace.toString(), "-e",
                "signal=none", "-e", "trace=" + String.join(",", CALLS)), ending.command(program)).ends(0);
        Map<String, List<Integer>> numbers = new TreeMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split("[ (]+", 3);
            if (words.length == 3 && CALLS.contains(words[1])) {
                int number = counts.merge(words[0] + words[1], 1, Integer::sum);
                if (line.contains(program.folder() + "/") && !line.contains(program.folder() + "/tmp/")) {
                    numbers.computeIfAbsent(words[1], _ -> new ArrayList<>()).add(number);
                }
            }
        }
        EndingOffice.delete(program.folder());
        List<Fault> faults = new ArrayList<>();
        numbers.forEach((call, its) -> {
            Collections.shuffle(its, RANDOM);
            its.stream().limit(EACH).forEach(number -> faults.add(new Fault(call, number,
                    // Where nothing can be written any more, nothing can be said either.
                    !call.equals("write") && RANDOM.nextInt(3) == 0)));
        });
        Collections.shuffle(faults, RANDOM);
        return SOAK ? faults : faults.subList(0, 1);
    }
}
