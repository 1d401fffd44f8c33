package guichet.keystore.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to run the channels of a vault: one process at a time has it, and the kernel takes it from a dead one.
public final class CourierLock implements AutoCloseable {
    private static final String FILE = "courier.lock";

    /// The folders whose lock this process has. A POSIX lock is dropped as soon as its process closes *any* descriptor of
    /// the file, so a second attempt from this process must not even open it.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private CourierLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Empty where another process, or another part of this one, has it.
    ///
    /// @throws VaultException IO where the folder isn't there or can't be written to
    public static Optional<CourierLock> tryTake(Path vaultFolder) throws VaultException {
        try {
            Path folder = vaultFolder.toRealPath();
            if (!OURS.add(folder)) {
                return Optional.empty();
            }
            CourierLock taken = null;
            try {
                taken = open(folder);
                return Optional.ofNullable(taken);
            } finally {
                if (taken == null) {
                    OURS.remove(folder);
                }
            }
        } catch (IOException e) {
            throw Trouble.of(e);
        }
    }

    private static @Nullable CourierLock open(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(FILE), VaultFolder.CREATE_OR_WRITE, VaultFolder.PRIVATE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? null : new CourierLock(folder, channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /// Of the vault whose channels may be run.
    public Path folder() {
        return folder;
    }

    /// Gives it back; a second time does nothing.
    @Override
    public void close() throws VaultException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw Trouble.of(e);
            } finally {
                OURS.remove(folder);
            }
        }
    }
}
