package guichet.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Sequoia's `sqop`, which speaks the Stateless OpenPGP interface. Keys and signatures are handed to it as files of a
/// folder, named by [#file].
public final class Sqop {
    private final Path folder;
    private int files;

    /// With a folder of the test's own.
    public Sqop(Path folder) {
        this.folder = folder;
    }

    /// Writes a file for it, and gives its name.
    public String file(byte[] content) throws IOException {
        Path file = folder.resolve("f" + files++);
        Files.write(file, content);
        return file.toString();
    }

    public Peer.Ran run(byte[] in, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sqop"));
        command.addAll(List.of(arguments));
        return Peer.run(folder, Map.of(), in, command);
    }
}
