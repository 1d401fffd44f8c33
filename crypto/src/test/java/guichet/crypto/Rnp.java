package guichet.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// RNP's command line, with a home in a folder of the test's own.
public final class Rnp {
    private final Path home;
    private int files;

    /// With a folder of the test's own.
    public Rnp(Path folder) throws IOException {
        this.home = Files.createDirectories(folder.resolve("rnp"));
    }

    /// Writes a file for it, and gives its name.
    public String file(byte[] content) throws IOException {
        Path file = home.resolve("f" + files++);
        Files.write(file, content);
        return file.toString();
    }

    /// `rnp`, for messages.
    public Peer.Ran run(byte[] in, String... arguments) {
        return run("rnp", in, arguments);
    }

    /// `rnpkeys`, for keys.
    public Peer.Ran keys(byte[] in, String... arguments) {
        return run("rnpkeys", in, arguments);
    }

    private Peer.Ran run(String program, byte[] in, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--homedir", home.toString(), "--password", ""));
        command.addAll(List.of(arguments));
        return Peer.run(home, Map.of(), in, command);
    }
}
