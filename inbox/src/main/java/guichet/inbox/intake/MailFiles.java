package guichet.inbox.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Finds the files of mail in a folder: `.eml` files, mboxes, and what lies in a Maildir. Links are not followed.
final class MailFiles {
    private static final byte[] MBOX = "From ".getBytes(StandardCharsets.US_ASCII);

    private MailFiles() {
    }

    /// Sorted by name, so that two runs take the same way.
    static List<Path> in(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && looksLikeMail(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // Reported where it is opened, as any other file that can't be read.
                found.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /// Whether it is an mbox: its first line says so, whatever its name.
    static boolean isMbox(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), MBOX.length)) {
            return Arrays.equals(in.readNBytes(MBOX.length), MBOX);
        }
    }

    private static boolean looksLikeMail(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".eml") || name.endsWith(".mbox")) {
            return true;
        }
        return isInMaildir(file) ? !name.startsWith(".") : name.indexOf('.') < 0 && startsAsMbox(file);
    }

    private static boolean startsAsMbox(Path file) {
        try {
            return isMbox(file);
        } catch (IOException e) {
            // Named like no mail and not to be read: nothing says that mail would be in it.
            return false;
        }
    }

    private static boolean isInMaildir(Path file) {
        Path parent = file.getParent();
        Path maildir = parent == null ? null : parent.getParent();
        if (parent == null || maildir == null) {
            return false;
        }
        String folder = parent.getFileName().toString();
        return (folder.equals("cur") || folder.equals("new"))
                && Files.isDirectory(maildir.resolve("cur"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(maildir.resolve("new"), LinkOption.NOFOLLOW_LINKS);
    }
}
