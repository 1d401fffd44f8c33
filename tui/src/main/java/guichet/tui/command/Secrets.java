package guichet.tui.command;

import guichet.crypto.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Reads secrets: from a file, or from the terminal without echo. Never from an argument.
final class Secrets {
    private static final int LONGEST = 64 * 1024;
    private static final int SHORT = 12;

    private final Surroundings around;
    private final Sentences sentences;

    Secrets(Surroundings around, Sentences sentences) {
        this.around = around;
        this.sentences = sentences;
    }

    /// What the file holds, else what the person types.
    Secret from(Optional<Path> file, String prompt) throws Failure, IOException {
        return file.isPresent() ? file(file.get()) : typed(prompt);
    }

    /// A new passphrase: typed twice where it is typed.
    Secret chosen(Optional<Path> file, Output out) throws Failure, IOException {
        Secret chosen = file.isPresent() ? file(file.get()) : typedTwice();
        char[] chars = chosen.chars();
        int length = chars.length;
        Arrays.fill(chars, '\0');
        if (length == 0) {
            chosen.close();
            throw new Failure(Exit.USAGE, "empty-passphrase");
        }
        if (length < SHORT) {
            out.tell("warning.short-passphrase");
        }
        return chosen;
    }

    /// The first line of a file, without its line end.
    Secret file(Path file) throws Failure {
        byte[] read = new byte[LONGEST];
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(read, 0, read.length);
            int end = 0;
            while (end < length && read[end] != '\n') {
                end++;
            }
            if (end > 0 && read[end - 1] == '\r') {
                end--;
            }
            byte[] line = Arrays.copyOf(read, end);
            try {
                return Secret.of(line);
            } finally {
                Arrays.fill(line, (byte) 0);
            }
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", file);
        } finally {
            Arrays.fill(read, (byte) 0);
        }
    }

    private Secret typed(String prompt) throws Failure, IOException {
        Terminal terminal = around.terminal().orElseThrow(() -> new Failure(Exit.NO_ACCESS, "nobody-to-ask"));
        char[] line = terminal.askHidden(sentences.tell(prompt) + " ");
        try {
            return Secret.of(line);
        } catch (IllegalArgumentException e) {
            throw new Failure(Exit.NO_ACCESS, "not-text");
        } finally {
            Arrays.fill(line, '\0');
        }
    }

    private Secret typedTwice() throws Failure, IOException {
        Secret first = typed("prompt.new-passphrase");
        try (Secret second = typed("prompt.again")) {
            byte[] one = first.bytes();
            byte[] two = second.bytes();
            boolean same = java.security.MessageDigest.isEqual(one, two);
            Arrays.fill(one, (byte) 0);
            Arrays.fill(two, (byte) 0);
            if (!same) {
                first.close();
                throw new Failure(Exit.USAGE, "passphrases-differ");
            }
            return first;
        }
    }
}
