package guichet.demo.signal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Linking: an address to be scanned, and the phone that does, which is [StandIn#scan].
final class Provisioning {
    private static final int KEY_BYTES = 33;

    private final Path folder;
    private final LocalAccounts accounts;
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    Provisioning(Path config, LocalAccounts accounts) {
        this.folder = config.resolve(StandIn.FOLDER);
        this.accounts = accounts;
    }

    String start() throws RpcError {
        if (!Files.exists(folder.resolve(StandIn.NETWORK))) {
            throw new RpcError(RpcError.IO, "Link request error: Connection closed!");
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String uri = "sgnl://linkdevice?uuid=" + UUID.randomUUID() + "&pub_key="
                + URLEncoder.encode(Base64.getEncoder().withoutPadding().encodeToString(key), StandardCharsets.UTF_8);
        open.add(uri);
        return uri;
    }

    /// Waits for the phone.
    ///
    /// @return the number of the account that is now linked
    String finish(String uri) throws RpcError, IOException {
        if (!open.remove(uri)) {
            throw new RpcError(RpcError.USER, "Unknown device link uri.");
        }
        Map<String, @Nullable Object> phone = awaitPhone();
        LocalAccounts.Account account = new LocalAccounts.Account(Json.string(phone, "number").orElseThrow(),
                Json.string(phone, "uuid").orElseThrow());
        if (accounts.find(account.number()).isPresent()) {
            throw new RpcError(RpcError.USER, "The user " + account.number() + " already exists\nDelete \""
                    + account.number().substring(1) + "\" before trying again.");
        }
        accounts.add(account);
        return account.number();
    }

    private Map<String, @Nullable Object> awaitPhone() throws RpcError, IOException {
        Path phone = folder.resolve(StandIn.PHONE);
        Path patience = folder.resolve(StandIn.LINK_MILLIS);
        long millis = Files.exists(patience)
                ? Long.parseLong(Files.readString(patience).strip())
                : Duration.ofMinutes(2).toMillis();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(phone)) {
                WatchKey key = watch.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (key == null) {
                    throw new RpcError(RpcError.USER, "Link request timed out, please try again.");
                }
                key.pollEvents();
                key.reset();
            }
            Map<String, @Nullable Object> scanned = Json.map(Json.read(Files.readString(phone)));
            Files.delete(phone);
            return scanned;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RpcError(RpcError.USER, "Link request timed out, please try again.");
        }
    }
}
