package guichet.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// GnuPG with a home of its own, which it leaves behind empty. One thread.
public final class Gpg implements AutoCloseable {
    private final Path home;

    private Gpg(Path home) {
        this.home = home;
    }

    /// A new, empty home. Its name is short: sockets live in it.
    public static Gpg start() throws IOException {
        Path home = Files.createTempDirectory("gpg");
        Files.writeString(home.resolve("gpg-agent.conf"), "s2k-count 65536\ndisable-scdaemon\n"); // or it takes seconds
        return new Gpg(home);
    }

    /// Where files for it can be put.
    public Path home() {
        return home;
    }

    public Peer.Ran run(byte[] in, String... arguments) {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--no-tty", "--yes", "--status-fd", "2",
                "--pinentry-mode", "loopback", "--trust-model", "always", "--no-auto-check-trustdb"));
        command.addAll(List.of(arguments));
        return Peer.run(home, Map.of("GNUPGHOME", home.toString()), in, command);
    }

    /// Imports keys of any kind.
    public Gpg importing(byte[] keys) {
        run(keys, "--passphrase", "", "--import").good();
        return this;
    }

    /// As [#importing(byte[])], of a certificate.
    public Gpg importing(Certificate certificate) {
        return importing(certificate.bytes());
    }

    @Override
    public void close() throws IOException {
        Peer.run(home, Map.of("GNUPGHOME", home.toString()), new byte[0], List.of("gpgconf", "--kill", "all"));
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
