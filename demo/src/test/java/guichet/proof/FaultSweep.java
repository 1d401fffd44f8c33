package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lets the system calls of one command on the vault's files fail, one at a time, by `strace`'s injection: no room, an input/output error, too many
/// open files, the process killed at that very call. After each of them a check of the test's looks at what is left.
///
/// To use it: make a folder with [Program#withVault] in it, as the act is to find it; then
/// `new FaultSweep(folder, scratch, seed).sweep(List.of("case", "close", "2026-0001"), (program, ended) -> …)`. Each try works on a copy of the
/// folder; `@/` that begins one of the act's words stands for that copy. The check is run without any fault and must hold whether the act was done or not; where
/// the process ended by itself, this class has seen already that it ended with 0 or said a sentence, and printed no trace of the stack.
///
/// Three of the ways are tried, each at one call, chosen by the seed; with `guichet.soak` every one of them fails in each of the ways that its kind can. Needs `strace`
/// (`@RequiresPeer("strace")`). One thread.
final class FaultSweep {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final String WRITES = "write,pwrite64,ftruncate,fallocate";
    private static final String SYNCS = "fsync,fdatasync";
    private static final String READS = "read,pread64";
    private static final String NAMES = "openat,rename,renameat,renameat2,unlink,mkdir";
    private static final int MOST_OF_A_KIND = 400;
    private static final int A_HANDFUL = 3;

    private final Path from;
    private final Path scratch;
    private final Random random;
    private int tries;
    private int happened;

    /// @param from    what each try gets a copy of
    /// @param scratch empty, for the copies
    FaultSweep(Path from, Path scratch, long seed) {
        this.from = from;
        this.scratch = scratch;
        this.random = new Random(seed);
    }

    /// What can go wrong at a call, and at which ones.
    enum Fault {
        NO_ROOM(WRITES, "error=ENOSPC"), WRITE_FAILS(WRITES + "," + SYNCS, "error=EIO"), READ_FAILS(READS,
                "error=EIO"), NO_MORE_FILES("openat", "error=EMFILE"), NAMING_FAILS(NAMES,
                        "error=EIO"), KILLED(WRITES + "," + SYNCS + "," + NAMES, "signal=KILL");

        private final String calls;
        private final String injected;

        Fault(String calls, String injected) {
            this.calls = calls;
            this.injected = injected;
        }
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
        Seen seen = seen(whole, act);
        check.that(whole, new Program.Ended(0, "", ""));
        EndingOffice.delete(whole.folder());
        happened = 0;
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, random);
        for (Fault fault : SOAK ? faults : faults.subList(0, A_HANDFUL)) {
            int calls = Math.min(seen.count(fault), MOST_OF_A_KIND);
            for (int when : SOAK ? all(calls) : calls == 0 ? List.<Integer>of() : List.of(1 + random.nextInt(calls))) {
                try {
                    once(act, seen, fault, when, check);
                } catch (AssertionError e) {
                    throw new AssertionError(fault + " at call " + when + " of " + calls + ": " + e.getMessage(), e);
                }
            }
        }
        assertTrue(happened > 0, "no call failed");
        return happened;
    }

    private void once(List<String> act, Seen seen, Fault fault, int when, Check check) throws Exception {
        Program program = copy();
        Path trace = scratch.resolve("injected");
        List<String> tracer = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-o", trace.toString(), "-e",
                "trace=" + fault.calls, "-e", "inject=" + fault.calls + ":" + fault.injected + ":when=" + when));
        for (String name : seen.names()) {
            tracer.addAll(List.of("-P", program.folder().resolve(name).toString()));
        }
        Program.Ended ended = program.inProcess(tracer, in(program, act));
        if (fault == Fault.KILLED ? ended.exit() == 137 : Files.readString(trace).contains("(INJECTED)")) {
            happened++;
        }
        if (ended.exit() != 137) {
            assertTrue(ended.exit() == 0 || !ended.err().isBlank(), "it failed and said nothing");
            assertFalse((ended.out() + ended.err()).contains("\tat "), () -> "a trace was printed: " + ended.err());
            assertFalse(ended.err().contains("mistake of its own"), ended::err);
        }
        assertEquals(true, fault == Fault.KILLED || ended.exit() != 137, "killed by nobody");
        check.that(program, ended);
        program.run("journal", "verify").ends(0);
        EndingOffice.delete(program.folder());
    }

    private static List<Integer> all(int calls) {
        return java.util.stream.IntStream.rangeClosed(1, calls).boxed().toList();
    }

    private Program copy() throws IOException {
        Path to = scratch.resolve("try" + tries++);
        return Program.withVaultThere(Tree.copy(from, to));
    }

    private static String[] in(Program program, List<String> act) {
        return act.stream().map(word -> word.startsWith("@/") ? program.folder() + word.substring(1) : word)
                .toArray(String[]::new);
    }

    /// Which of the folder's files the act touches, and how often at most by one thread: the counter of an injection is each thread's own.
    private record Seen(TreeSet<String> names, Map<Fault, Integer> most) {
        int count(Fault fault) {
            return most.getOrDefault(fault, 0);
        }
    }

    private Seen seen(Program program, List<String> act) throws Exception {
        Path trace = scratch.resolve("trace" + tries);
        String all = String.join(",", WRITES, SYNCS, READS, NAMES);
        Program.Ended ended = program.inProcess(List.of("strace", "-f", "--seccomp-bpf", "-y", "-s", "0", "-e",
                "trace=" + all, "-e", "signal=none", "-o", trace.toString()), in(program, act));
        assertEquals(0, ended.exit(), ended.err());
        TreeSet<String> names = new TreeSet<>();
        Map<Fault, Map<String, Integer>> byThread = new EnumMap<>(Fault.class);
        Pattern path = Pattern.compile("(?:<|\")" + Pattern.quote(program.vault().toString()) + "([^>\"]*)[>\"]");
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split("[ (]+", 3);
            Matcher touched = path.matcher(line);
            if (words.length < 3 || !touched.find()) {
                continue;
            }
            do {
                names.add(program.folder().relativize(Path.of(program.vault() + touched.group(1))).toString());
            } while (touched.find());
            for (Fault fault : Fault.values()) {
                if (List.of(fault.calls.split(",")).contains(words[1])) {
                    byThread.computeIfAbsent(fault, _ -> new HashMap<>()).merge(words[0], 1, Integer::sum);
                }
            }
        }
        Map<Fault, Integer> most = new EnumMap<>(Fault.class);
        byThread.forEach((fault, counts) -> most.put(fault,
                counts.values().stream().mapToInt(Integer::intValue).max().orElse(0)));
        return new Seen(names, most);
    }
}
