package guichet.inbox.gate;

import guichet.crypto.Cast;
import guichet.crypto.Secret;
import guichet.inbox.TestClock;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.Messages;
import guichet.inbox.journal.Journal;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.People;
import guichet.keystore.Settings;
import guichet.keystore.TempVault;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Unlock;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Another process that takes back the rows of the outbox in any order, and says each that is a draft again.
final class TakeBackChild {
    private TakeBackChild() {
    }

    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TakeBackChild.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws VaultException {
        List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
        schemas.addAll(GateDesk.SCHEMAS);
        TestClock clock = new TestClock(Cast.NOW);
        Journal journal = new Journal(clock, new SecureRandom());
        Messages messages = new Messages(journal, new Keyring(new People(), new Settings(), new Contacts()), clock);
        try (Secret passphrase = TempVault.passphrase();
                Vault vault = ((Unlock.Opened) Vault.open(Path.of(arguments[0]), new Credential.Passphrase(passphrase),
                        schemas)).vault()) {
            Outbox outbox = new Outbox(vault, messages, journal, clock);
            System.out.println("ready");
            List<OutboxRow> rows = new ArrayList<>(vault.read(outbox::list));
            Collections.shuffle(rows);
            for (OutboxRow row : rows) {
                if (outbox.takeBack(row.id(), TestDesk.ALICE) instanceof Outbox.TakenBack.AsDraft) {
                    System.out.println(row.id());
                }
            }
        }
    }
}
