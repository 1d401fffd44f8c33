package guichet.inbox.intake;

import guichet.crypto.Cast;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.TestClock;
import guichet.inbox.TestDesk;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.IncomingMail;
import guichet.inbox.journal.Journal;
import guichet.inbox.mime.MailReader;
import guichet.inbox.mime.ReadLimits;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another process on the same vault: `take FOLDER FROM TO` takes in mails by tens and says so, `open FOLDER N` opens cases and names them.
final class IntakeChild implements AutoCloseable {
    static final AccountId ACCOUNT = new AccountId(1);
    static final int BATCH = 10;

    private final Process process;
    private final BufferedReader lines;

    private IntakeChild(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static IntakeChild start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        IntakeChild.class.getName()));
        command.addAll(List.of(arguments));
        return new IntakeChild(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /// What it says next; null at its end.
    @Nullable
    String line() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As `kill -9` does, and its end awaited.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws VaultException {
        try (Vault vault = open(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "take" -> take(vault, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
                case "open" -> openCases(vault, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void take(Vault vault, int from, int to) throws VaultException {
        TestClock clock = new TestClock(Cast.NOW);
        People people = new People();
        Contacts contacts = new Contacts();
        Keyring keyring = new Keyring(people, new Settings(), contacts);
        Journal journal = new Journal(clock, new SecureRandom());
        MailIntake intake = new VaultIntake(vault, people, keyring,
                new IncomingMail(journal, keyring, contacts, people, new Accounts(), clock),
                new MailReader(new OpenPgp(), ReadLimits.DEFAULT, clock), journal, clock);
        for (int first = from; first < to; first += BATCH) {
            intake.takeAll(deliveries(first, first + BATCH));
            System.out.println(first + BATCH);
        }
    }

    /// UIDs are the mails' numbers, from 1.
    static List<Delivery> deliveries(int from, int to) {
        List<Delivery> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batch.add(new Delivery(IntakeTest.mail("m" + i + "@example.org", "body number" + i),
                    new Arrival.Server(ACCOUNT, "INBOX", 1, i + 1L)));
        }
        return batch;
    }

    private static void openCases(Vault vault, int times) throws VaultException {
        TestClock clock = new TestClock(Cast.NOW);
        Cases cases = new Cases(new Journal(clock, new SecureRandom()), clock);
        for (int i = 0; i < times; i++) {
            CaseId opened = vault.write(tx -> cases.open(tx, "x", TestDesk.ALICE));
            System.out.println(opened);
        }
    }

    private static Vault open(Path folder) throws VaultException {
        List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
        schemas.addAll(TestDesk.SCHEMAS);
        try (Secret passphrase = TempVault.passphrase()) {
            return switch (Vault.open(folder, new Credential.Passphrase(passphrase), schemas)) {
                case Unlock.Opened opened -> opened.vault();
                case Unlock other -> throw new IllegalStateException("the vault does not open: " + other);
            };
        }
    }
}
