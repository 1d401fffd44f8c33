package guichet.keystore;

import guichet.crypto.Cast;
import guichet.crypto.Secret;
import guichet.keystore.vault.Created;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes the vault that [ReleasedVaultTest] opens: once for each release, kept in the test resources, never made again.
final class MakeReleasedVault {
    private MakeReleasedVault() {
    }

    /// @param arguments the folder to make it in
    public static void main(String[] arguments) throws VaultException, IOException {
        Path folder = Path.of(arguments[0]);
        Cast.Member alice = Cast.alice();
        try (Secret passphrase = TempVault.passphrase()) {
            Created created = Vault.create(folder, NewPassphrase.of(passphrase), List.of(KeystoreSchema.PEOPLE),
                    (tx, slot) -> {
                        new People().add(tx, new NewPerson(alice.name(), new Address(alice.address()), alice.key()),
                                slot);
                        new Settings().set(tx, Setting.LANGUAGE, "fr");
                    });
            if (created instanceof Created.Made made) {
                String recovery = new String(made.recovery().text());
                Files.writeString(folder.resolve("recovery-key.txt"), recovery + "\n", StandardCharsets.US_ASCII);
                made.vault().close();
            } else {
                throw new IllegalStateException("the folder is occupied");
            }
        }
    }
}
