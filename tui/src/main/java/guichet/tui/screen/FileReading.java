package guichet.tui.screen;

import guichet.inbox.mime.AttachedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
            String type = Files.probeContentType(path.get());
            return new Read.Whole(String.valueOf(path.get().getFileName()),
                    type == null ? "application/octet-stream" : type, Files.readAllBytes(path.get()));
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
