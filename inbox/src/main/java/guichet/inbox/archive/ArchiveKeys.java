package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.CryptoException;
import guichet.crypto.KeyFile;
import guichet.crypto.LockedKey;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.crypto.Unlocked;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The association's keys for sealed archives: nobody's mail is encrypted to them, and the people who keep an archive have none of them. The one
/// made last is in use; older ones open what was sealed for them.
public final class ArchiveKeys {
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random;

    public ArchiveKeys(Journal journal, Clock clock, SecureRandom random) {
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /// Where the secret part is kept.
    public enum Keeping {
        IN_VAULT,
        /** On its two sheets alone: who opens the vault opens no sealed archive. */
        OUTSIDE
    }

    /// One of them, without its secret.
    public record ArchiveKey(Certificate certificate, Instant made, Keeping keeping) {
    }

    /// What is printed to get a key back: two sheets, of which each is worth nothing without the other. Closing it wipes the code.
    ///
    /// @param armored the secret key under a passphrase, as any OpenPGP program reads it
    /// @param code    that passphrase
    @SuppressWarnings("ArrayRecordComponent") // a secret, wiped and never compared
    public record Sheets(String armored, char[] code) implements AutoCloseable {
        @Override
        public void close() {
            Arrays.fill(code, '\0');
        }

        @Override
        public String toString() {
            return "Sheets";
        }
    }

    /// Makes a key, which is in use from now on. The caller prints the sheets, and closes them.
    ///
    /// @param name its user id: which archives it is for
    public Sheets make(Tx tx, String name, Keeping keeping, Actor by) throws VaultException, CryptoException {
        Instant now = clock.instant();
        try (SecretKey key = SecretKey.generate(name, now)) {
            Sheets sheets = sheets(key);
            byte[] secret = key.bytes();
            try {
                tx.update("INSERT INTO archive_key (fingerprint, certificate, secret, made) VALUES (?, ?, ?, ?)",
                        key.fingerprint().hex(), key.certificate().bytes(),
                        keeping == Keeping.IN_VAULT ? secret : null, now);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
            journal.append(tx, JournalKind.ARCHIVE_KEY_MADE, Payload.by(by).saying(key.fingerprint().hex() + " "
                    + keeping.name()));
            return sheets;
        }
    }

    /// Sheets with a new code for the key in use; empty where its secret is outside, or there is none.
    public Optional<Sheets> export(Tx tx, Actor by) throws VaultException, CryptoException {
        List<SecretKey> keys = secrets(tx);
        try {
            Optional<ArchiveKey> current = current(tx);
            for (SecretKey key : keys) {
                if (current.isPresent() && key.fingerprint().equals(current.get().certificate().fingerprint())) {
                    journal.append(tx, JournalKind.ARCHIVE_KEY_EXPORTED,
                            Payload.by(by).saying(key.fingerprint().hex()));
                    return Optional.of(sheets(key));
                }
            }
            return Optional.empty();
        } finally {
            keys.forEach(SecretKey::close);
        }
    }

    /// The newest first.
    public static List<ArchiveKey> list(Tx tx) throws VaultException {
        return tx.list("""
                SELECT certificate, made, secret IS NOT NULL AS here FROM archive_key ORDER BY made DESC, rowid DESC""",
                ArchiveKeys::key);
    }

    public static Optional<ArchiveKey> current(Tx tx) throws VaultException {
        return list(tx).stream().findFirst();
    }

    /// Those that are in the vault; the caller closes each.
    static List<SecretKey> secrets(Tx tx) throws VaultException {
        return tx.list("SELECT secret FROM archive_key WHERE secret IS NOT NULL ORDER BY made DESC", row -> {
            byte[] secret = row.bytes("secret");
            try {
                return SecretKey.fromVault(secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    /// Takes a key back from its two sheets. The caller closes it.
    ///
    /// @param code as typed: any case, with or without dashes; or any other passphrase, as it is
    /// @return empty where it is no secret key, or the code is another's
    public static Optional<SecretKey> fromSheets(byte[] armored, char[] code) {
        if (!(KeyFile.read(armored) instanceof KeyFile.Keys keys) || keys.secretKeys().isEmpty()) {
            return Optional.empty();
        }
        LockedKey locked = keys.secretKeys().getFirst();
        Optional<RecoveryKey> read = RecoveryKey.read(code.clone());
        if (read.isPresent()) {
            try (RecoveryKey key = read.get()) {
                char[] text = key.text();
                Optional<SecretKey> opened = unlock(locked, text);
                Arrays.fill(text, '\0');
                return opened;
            }
        }
        return unlock(locked, code);
    }

    private static Optional<SecretKey> unlock(LockedKey locked, char[] passphrase) {
        try (Secret secret = Secret.of(passphrase.clone())) {
            return locked.unlock(secret) instanceof Unlocked.Opened(SecretKey key)
                    ? Optional.of(key)
                    : Optional.empty();
        }
    }

    private Sheets sheets(SecretKey key) throws CryptoException {
        try (RecoveryKey code = RecoveryKey.random(random)) {
            char[] text = code.text();
            try (Secret passphrase = Secret.of(text.clone())) {
                return new Sheets(
                        new String(key.exportProtected(passphrase), java.nio.charset.StandardCharsets.US_ASCII),
                        text);
            }
        }
    }

    private static ArchiveKey key(Row row) throws VaultException {
        return new ArchiveKey(Certificate.fromVault(row.bytes("certificate")), row.time("made"),
                row.flag("here") ? Keeping.IN_VAULT : Keeping.OUTSIDE);
    }
}
