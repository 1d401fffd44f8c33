package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.proof.FaultPlaces.Fault;
import guichet.proof.FaultPlaces.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// Lets the system calls of one command on the files of its folder fail, one at a time, by `strace`'s injection: no room, an input/output error once
/// or from then on, too many open files, the process killed at that very call. After each of them a check of the test's looks at what is left.
///
/// To use it: make a folder with [Program#withVault] in it, as the act is to find it; then
/// `new FaultSweep(folder, scratch, seed).sweep(List.of("case", "close", "2026-0001"), (program, ended) -> …)`. Each try works on a copy of the
/// folder; `@` that begins one of the act's words stands for that copy. The check is run without any fault and must hold whether the act was done or not; where
/// the process ended by itself, this class has seen already that it ended with 0 or said a sentence, and printed no trace of the stack.
///
/// A few calls fail, chosen by the seed; with `guichet.soak` as many as `guichet.faults` says, else every one of them in each of the ways that its kind can. Then
/// each finding is told as it comes, and the others are still tried. Needs `strace` (`@RequiresPeer("strace")`). One thread.
final class FaultSweep {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final int MOST = Integer.getInteger("guichet.faults", Integer.MAX_VALUE);
    private static final int A_HANDFUL = 3;
    private static final int KILLED = 137;

    private final Path from;
    private final Path scratch;
    private final Random random;
    private final int few;
    private Predicate<Place> meant = _ -> true;
    private int tries;

    /// @param from    what each try gets a copy of
    /// @param scratch empty, for the copies
    FaultSweep(Path from, Path scratch, long seed) {
        this(from, scratch, seed, A_HANDFUL);
    }

    /// @param few how many calls fail where there is no time for more
    FaultSweep(Path from, Path scratch, long seed, int few) {
        this.from = from;
        this.scratch = scratch;
        this.random = new Random(seed);
        this.few = few;
    }

    /// Only such calls fail.
    FaultSweep only(Predicate<Place> places) {
        meant = places;
        return this;
    }

    /// What holds after the act, done or not.
    @FunctionalInterface
    interface Check {
        /// @param ended how it ended; 137 where it was killed
        void that(Program program, Program.Ended ended) throws Exception;
    }

    /// @return how many calls failed
    int sweep(List<String> act, Check check) throws Exception {
        Program whole = copy();
        FaultPlaces places = places(whole, act);
        check.that(whole, new Program.Ended(0, "", ""));
        EndingOffice.delete(whole.folder());
        int happened = 0;
        List<AssertionError> findings = new ArrayList<>();
        for (Place place : places.some(SOAK ? MOST : few * A_HANDFUL, meant, random)) {
            if (!SOAK && happened == few) {
                break;
            }
            try {
                happened += once(act, places, place, check) ? 1 : 0;
            } catch (AssertionError e) {
                findings.add(new AssertionError(place + ": " + e.getMessage(), e));
                tell(place + ": " + e.getMessage());
            }
        }
        tell(String.join(" ", act) + ": " + happened + " calls failed, " + findings.size() + " findings");
        if (!findings.isEmpty()) {
            throw findings.getFirst();
        }
        assertTrue(happened > 0, "no call failed");
        return happened;
    }

    /// @return whether the fault met a call
    private boolean once(List<String> act, FaultPlaces places, Place place, Check check) throws Exception {
        Program program = copy();
        Path trace = scratch.resolve("injected");
        List<String> tracer = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-y", "-o",
                trace.toString()));
        tracer.addAll(places.injecting(place, program));
        Program.Ended ended = program.inProcess(tracer, in(program, act));
        boolean killed = ended.exit() == KILLED;
        boolean met = killed || met(trace, program);
        if (!killed) {
            String said = ended.out() + ended.err();
            assertTrue(ended.exit() == 0 || !ended.err().isBlank(), "it failed and said nothing");
            assertFalse(said.contains("\tat "), () -> "a trace was printed: " + said);
            // A number that came to stand for another call may have met one of Java's own, on a class.
            assertFalse(met && said.contains("mistake of its own"), said);
        } else {
            assertEquals(Fault.KILLED, place.fault(), "killed by nobody");
        }
        try {
            check.that(program, ended);
            program.run("journal", "verify").ends(0);
        } catch (AssertionError e) {
            throw new AssertionError("ended with " + ended + ": " + e.getMessage(), e);
        }
        EndingOffice.delete(program.folder());
        return met;
    }

    private static boolean met(Path trace, Program program) throws IOException {
        return Files.readAllLines(trace, StandardCharsets.ISO_8859_1).stream()
                .anyMatch(line -> line.contains("(INJECTED)") && line.contains(program.folder() + "/"));
    }

    private FaultPlaces places(Program program, List<String> act) throws Exception {
        Path trace = scratch.resolve("trace" + tries);
        List<String> tracer = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-y", "-s", "0", "-e",
                "signal=none", "-o", trace.toString()));
        tracer.addAll(FaultPlaces.tracing());
        program.inProcess(tracer, in(program, act)).ends(0);
        return FaultPlaces.seen(trace, program);
    }

    private Program copy() throws IOException {
        return Program.withVaultThere(Tree.copy(from, scratch.resolve("try" + tries++)));
    }

    private static String[] in(Program program, List<String> act) {
        return act.stream().map(word -> word.startsWith("@") ? program.folder() + word.substring(1) : word)
                .toArray(String[]::new);
    }

    private static void tell(String what) {
        if (SOAK) {
            System.err.println("faults: " + what);
        }
    }
}
