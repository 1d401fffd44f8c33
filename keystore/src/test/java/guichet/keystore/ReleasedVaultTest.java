package guichet.keystore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.crypto.Cast;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.RecoveryKey;
import guichet.keystore.vault.Soundness;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A vault that each released version made opens in this one, with everything that it holds.
class ReleasedVaultTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = "0.1")
    void opensByItsPassphrase(String version) throws IOException, VaultException {
        unpack(version);
        try (Secret passphrase = TempVault.passphrase()) {
            var opened = assertInstanceOf(Unlock.Opened.class,
                    Vault.open(folder, new Credential.Passphrase(passphrase), KeystoreSchema.all()));
            try (var vault = opened.vault()) {
                assertEquals(Soundness.SOUND, vault.check());
                People people = new People();
                Person alice = vault.read(tx -> people.bySlot(tx, opened.slot())).orElseThrow();
                assertEquals(Cast.alice().name(), alice.name());
                try (SecretKey key = vault.read(tx -> people.key(tx, alice.id()))) {
                    assertEquals(Cast.alice().key().fingerprint(), key.fingerprint());
                }
                assertEquals("fr", vault.read(tx -> new Settings().get(tx, Setting.LANGUAGE)));
            }
        }
    }

    @Test
    void opensByItsRecoveryKey() throws IOException, VaultException {
        unpack("0.1");
        String typed = Files.readString(folder.resolve("recovery-key.txt"), StandardCharsets.US_ASCII);
        try (RecoveryKey key = RecoveryKey.read(typed.toCharArray()).orElseThrow()) {
            assertInstanceOf(Unlock.Opened.class,
                    Vault.open(folder, new Credential.Recovery(key), KeystoreSchema.all())).vault().close();
        }
    }

    private void unpack(String version) throws IOException {
        for (String name : new String[]{"guichet.header", "guichet-1.db", "recovery-key.txt"}) {
            try (InputStream in = ReleasedVaultTest.class.getResourceAsStream("released/" + version + "/" + name)) {
                Files.copy(java.util.Objects.requireNonNull(in), folder.resolve(name));
            }
        }
    }
}
