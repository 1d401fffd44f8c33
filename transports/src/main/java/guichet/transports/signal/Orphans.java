package guichet.transports.signal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Folders in memory whose vault is gone, as a killed program leaves them. Removed where nothing is in them: what holds a single byte may be
/// what somebody wrote to a vault whose disk is merely not there now, and stays until the machine is switched off.
final class Orphans {
    private Orphans() {
    }

    /// @param ours whose owner is ours
    static void clear(Path ram, Path ours) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(ram, RamFolder.PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOrphan(folder, ours)) {
                    RamFolder.empty(folder);
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException e) {
            // Somebody else cleared it first, or may not be looked into.
        }
    }

    private static boolean isOrphan(Path folder, Path ours) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ours))
                || !Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                        .equals(PosixFilePermissions.fromString("rwx------"))) {
            return false;
        }
        Path owner = folder.resolve(RamFolder.OWNER);
        return Files.isRegularFile(owner, LinkOption.NOFOLLOW_LINKS)
                && Files.notExists(Path.of(Files.readString(owner))) && isEmptyBeside(owner, folder);
    }

    private static boolean isEmptyBeside(Path owner, Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.toList();
        }
        for (Path file : all) {
            if (!file.equals(owner) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > 0) {
                return false;
            }
        }
        return true;
    }
}
