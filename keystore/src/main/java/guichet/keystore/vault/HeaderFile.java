package guichet.keystore.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// The header on the disk. Replaced as a whole by a rename, which is the moment at which a change of slots, or another
/// database, begins to hold.
final class HeaderFile {
    private final VaultFolder folder;
    private final Steps steps;

    HeaderFile(VaultFolder folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    /// Empty where there is none. A longer file than a header can be is cut, and so no header.
    Optional<byte[]> read() throws IOException {
        if (Files.exists(folder.path()) && !Files.isDirectory(folder.path())) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(folder.header())) {
            return Optional.of(in.readNBytes(Header.LONGEST + 1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// On return it is durable. Where it throws, the old one or the new one holds, as [#read()] will tell.
    void write(byte[] header) throws VaultException {
        try {
            Files.deleteIfExists(folder.nextHeader());
            try (FileChannel channel = FileChannel.open(folder.nextHeader(),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), VaultFolder.PRIVATE)) {
                ByteBuffer left = ByteBuffer.wrap(header);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            steps.reached(Step.HEADER_WRITTEN);
            Files.move(folder.nextHeader(), folder.header(), StandardCopyOption.ATOMIC_MOVE);
            steps.reached(Step.HEADER_IN_PLACE);
            VaultFolder.sync(folder.path());
            steps.reached(Step.HEADER_DURABLE);
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }
}
