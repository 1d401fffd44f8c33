package guichet.tui.screen;

import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;

/// Notices that some process, this one too, has written to the vault. Sleeps until the kernel tells of a change in the
/// vault's folder; nothing is polled.
final class Watcher implements AutoCloseable {
    /// Writes that come close together are told as one.
    private static final Duration GATHER = Duration.ofMillis(150);

    private final Vault vault;
    private final WatchService service;
    private final Runnable changed;
    private final Runnable gone;

    private Watcher(Vault vault, WatchService service, Runnable changed, Runnable gone) {
        this.vault = vault;
        this.service = service;
        this.changed = changed;
        this.gone = gone;
    }

    /// @param changed something was committed; called on a thread of the watcher's
    /// @param gone    the vault was closed or re-keyed by another process
    static Watcher start(Vault vault, Runnable changed, Runnable gone) throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        vault.folder().register(service, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE);
        Watcher watcher = new Watcher(vault, service, changed, gone);
        Thread.ofVirtual().name("watcher").start(watcher::watch);
        return watcher;
    }

    private void watch() {
        try {
            long seen = vault.changes();
            while (true) {
                WatchKey key = service.take();
                Thread.sleep(GATHER);
                key.pollEvents();
                key.reset();
                long now = vault.changes();
                if (now != seen) {
                    seen = now;
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // Locked: nothing is left to watch.
        } catch (VaultException e) {
            if (e.kind() == VaultException.Kind.CLOSED) {
                gone.run();
            }
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            // The kernel forgets it with the process.
        }
    }
}
