package guichet.demo.signal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts of a data folder, in `data/accounts.json` where signal-cli has them, each with a file that the process which serves it
/// locks.
final class LocalAccounts {
    private final Path data;

    LocalAccounts(Path config) {
        this.data = config.resolve("data");
    }

    record Account(String number, String uuid) {
    }

    List<Account> all() throws IOException {
        Path file = data.resolve("accounts.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Account> found = new ArrayList<>();
        if (Json.map(Json.read(Files.readString(file))).get("accounts") instanceof List<?> list) {
            for (Object each : list) {
                Map<String, @Nullable Object> account = Json.map(each);
                found.add(new Account(Json.string(account, "number").orElseThrow(),
                        Json.string(account, "uuid").orElseThrow()));
            }
        }
        return List.copyOf(found);
    }

    Optional<Account> find(String number) throws IOException {
        return all().stream().filter(account -> account.number().equals(number)).findFirst();
    }

    void add(Account account) throws IOException {
        List<Account> accounts = new ArrayList<>(all());
        accounts.removeIf(each -> each.number().equals(account.number()));
        accounts.add(account);
        write(accounts);
    }

    void remove(Account account) throws IOException {
        List<Account> accounts = new ArrayList<>(all());
        accounts.remove(account);
        write(accounts);
    }

    /// signal-cli makes the folder and an empty list whenever it starts.
    void prepare() throws IOException {
        if (!Files.exists(data.resolve("accounts.json"))) {
            write(List.of());
        }
    }

    /// Waits while another process serves the account, and says so once, as signal-cli does.
    FileLock lock(Account account) throws IOException {
        @SuppressWarnings("resource") // held until the process ends
        FileChannel channel = FileChannel.open(data.resolve(account.number().substring(1)), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            System.err.println("INFO  SignalAccount - Config file is in use by another instance, waiting…");
            lock = channel.lock();
            System.err.println("INFO  SignalAccount - Config file lock acquired.");
        }
        return lock;
    }

    private void write(List<Account> accounts) throws IOException {
        Files.createDirectories(data, PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Object> list = new ArrayList<>();
        for (Account account : accounts) {
            list.add(Json.object("path", account.number().substring(1), "environment", "LIVE", "number",
                    account.number(), "uuid", account.uuid()));
        }
        Files.write(data.resolve("accounts.json"), Json.bytes(Json.object("accounts", list, "version", 2)));
    }
}
