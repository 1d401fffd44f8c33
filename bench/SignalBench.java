import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import guichet.crypto.Argon2Cost;
import guichet.crypto.Secret;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.cases.InboxSchema;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SignalSchema;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.VaultSignalIntake;
import guichet.keystore.Address;
import guichet.keystore.ContactChange;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.People;
import guichet.keystore.SafetyNumber;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Created;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Vault;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// 10,000 of signal-cli's notifications that waited at start: `guichet FOLDER` takes them into a new vault, indexed and filed; `bare FOLDER` only parses them and
/// commits the lines to SQLite in the same batches; `cipher FOLDER` the same into an encrypted file. CPU seconds, of the work and of the whole process.
final class SignalBench {
    private static final int MANY = 10_000;
    private static final int BATCH = 500;
    private static final int PEOPLE = 40;
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> lines = lines();
        switch (arguments[0]) {
            case "guichet" -> guichet(folder, lines);
            case "bare" -> bare("jdbc:sqlite:" + folder.resolve("bare.db"), lines);
            case "cipher" -> bare("jdbc:sqlite:file:" + folder.resolve("bare.db") + "?cipher=sqlcipher&legacy=4&key=x'"
                    + "00".repeat(32) + "'", lines);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static void bare(String url, List<byte[]> lines) throws Exception {
        JsonFactory json = new JsonFactory();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, raw BLOB NOT NULL) STRICT");
            connection.setAutoCommit(false);
            double before = cpu();
            long tokens = 0;
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO line (raw) VALUES (?)")) {
                for (int i = 0; i < lines.size(); i++) {
                    try (JsonParser parser = json.createParser(lines.get(i))) {
                        while (parser.nextToken() != null) {
                            tokens += parser.currentToken().isScalarValue() ? parser.getText().length() : 0;
                        }
                    }
                    insert.setBytes(1, lines.get(i));
                    insert.executeUpdate();
                    if (i % BATCH == BATCH - 1) {
                        connection.commit();
                    }
                }
            }
            connection.commit();
            tell(before, tokens);
        }
    }

    private static void guichet(Path folder, List<byte[]> lines) throws Exception {
        Clock clock = Clock.systemUTC();
        Settings settings = new Settings();
        Contacts contacts = new Contacts();
        SignalIdentities identities = new SignalIdentities(settings);
        Journal journal = new Journal(clock, new SecureRandom());
        SignalAccounts accounts = new SignalAccounts(identities, clock);
        Keyring keyring = new Keyring(new People(), settings, contacts);
        List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
        schemas.addAll(List.of(JournalSchema.SCHEMA, AccountsSchema.SCHEMA, InboxSchema.SCHEMA, SignalSchema.SCHEMA));
        try (Secret secret = Secret.of("bench".toCharArray());
                Vault vault = ((Created.Made) Vault.create(folder.resolve("vault"),
                        new NewPassphrase(secret, new Argon2Cost(8, 1, 1)), schemas, (_, _) -> {
                        })).vault()) {
            VaultSignalIntake intake = new VaultSignalIntake(vault, identities, accounts,
                    new IncomingSignal(journal, keyring, clock), settings, journal, clock);
            List<ObservedIdentity> observed = observed();
            Actor by = new Actor("bench", Via.COMMAND);
            AccountId account = vault.write(tx -> {
                settings.set(tx, Setting.ACCEPT_FIRST_KEY, "yes");
                return accounts.add(tx, new SignalRecipient.PhoneNumber("+33700000001"), "signal-cli",
                        Optional.empty());
            });
            vault.write(tx -> {
                for (ObservedIdentity one : observed) {
                    identities.met(tx, Optional.of(one.aci()), one.number(), "", clock.instant());
                }
                return 0;
            });
            intake.observed(account, observed);
            Cases cases = new Cases(journal, Clock.fixed(START.minusSeconds(99), clock.getZone()));
            vault.write(tx -> {
                for (int i = 0; i < PEOPLE; i++) {
                    CaseId opened = cases.open(tx, "Case " + i, by);
                    ContactChange.Done contact = (ContactChange.Done) contacts.add(tx, "Person " + i,
                            List.of(new Address("p" + i + "@example.org")));
                    identities.link(tx, identities.find(tx, observed.get(i).aci()).orElseThrow().id(),
                            contact.contact().id());
                    cases.addContact(tx, opened, contact.contact().id(), by);
                }
                return 0;
            });
            AttachmentFiles none = (_, _) -> new AttachmentFiles.Contents.Missing();
            double before = cpu();
            long stored = 0;
            for (int from = 0; from < lines.size(); from += BATCH) {
                List<SignalDelivery> batch = lines.subList(from, Math.min(lines.size(), from + BATCH)).stream()
                        .map(SignalDelivery::new).toList();
                stored += intake.takeAll(batch, new SpoolMark(account, "bench", from + BATCH), observed, none).stored()
                        .size();
            }
            tell(before, stored);
            System.out.println(vault.read(tx -> tx.one("""
                    SELECT count(*) AS n, sum(case_id IS NOT NULL) AS filed FROM message""",
                    row -> row.number("n") + " messages, " + row.number("filed") + " filed")).orElseThrow());
        }
    }

    private static void tell(double before, long n) {
        double now = cpu();
        System.out.printf("work %.2f s CPU, process %.2f s CPU (%d)%n", now - before, now, n);
    }

    private static UUID aci(int person) {
        return new UUID(7, person + 1);
    }

    private static String number(int person) {
        return "+336%08d".formatted(person);
    }

    private static List<ObservedIdentity> observed() {
        List<ObservedIdentity> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            all.add(new ObservedIdentity(new SignalRecipient.Aci(aci(i)),
                    Optional.of(new SignalRecipient.PhoneNumber(number(i))),
                    new SafetyNumber("05" + "%064x".formatted(i + 1), "%05d ".formatted(i).repeat(12).strip())));
        }
        return all;
    }

    /// Of ten: seven texts, one reply with a quote, one reaction, one receipt. Texts as people write them, 20 to 400 characters.
    private static List<byte[]> lines() {
        Random random = new Random(1);
        String[] words = "je vous envoie demain les photos du site et le rapport que la direction a fait retirer en mars merci de ne pas appeler avant midi"
                .split(" ");
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int person = random.nextInt(PEOPLE);
            long sent = START.toEpochMilli() + i * 1000L;
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20, 400); text.length() < length;) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(9) == 0 ? i + " " : " ");
            }
            long earlier = sent - 1000L * random.nextInt(1, 100);
            String data = switch (i % 10) {
                case 7 -> ("\"dataMessage\":{\"timestamp\":%d,\"message\":\"%s\",\"expiresInSeconds\":0,\"viewOnce\":false,\"quote\":{\"id\":%d,\"author\":\"%s\","
                        + "\"authorNumber\":\"%s\",\"authorUuid\":\"%s\",\"text\":\"…\",\"attachments\":[]}}").formatted(sent, text, earlier, number(person),
                                number(person), aci(person));
                case 8 -> ("\"dataMessage\":{\"timestamp\":%d,\"message\":null,\"expiresInSeconds\":0,\"viewOnce\":false,\"reaction\":{\"emoji\":\"👍\",\"targetAuthor\":\"%s\","
                        + "\"targetAuthorNumber\":\"%s\",\"targetAuthorUuid\":\"%s\",\"targetSentTimestamp\":%d,\"isRemove\":false}}").formatted(sent, number(person),
                                number(person), aci(person), earlier);
                case 9 -> "\"receiptMessage\":{\"when\":%d,\"isDelivery\":true,\"isRead\":false,\"isViewed\":false,\"timestamps\":[%d]}"
                        .formatted(sent, earlier);
                default -> "\"dataMessage\":{\"timestamp\":%d,\"message\":\"%s\",\"expiresInSeconds\":0,\"viewOnce\":false}"
                        .formatted(sent, text);
            };
            lines.add("""
                    {"account":"+33700000001","envelope":{"source":"%s","sourceNumber":"%s","sourceUuid":"%s","sourceName":"Person %d","sourceDevice":1,\
                    "timestamp":%d,"serverReceivedTimestamp":%d,"serverDeliveredTimestamp":%d,%s}}"""
                    .formatted(number(person), number(person), aci(person), person, sent, sent + 9, sent + 99, data)
                    .getBytes(StandardCharsets.UTF_8));
        }
        return lines;
    }
}
