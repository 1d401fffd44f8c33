package guichet.keystore.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A backup as one file: a whole database, then the header that opens it, the header's length (4 bytes, big-endian) and the mark. The
/// database has a key of its own, sealed to the slots as they were.
final class BackupFile {
    private static final byte[] MARK = "GUICHET BACKUP 1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 4 + MARK.length;
    private static final int PIECE = 1 << 20;

    private final Path path;
    private final long databaseBytes;
    private final byte[] header;

    private BackupFile(Path path, long databaseBytes, byte[] header) {
        this.path = path;
        this.databaseBytes = databaseBytes;
        this.header = header;
    }

    /// Makes a whole backup of a database by writing the rest behind it.
    static void complete(Path database, byte[] header) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = ByteBuffer.allocate(header.length + TAIL).put(header).putInt(header.length).put(MARK)
                    .flip();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /// Empty where it is no backup, or was cut.
    static Optional<BackupFile> read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < TAIL) {
                return Optional.empty();
            }
            byte[] tail = bytes(channel, size - TAIL, TAIL);
            int length = ByteBuffer.wrap(tail).getInt();
            long database = size - TAIL - length;
            if (!Arrays.equals(tail, 4, TAIL, MARK, 0, MARK.length) || length <= 0 || length > Header.LONGEST
                    || database < Session.PAGE_BYTES || database % Session.PAGE_BYTES != 0) {
                return Optional.empty();
            }
            return Optional.of(new BackupFile(path, database, bytes(channel, database, length)));
        }
    }

    byte[] header() {
        return header.clone();
    }

    /// The database alone, into a file that is not there yet; durable on return.
    void copyDatabase(Path to) throws IOException {
        try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ);
                FileChannel into = FileChannel.open(to,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), VaultFolder.PRIVATE)) {
            long at = 0;
            while (at < databaseBytes) {
                long copied = from.transferTo(at, Math.min(PIECE, databaseBytes - at), into);
                if (copied <= 0) {
                    throw new IOException("cut");
                }
                at += copied;
            }
            into.force(true);
        }
    }

    private static byte[] bytes(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("cut");
            }
        }
        return bytes.array();
    }
}
