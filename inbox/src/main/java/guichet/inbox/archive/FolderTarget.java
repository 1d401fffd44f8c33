package guichet.inbox.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A bag as a folder of files that only their owner reads. Every file is new: what stands there already, a link too, is an error.
final class FolderTarget implements BagTarget {
    private static final FileAttribute<?> FOLDER = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path bag;

    /// @param bag made by this, as a new folder
    FolderTarget(Path bag) throws IOException {
        this.bag = bag;
        Files.createDirectory(bag, FOLDER);
    }

    @Override
    public void file(String path, byte[] content) throws IOException {
        file(path, content.length, out -> out.write(content));
    }

    @Override
    public void file(String path, long size, Content content) throws IOException {
        Path file = bag.resolve(path).normalize();
        if (!file.startsWith(bag) || file.equals(bag)) {
            throw new IOException("a path that leads out of the bag");
        }
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            Files.createDirectories(bag.resolve(path.substring(0, slash)), FOLDER);
        }
        Files.createFile(file, FILE);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            content.writeTo(out);
        }
    }
}
