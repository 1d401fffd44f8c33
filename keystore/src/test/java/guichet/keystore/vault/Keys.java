package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Secret;
import guichet.keystore.TempVault;
import java.nio.file.Path;
import java.util.List;

/// Opening with passphrases as plain strings, which only tests may have.
final class Keys {
    static final String PASSPHRASE = "correct horse";
    static final Schema NOTES = new Schema("notes",
            List.of("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"));

    private Keys() {
    }

    static Unlock unlock(Path folder, String passphrase) throws VaultException {
        try (Secret secret = Secret.of(passphrase.toCharArray())) {
            return Vault.open(folder, new Credential.Passphrase(secret), List.of(NOTES));
        }
    }

    static Vault open(Path folder, String passphrase) throws VaultException {
        return assertInstanceOf(Unlock.Opened.class, unlock(folder, passphrase)).vault();
    }

    static NewPassphrase cheap(Secret secret) {
        return new NewPassphrase(secret, TempVault.CHEAP);
    }

    static long note(Vault vault, String text) throws VaultException {
        return vault.write(tx -> tx.insert("INSERT INTO note (text) VALUES (?)", text));
    }

    static List<String> notes(Vault vault) throws VaultException {
        return vault.read(tx -> tx.list("SELECT text FROM note ORDER BY id", row -> row.text("text")));
    }
}
