package guichet.inbox.endings;

import guichet.crypto.Digests;
import guichet.inbox.CaseId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was destroyed, kept beside the vault's folder and outside of every backup, so that a backup brings nothing back. Without the vault
/// nobody can tell from a line which case it was.
public final class Tombstones {
    private static final Pattern LINE = Pattern.compile("(?m)^([0-9a-f]{64}) ([0-9]{1,18})\\s*$");
    private static final byte[] LABEL = "guichet destroyed 1".getBytes(StandardCharsets.US_ASCII);
    private static final String SUFFIX = ".destroyed";
    private static final int MOST_BYTES = 10_000_000;

    private final Path vaultFolder;

    public Tombstones(Path vaultFolder) {
        this.vaultFolder = vaultFolder.toAbsolutePath().normalize();
    }

    /// @param hash  of the case
    /// @param entry the journal's about its destruction
    public record Stone(String hash, long entry) {
    }

    /// Where they stand.
    public Path file() {
        return vaultFolder.resolveSibling(vaultFolder.getFileName() + SUFFIX);
    }

    /// The line for a case of this vault, as [#read] finds it again; empty for a vault without a journal.
    public static Optional<Stone> of(Tx tx, CaseId id, long entry) throws VaultException {
        return hash(tx, id).map(hash -> new Stone(hash, entry));
    }

    public static String line(Stone stone) {
        return stone.hash() + " " + stone.entry();
    }

    /// Adds one; durable on return. Where it is there already, nothing happens.
    void bury(Stone stone) throws IOException {
        if (Files.exists(file()) && read(List.of(file())).contains(stone)) {
            return;
        }
        try (var channel = java.nio.channels.FileChannel.open(file(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var bytes = java.nio.ByteBuffer.wrap((line(stone) + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// A vault's folder has got this one's name: what stands beside the other one stands here.
    public void adopt(Tombstones before) throws IOException {
        if (Files.exists(before.file())) {
            for (Stone stone : read(List.of(before.file()))) {
                bury(stone);
            }
            Files.delete(before.file());
        }
    }

    /// Those beside this vault's folder, whichever vault they were of: only those of the same one will fit.
    public List<Path> beside() throws IOException {
        Path parent = vaultFolder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .sorted().toList();
        }
    }

    /// The lines of these files; certificates of destruction have one each.
    public static List<Stone> read(List<Path> files) throws IOException {
        List<Stone> stones = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("too large");
            }
            LINE.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).results()
                    .forEach(line -> stones.add(new Stone(line.group(1), Long.parseLong(line.group(2)))));
        }
        return stones.stream().distinct().toList();
    }

    /// The cases of this vault that were destroyed after its journal ended.
    static List<CaseId> among(Tx tx, List<CaseId> cases, List<Stone> stones, long lastEntry) throws VaultException {
        List<CaseId> destroyed = new ArrayList<>();
        for (CaseId id : cases) {
            Optional<String> hash = hash(tx, id);
            if (stones.stream()
                    .anyMatch(stone -> hash.equals(Optional.of(stone.hash())) && stone.entry() > lastEntry)) {
                destroyed.add(id);
            }
        }
        return destroyed;
    }

    private static Optional<String> hash(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT hash FROM journal WHERE n = 1", row -> row.bytes("hash"))
                .map(origin -> HexFormat.of().formatHex(
                        Digests.sha256(LABEL, origin, id.toString().getBytes(StandardCharsets.US_ASCII))));
    }
}
