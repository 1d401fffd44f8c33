package guichet.tui.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What the kernel says of where bytes end up: whether a folder's disk, and the swap, are encrypted.
public final class Machine {
    private static final String ENCRYPTED_MAPPING = "CRYPT-";
    private static final int DEEPEST = 8;

    private final Path root;

    public Machine() {
        this(Path.of("/"));
    }

    /// @param root where `proc` and `sys` are
    Machine(Path root) {
        this.root = root;
    }

    /// How the bytes of something rest.
    public enum Rest {
        ENCRYPTED,
        /** In memory only. */
        RAM, IN_CLEAR,
        /** The kernel does not say: inside a container, on a network disk. */
        UNKNOWN
    }

    /// Of the disk under a folder that is there.
    public Rest disk(Path folder) {
        try {
            String type = Files.getFileStore(folder).type();
            if (type.equals("tmpfs") || type.equals("ramfs")) {
                return Rest.RAM;
            }
            long device = (long) Files.getAttribute(folder, "unix:dev");
            long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
            long minor = (device & 0xff) | (device >> 12 & ~0xffL);
            return device(root.resolve("sys/dev/block").resolve(major + ":" + minor), 0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Rest.UNKNOWN;
        }
    }

    /// Of all swap together: the worst of it counts. `RAM` where there is none.
    public Rest swap() {
        try {
            List<Rest> each = Files.readAllLines(root.resolve("proc/swaps")).stream().skip(1)
                    .map(line -> swap(line.split("\\s+", 3))).toList();
            return Stream.of(Rest.IN_CLEAR, Rest.UNKNOWN, Rest.ENCRYPTED).filter(each::contains).findFirst()
                    .orElse(Rest.RAM);
        } catch (IOException e) {
            return Rest.UNKNOWN;
        }
    }

    /// Whether what is in memory may be written to a disk as it is.
    public boolean swapsInTheClear() {
        return swap() == Rest.IN_CLEAR;
    }

    private Rest swap(String[] line) {
        Path place = Path.of(line[0]);
        if (line.length > 1 && line[1].equals("file")) {
            return disk(place);
        }
        String name = place.getFileName().toString();
        return name.startsWith("zram") ? Rest.RAM : device(root.resolve("sys/class/block").resolve(name), 0);
    }

    /// Encrypted where it, or everything that it stands on, is.
    private Rest device(Path device, int depth) {
        if (!Files.isDirectory(device) || depth > DEEPEST) {
            return Rest.UNKNOWN;
        }
        if (text(device.resolve("dm").resolve("uuid")).startsWith(ENCRYPTED_MAPPING)) {
            return Rest.ENCRYPTED;
        }
        try (Stream<Path> below = Files.list(device.resolve("slaves"))) {
            List<Rest> each = below.map(slave -> device(slave, depth + 1)).distinct().toList();
            return each.equals(List.of(Rest.ENCRYPTED)) ? Rest.ENCRYPTED : Rest.IN_CLEAR;
        } catch (IOException partition) {
            // A partition has no folder of that name: its bytes are its disk's.
            return Rest.IN_CLEAR;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }
}
