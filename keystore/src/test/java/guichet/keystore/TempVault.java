package guichet.keystore;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Secret;
import guichet.keystore.vault.Created;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.SlotId;
import guichet.keystore.vault.SlotWork;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A real vault in a temporary folder, gone when closed. Its passphrases cost next to nothing to try.
public final class TempVault implements AutoCloseable {
    /// The least that Argon2id takes.
    public static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

    private final Path parent;
    private final List<Schema> schemas;
    private final SlotId slot;
    private final RecoveryKey recovery;
    private Vault vault;

    private TempVault(Path parent, List<Schema> schemas, Created.Made made) {
        this.parent = parent;
        this.schemas = schemas;
        this.slot = made.slot();
        this.recovery = made.recovery();
        this.vault = made.vault();
    }

    /// With keystore's tables and these, and nobody in it yet.
    public static TempVault make(Schema... further) throws VaultException {
        return make((_, _) -> {
        }, further);
    }

    /// As [#make(Schema...)], and the first slot's owner is written.
    public static TempVault make(SlotWork owner, Schema... further) throws VaultException {
        try {
            Path parent = Files.createTempDirectory("guichet-test-");
            List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
            schemas.addAll(List.of(further));
            try (Secret passphrase = passphrase()) {
                return switch (Vault.create(parent.resolve("vault"), new NewPassphrase(passphrase, CHEAP), schemas,
                        owner)) {
                    case Created.Made made -> new TempVault(parent, schemas, made);
                    case Created.Occupied _ -> throw new IllegalStateException("a fresh folder is occupied");
                };
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What opens it: `correct horse`.
    public static Secret passphrase() {
        return Secret.of("correct horse".toCharArray());
    }

    public Vault vault() {
        return vault;
    }

    public Path folder() {
        return vault.folder();
    }

    /// The first slot.
    public SlotId slot() {
        return slot;
    }

    public RecoveryKey recovery() {
        return recovery;
    }

    /// Another [Vault] on the same folder, as another process would have it; the caller closes it.
    public Vault openAgain() throws VaultException {
        try (Secret passphrase = passphrase()) {
            return switch (Vault.open(folder(), new Credential.Passphrase(passphrase), schemas)) {
                case Unlock.Opened opened -> opened.vault();
                case Unlock other -> throw new IllegalStateException("the vault does not open: " + other);
            };
        }
    }

    /// Closed and opened again: what only lived in memory is gone.
    public void reopen() throws VaultException {
        vault.close();
        vault = openAgain();
    }

    @Override
    public void close() throws VaultException {
        vault.close();
        recovery.close();
        try (Stream<Path> files = Files.walk(parent)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
