package guichet.tui.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Text that a person hands in by a file, or by standard input where the file is `-`. UTF-8.
final class TextInput {
    private static final int LARGEST = 10_000_000;

    private final Surroundings around;

    TextInput(Surroundings around) {
        this.around = around;
    }

    /// The whole text, line ends as LF.
    String read(Path file) throws Failure {
        try (InputStream in = file.toString().equals("-") ? around.in() : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Failure(Exit.FAILED, "text-too-long", file);
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            throw new Failure(Exit.FAILED, "not-utf8", file);
        } catch (IOException e) {
            throw new Failure(Exit.FAILED, "cannot-read", file);
        }
    }

    /// The first line.
    String line(Path file) throws Failure {
        return read(file).lines().findFirst().orElse("").strip();
    }

    /// The file's first line where there is one, else the text that was typed.
    Optional<String> line(Optional<Path> file, Optional<String> typed) throws Failure {
        return file.isPresent() ? Optional.of(line(file.get())) : typed;
    }
}
