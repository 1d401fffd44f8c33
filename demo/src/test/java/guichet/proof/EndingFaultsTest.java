package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.RequiresPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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
    private static final List<String> CALLS = List.of("pwrite64", "fsync", "fdatasync", "write", "rename", "unlink",
            "mkdir", "ftruncate");
    /// Of each act and each call, where all are tried.
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
        List<Fault> faults = new ArrayList<>();
        if (SOAK) {
            for (String call : CALLS) {
                int count = count(ending, call);
                for (int i = 0; i < Math.min(EACH, count); i++) {
                    faults.add(new Fault(call, 1 + RANDOM.nextInt(count), i % 3 == 2));
                }
            }
        } else {
            faults.add(new Fault("fdatasync", 2 + RANDOM.nextInt(4), false));
        }
        for (Fault fault : faults) {
            Program program = Program.withVaultThere(office.copy(ending.from(office)));
            Program.Ended ended = program.inProcess(fault.tracer(), ending.command(program));
            report.publishEntry(fault.toString(), Integer.toString(ended.exit()));
            assertFalse((ended.out() + ended.err()).contains("\tat "), () -> ending + " " + fault + ended.err());
            assertTrue(ended.exit() == 0 || !ended.err().isBlank(), () -> ending + " " + fault + " says nothing");
            program.run("journal", "verify").ends(0);
            try {
                ending.wasDoneOrNot(program, office);
            } catch (AssertionError e) {
                throw new AssertionError(ending + " " + fault + " ended with " + ended, e);
            }
            EndingOffice.delete(program.folder());
        }
    }

    /// @param lasting whether every later call fails as well
    private record Fault(String call, int number, boolean lasting) {
        List<String> tracer() {
            return List.of("strace", "-f", "--seccomp-bpf", "-o", folder.resolve("trace").toString(), "-e",
                    "trace=" + call, "-e", "inject=" + call + ":error=EIO:when=" + number + (lasting ? "+" : ""));
        }
    }

    /// How often the act calls it.
    private static int count(Ending ending, String call) throws Exception {
        Program program = Program.withVaultThere(office.copy(ending.from(office)));
        Path trace = folder.resolve("trace");
        program.inProcess(List.of("strace", "-f", "--seccomp-bpf", "-o", trace.toString(), "-e", "trace=" + call),
                ending.command(program)).ends(0);
        EndingOffice.delete(program.folder());
        try (Stream<String> lines = Files.lines(trace)) {
            return (int) lines.filter(line -> line.contains(" " + call + "(")).count();
        }
    }
}
