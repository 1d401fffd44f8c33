package guichet.keystore.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// Makes a vault of a backup: the database first, the header last, since a folder without a header is no vault.
final class Restoring {
    private final VaultFolder folder;

    Restoring(VaultFolder folder) {
        this.folder = folder;
    }

    Restored restore(Path file) throws VaultException {
        try {
            Optional<BackupFile> backup = BackupFile.read(file);
            if (backup.isEmpty() || !(Header.read(backup.get().header()) instanceof Header.Reading.Alleged alleged)) {
                return Restored.NOT_A_BACKUP;
            }
            if (!folder.prepare()) {
                return Restored.OCCUPIED;
            }
            backup.get().copyDatabase(folder.database(alleged.header().database()));
            try (FileChannel channel = FileChannel.open(folder.header(),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), VaultFolder.PRIVATE)) {
                ByteBuffer left = ByteBuffer.wrap(backup.get().header());
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            folder.syncWithParent();
            return Restored.DONE;
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }
}
