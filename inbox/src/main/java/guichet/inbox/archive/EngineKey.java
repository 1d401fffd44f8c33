package guichet.inbox.archive;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// The archive engine's certificate, as a person gave it once.
public final class EngineKey {
    private EngineKey() {
    }

    public static Optional<Certificate> of(Tx tx) throws VaultException {
        return tx.one("SELECT certificate FROM engine_key WHERE id = 1",
                row -> Certificate.fromVault(row.bytes("certificate")));
    }

    /// From now on exports are encrypted to it. Journalled where it is another than before.
    public static void remember(Tx tx, Certificate certificate, Journal journal, Actor by) throws VaultException {
        if (of(tx).filter(certificate::equals).isPresent()) {
            return;
        }
        tx.update("""
                INSERT INTO engine_key (id, fingerprint, certificate) VALUES (1, ?1, ?2)
                ON CONFLICT (id) DO UPDATE SET fingerprint = ?1, certificate = ?2""",
                certificate.fingerprint().hex(), certificate.bytes());
        journal.append(tx, JournalKind.ENGINE_KEY_SET, Payload.by(by).saying(certificate.fingerprint().hex()));
    }

    /// The one certificate that a file holds; empty where it holds none or several.
    public static Optional<Certificate> in(byte[] file) {
        return switch (KeyFile.read(file)) {
            case KeyFile.Keys keys when keys.certificates().size() == 1 -> Optional.of(keys.certificates().getFirst());
            case KeyFile.Keys _,KeyFile.Unreadable _ -> Optional.empty();
        };
    }
}
