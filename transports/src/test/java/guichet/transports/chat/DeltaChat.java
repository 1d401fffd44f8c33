package guichet.transports.chat;

import guichet.crypto.PeerCondition;
import guichet.transports.mail.MailRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Delta Chat itself, without its windows: the core that every one of its apps runs, as a process of its own. Holds as many phones as a test
/// wants; ends with the test, and so do its files.
public final class DeltaChat implements AutoCloseable {
    /// What [guichet.crypto.RequiresPeer] calls the newest version.
    public static final String NEWEST = "deltachat";
    /// What [guichet.crypto.RequiresPeer] calls the version of a year before. It knows contacts by their address alone, writes an older form of
    /// encryption, and sends no more than six mails at once and then one in ten seconds.
    public static final String OLDER = "deltachat-older";

    private final RpcProcess core;
    private final Path folder;

    private DeltaChat(RpcProcess core, Path folder) {
        this.core = core;
        this.folder = folder;
    }

    /// @param peer [#NEWEST] or [#OLDER]
    public static DeltaChat start(String peer) throws IOException {
        Path folder = Files.createTempDirectory("guichet-deltachat");
        return new DeltaChat(RpcProcess.start(PeerCondition.find(peer).orElseThrow(), folder.resolve("accounts")),
                folder);
    }

    /// A phone with a new key and an address of its own, on line.
    public Phone phone(MailRig rig, String address, String name) throws IOException, InterruptedException {
        return Phone.make(core, folder, rig, address, name);
    }

    /// What the core complained of, for a failing test's message.
    public String log() {
        return core.log();
    }

    @Override
    public void close() {
        core.close();
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
