package guichet.proof;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The system calls of one act on the files of its folder: where something may go wrong in it, once it is done again.
///
/// A file of the vault has a name that stays, and calls on it are counted alone. What is new bears another name each time; a call on it is found by its
/// number among all calls of its thread, which stays the same as long as one thread does the work.
final class FaultPlaces {
    private static final String WRITES = "write,pwrite64,ftruncate,fallocate";
    private static final String SYNCS = "fsync,fdatasync";
    private static final String READS = "read,pread64";
    private static final String NAMES = "openat,rename,renameat,renameat2,unlink,mkdir";
    private static final int MOST_OF_A_KIND = 400;
    /// Of those where SQLite's driver unpacks itself, which every act does in the same way.
    private static final int MOST_OF_THE_DRIVERS = 5;

    private final Set<String> names;
    private final Map<Fault, List<Place>> places;

    private FaultPlaces(Set<String> names, Map<Fault, List<Place>> places) {
        this.names = names;
        this.places = places;
    }

    /// What can go wrong at a call, and at which ones.
    enum Fault {
        NO_ROOM(WRITES, "error=ENOSPC", ""), WRITE_FAILS(WRITES + "," + SYNCS, "error=EIO", ""),
        // Not `write`: where nothing can be written any more, nothing can be said either.
        DISK_GONE("pwrite64,ftruncate,fsync,rename,unlink,mkdir", "error=EIO", "+"), READ_FAILS(READS, "error=EIO",
                ""), NO_MORE_FILES("openat", "error=EMFILE", ""), NAMING_FAILS(NAMES, "error=EIO",
                        ""), KILLED(WRITES + "," + SYNCS + "," + NAMES, "signal=KILL", "");

        private final String calls;
        private final String injected;
        private final String lasting;

        Fault(String calls, String injected, String lasting) {
            this.calls = calls;
            this.injected = injected;
            this.lasting = lasting;
        }

        boolean meets(String call) {
            return List.of(calls.split(",")).contains(call);
        }
    }

    /// @param number from 1, in its thread, among such calls: on the vault's files where it is `onVault`
    /// @param onLog  on SQLite's write-ahead log
    record Place(Fault fault, String call, int number, boolean onVault, boolean onLog) {
    }

    /// Options of `strace` with which an act shows its places.
    static List<String> tracing() {
        return List.of("-e", "trace=" + String.join(",", WRITES, SYNCS, READS, NAMES));
    }

    /// Reads what `strace -f -y` saw.
    static FaultPlaces seen(Path trace, Program program) throws IOException {
        Set<String> names = new TreeSet<>();
        Map<String, Integer> counts = new HashMap<>();
        Map<Fault, List<Place>> places = new EnumMap<>(Fault.class);
        List<Place> drivers = new ArrayList<>();
        Pattern path = Pattern.compile("[<\"]" + Pattern.quote(program.folder().toString()) + "/([^>\"]*)[>\"]");
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split("[ (]+", 3);
            if (words.length < 3 || words[1].equals("<...")) {
                continue;
            }
            String counted = words[0] + words[1];
            int number = counts.merge(counted, 1, Integer::sum);
            Set<String> touched = new TreeSet<>();
            Matcher found = path.matcher(line);
            while (found.find()) {
                touched.add(found.group(1));
            }
            if (touched.isEmpty() || touched.stream().anyMatch(name -> name.matches("(out|err)\\d+"))) {
                continue;
            }
            boolean onVault = touched.stream()
                    .anyMatch(name -> name.startsWith("vault/") && !name.startsWith("vault/archive/"));
            if (onVault) {
                names.addAll(touched);
                number = counts.merge(counted + " on the vault", 1, Integer::sum);
            }
            boolean onLog = touched.stream().anyMatch(name -> name.endsWith("-wal"));
            boolean driver = touched.stream().anyMatch(name -> name.startsWith("tmp/"));
            for (Fault fault : Fault.values()) {
                // A read by number might become one of Java's own, of a class say.
                if (fault.meets(words[1]) && (onVault || fault != Fault.READ_FAILS)) {
                    Place place = new Place(fault, words[1], number, onVault, onLog);
                    if (driver) {
                        drivers.add(place);
                    } else {
                        places.computeIfAbsent(fault, _ -> new ArrayList<>()).add(place);
                    }
                }
            }
        }
        Collections.shuffle(drivers, new Random(counts.size()));
        drivers.stream().limit(MOST_OF_THE_DRIVERS)
                .forEach(place -> places.computeIfAbsent(place.fault(), _ -> new ArrayList<>()).add(place));
        return new FaultPlaces(names, places);
    }

    /// So many of them that are meant, of one kind as of another.
    List<Place> some(int most, Predicate<Place> meant, Random random) {
        List<List<Place>> kinds = new ArrayList<>();
        for (List<Place> kind : places.values()) {
            List<Place> mixed = new ArrayList<>(kind);
            mixed.removeIf(meant.negate());
            Collections.shuffle(mixed, random);
            kinds.add(mixed.subList(0, Math.min(mixed.size(), MOST_OF_A_KIND)));
        }
        Collections.shuffle(kinds, random);
        List<Place> some = new ArrayList<>();
        for (int i = 0; i < MOST_OF_A_KIND; i++) {
            for (List<Place> kind : kinds) {
                if (i < kind.size() && some.size() < most) {
                    some.add(kind.get(i));
                }
            }
        }
        return some;
    }

    /// Options of `strace` with which that one fails.
    List<String> injecting(Place place, Program program) {
        List<String> options = new ArrayList<>(List.of("-e", "trace=" + place.call(), "-e", "inject=" + place.call()
                + ":" + place.fault().injected + ":when=" + place.number() + place.fault().lasting));
        for (String name : place.onVault() ? names : Set.<String>of()) {
            options.addAll(List.of("-P", program.folder().resolve(name).toString()));
        }
        return options;
    }
}
