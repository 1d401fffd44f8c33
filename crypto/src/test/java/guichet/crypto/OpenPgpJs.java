package guichet.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// OpenPGP.js, in a program of ours that does one act and ends.
public final class OpenPgpJs {
    private final Path folder;
    private final Path program;
    private int files;

    /// With a folder of the test's own.
    public OpenPgpJs(Path folder) throws IOException {
        this.folder = folder;
        this.program = folder.resolve("openpgpjs.cjs");
        try (InputStream script = Objects.requireNonNull(OpenPgpJs.class.getResourceAsStream("openpgpjs.cjs"))) {
            Files.write(program, script.readAllBytes());
        }
    }

    /// Writes a file for it, and gives its name.
    public String file(byte[] content) throws IOException {
        Path file = folder.resolve("js" + files++);
        Files.write(file, content);
        return file.toString();
    }

    public Peer.Ran run(String... act) {
        List<String> command = new ArrayList<>(
                List.of(PeerCondition.find("openpgpjs").orElseThrow().toString(), program.toString()));
        command.addAll(List.of(act));
        return Peer.run(folder, Map.of(), new byte[0], command);
    }
}
