package guichet.tui.screen;

import guichet.inbox.cases.LongContents;
import guichet.inbox.mime.AttachedFile;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Files that a person names, read off the UI thread.
final class FileReading {
    private static final long LARGEST = 25_000_000;

    private FileReading() {
    }

    private sealed interface Read {
        @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
        record Whole(String name, String type, byte[] content) implements Read {
        }

        /// @param sentence the key of the sentence that says why not
        record Not(String sentence) implements Read {
        }
    }

    static void attachment(Shell shell, String typed, Consumer<AttachedFile> then) {
        bytes(shell, typed, whole -> then.accept(new AttachedFile(whole.name, whole.type, whole.content)));
    }

    /// For a mail: where it is too long to be held beside the others, it goes into the vault piece by piece.
    ///
    /// @param others that are attached already
    static void mailAttachment(Shell shell, String typed, List<AttachedFile> others, Consumer<AttachedFile> then) {
        long held = others.stream().filter(file -> file.far().isEmpty()).mapToLong(AttachedFile::size).sum();
        long all = others.stream().mapToLong(AttachedFile::size).sum();
        Optional<Path> path = path(typed);
        try {
            if (path.isEmpty() || !Files.isRegularFile(path.get())
                    || held + Files.size(path.get()) <= LongContents.HELD) {
                attachment(shell, typed, then);
            } else if (all + Files.size(path.get()) > LongContents.MOST_SENT) {
                shell.warn("file.too-large-for-mail", typed);
            } else {
                shell.office().change(shell.texts().say("work.reading-file"), _ -> far(shell, path.get()),
                        file -> file.ifPresentOrElse(then, () -> shell.warn("file.unreadable", typed)));
            }
        } catch (IOException e) {
            shell.warn("file.unreadable", typed);
        }
    }

    private static Optional<AttachedFile> far(Shell shell, Path path) throws VaultException {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(AttachedFile.far(String.valueOf(path.getFileName()), type(path),
                    new LongContents(shell.desk().vault(), shell.clock()).store(in)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String type(Path path) throws IOException {
        String type = Files.probeContentType(path);
        return type == null ? "application/octet-stream" : type;
    }

    static void content(Shell shell, String typed, Consumer<byte[]> then) {
        bytes(shell, typed, whole -> then.accept(whole.content));
    }

    private static void bytes(Shell shell, String typed, Consumer<Read.Whole> then) {
        shell.office().look(shell.texts().say("work.reading-file"), _ -> read(typed), read -> {
            switch (read) {
                case Read.Whole whole -> then.accept(whole);
                case Read.Not(String sentence) -> shell.warn(sentence, typed);
            }
        });
    }

    private static Read read(String typed) {
        Optional<Path> path = path(typed);
        try {
            if (path.isEmpty() || !Files.isRegularFile(path.get())) {
                return new Read.Not("file.none");
            }
            if (Files.size(path.get()) > LARGEST) {
                return new Read.Not("file.too-large");
            }
            return new Read.Whole(String.valueOf(path.get().getFileName()),
                    type(path.get()), Files.readAllBytes(path.get()));
        } catch (IOException e) {
            return new Read.Not("file.unreadable");
        }
    }

    /// What was typed as a path; `~/` is the person's folder.
    static Optional<Path> path(String typed) {
        try {
            return Optional.of(typed.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), typed.substring(2))
                    : Path.of(typed));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
