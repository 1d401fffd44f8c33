import com.sun.management.OperatingSystemMXBean;
import guichet.crypto.Argon2Cost;
import guichet.crypto.OpenPgp;
import guichet.crypto.Secret;
import guichet.crypto.SecretKey;
import guichet.inbox.AccountId;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Direction;
import guichet.inbox.Party;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.accounts.AccountsSchema;
import guichet.inbox.archive.ArchiveSchema;
import guichet.inbox.cases.Cases;
import guichet.inbox.cases.InboxSchema;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.cases.Messages;
import guichet.inbox.cases.NewMessage;
import guichet.inbox.chat.ChatAccounts;
import guichet.inbox.chat.ChatSchema;
import guichet.inbox.chat.Colleague;
import guichet.inbox.chat.Pinning;
import guichet.inbox.chat.RoomId;
import guichet.inbox.chat.Rooms;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.endings.EndingsSchema;
import guichet.inbox.gate.ChatChanged;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.ChatGate;
import guichet.inbox.gate.ChatVerdict;
import guichet.inbox.gate.Courier;
import guichet.inbox.gate.Gate;
import guichet.inbox.gate.GateSchema;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.NewRoom;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.Transport;
import guichet.inbox.gate.Verdict;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalSchema;
import guichet.inbox.journal.Via;
import guichet.inbox.mime.MailBuilder;
import guichet.inbox.signal.SignalSchema;
import guichet.keystore.Address;
import guichet.keystore.Contacts;
import guichet.keystore.KeySource;
import guichet.keystore.Keyring;
import guichet.keystore.KeystoreSchema;
import guichet.keystore.NewPerson;
import guichet.keystore.People;
import guichet.keystore.Settings;
import guichet.keystore.vault.Created;
import guichet.keystore.vault.NewPassphrase;
import guichet.keystore.vault.Schema;
import guichet.keystore.vault.Vault;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One message to a room of 20 beside one mail to 20 (written, examined, queued, encrypted, handed to a transport that takes it), and opening a room of 10,000
/// messages beside a case of 500. `ChatBench FOLDER`. CPU milliseconds each.
final class ChatBench {
    private static final int OTHERS = 19;
    private static final int ROUNDS = 40;
    private static final Actor BY = new Actor("alice", Via.COMMAND);

    private record Desk(Vault vault, Messages messages, Cases cases, Gate mail, Courier mails, ChatGate chat,
            Courier chats, List<Address> others, RoomId room) {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Clock clock = Clock.systemUTC();
        List<Schema> schemas = new ArrayList<>(KeystoreSchema.all());
        schemas.addAll(List.of(JournalSchema.SCHEMA, AccountsSchema.SCHEMA, InboxSchema.SCHEMA, SignalSchema.SCHEMA,
                ChatSchema.SCHEMA, GateSchema.SCHEMA, ArchiveSchema.SCHEMA, EndingsSchema.SCHEMA));
        try (Secret secret = Secret.of("bench".toCharArray());
                SecretKey key = SecretKey.generate("alice <alice@ngo.test>", clock.instant());
                Vault vault = ((Created.Made) Vault.create(folder.resolve("vault"),
                        new NewPassphrase(secret, new Argon2Cost(8, 1, 1)), schemas,
                        (tx, slot) -> new People().add(tx, new NewPerson("alice", new Address("alice@ngo.test"), key),
                                slot)))
                        .vault()) {
            Desk desk = desk(vault, clock);
            for (int warm = 0; warm < 3; warm++) {
                double mail = each(ROUNDS, n -> mail(desk, n));
                double chat = each(ROUNDS, n -> chat(desk, n));
                System.out.printf("one mail to %d: %.2f ms   one message to a room of %d: %.2f ms   %.2f times%n", OTHERS,
                        mail, OTHERS + 1, chat, chat / mail);
            }
            open(desk, clock);
        }
    }

    private static void open(Desk desk, Clock clock) throws Exception {
        desk.vault().write(tx -> {
            String key = tx.one("SELECT key FROM chat_account", row -> row.text("key")).orElseThrow();
            for (int i = 0; i < 10_000; i++) {
                var said = desk.messages().add(tx, new NewMessage(Channel.CHAT, Direction.OUT, Optional.empty(),
                        new Party("alice", "alice@ngo.test"), List.of(new Party("Everybody", desk.room().text())),
                        List.of(), clock.instant(), "", "Words of a usual length, number " + i, Optional.empty(),
                        List.of(), Optional.of("c" + i + "@localhost"), List.of(), null, Optional.empty()));
                tx.insert("""
                        INSERT INTO chat_line (room, time, kind, message, author, text, mention)
                        VALUES (?, ?, 'SAID', ?, ?, '', 0)""", desk.room().value(), clock.instant(), said.value(), key);
            }
            return 0;
        });
        CaseId id = desk.vault().write(tx -> {
            CaseId opened = desk.cases().open(tx, "Five hundred", BY);
            for (int i = 0; i < 500; i++) {
                desk.messages().add(tx, new NewMessage(Channel.MAIL, Direction.OUT, Optional.of(opened),
                        new Party("alice", "alice@ngo.test"), List.of(new Party("", "bob@example.org")), List.of(),
                        clock.instant(), "Subject " + i, "Words of a usual length, number " + i, Optional.empty(),
                        List.of(), Optional.of("m" + i + "@ngo.test"), List.of(),
                        ("Message-ID: <m" + i + "@ngo.test>\r\n\r\nWords " + i + "\r\n").getBytes(), Optional.empty()));
            }
            return opened;
        });
        Rooms rooms = new Rooms(new Keyring(new People(), new Settings(), new Contacts()));
        for (int warm = 0; warm < 3; warm++) {
            double room = each(200, _ -> desk.vault().read(tx -> rooms.page(tx, desk.room(), Optional.empty(), 50)));
            double list = each(200, _ -> desk.vault().read(tx -> desk.messages().list(tx, MessageFilter.inCase(id, 500))));
            double fifty = each(200, _ -> desk.vault().read(tx -> desk.messages().list(tx, MessageFilter.inCase(id, 50))));
            System.out.printf("the last 50 lines of a room of 10,000: %.2f ms   a case of 500, all: %.2f ms, 50: %.2f ms%n",
                    room, list, fifty);
        }
    }

    private static Desk desk(Vault vault, Clock clock) throws Exception {
        SecureRandom random = new SecureRandom();
        People people = new People();
        Settings settings = new Settings();
        Contacts contacts = new Contacts();
        Keyring keyring = new Keyring(people, settings, contacts);
        Accounts accounts = new Accounts();
        Journal journal = new Journal(clock, random);
        Messages messages = new Messages(journal, keyring, clock);
        Cases cases = new Cases(journal, clock);
        MailBuilder builder = new MailBuilder(new OpenPgp(), random);
        Pinning pinning = new Pinning(contacts, keyring, journal, clock);
        List<SecretKey> keys = new ArrayList<>();
        List<Address> others = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            others.add(new Address("member" + i + "@ngo.test"));
            keys.add(SecretKey.generate("member" + i + " <member" + i + "@ngo.test>", clock.instant()));
        }
        vault.write(tx -> {
            var alice = people.byName(tx, "alice").orElseThrow();
            AccountId account;
            try (Secret password = Secret.of("pw".toCharArray())) {
                account = accounts.addMail(tx, new Accounts.NewMailAccount(alice.address(), "Alice", "imaps://m.ngo.test",
                        "smtps://m.ngo.test", "alice", List.of("INBOX"), Optional.empty()), password);
            }
            new ChatAccounts().add(tx, account, alice.address(), alice, "Alice", clock.instant());
            for (int i = 0; i < OTHERS; i++) {
                keyring.importCertificate(tx, keys.get(i).certificate(), KeySource.FILE, clock.instant());
                keyring.verify(tx, keys.get(i).fingerprint(), "in person", alice.id(), clock.instant());
                pinning.pin(tx, new StaffCard("Member " + i, others.get(i), keys.get(i).certificate()),
                        Colleague.How.IN_PERSON, BY);
            }
            return 0;
        });
        Gate gate = new Gate(vault, keyring, people, accounts, settings, messages, journal, builder, clock, random);
        ChatGate chat = new ChatGate(vault, people, keyring, cases, messages, journal, settings, builder, clock, random);
        RoomId room = ((ChatChanged.Done) chat.create(new NewRoom.Team("Everybody",
                keys.stream().map(SecretKey::fingerprint).toList()), BY)).room();
        Transport<Released.Mail> smtp = (mail, before) -> {
            before.run();
            return new Transport.Outcome.Sent("250 " + mail.bytes().length);
        };
        Transport<Released.Chat> rooms = (mail, before) -> {
            before.run();
            return new Transport.Outcome.Sent("250 " + mail.bytes().length);
        };
        return new Desk(vault, messages, cases, gate, new Courier(vault, gate, journal, smtp, clock), chat,
                new Courier(vault, chat, journal, rooms, clock), others, room);
    }

    private static ChatDraft draft(Desk desk, int n) {
        return new ChatDraft(Optional.empty(), "alice", Optional.empty(), desk.room(), "Words of a usual length, number " + n,
                List.of(), Optional.empty());
    }

    private static void chat(Desk desk, int n) throws Exception {
        desk.chat().release((ChatVerdict.Passed) desk.chat().examine(draft(desk, n)), Grace.NONE);
        desk.chats().deliverDue();
    }

    private static void mail(Desk desk, int n) throws Exception {
        MailDraft draft = new MailDraft(Optional.empty(), "alice", desk.others(), List.of(), List.of(), Optional.empty(),
                "Subject", "Words of a usual length, number " + n, List.of(), Optional.empty());
        desk.mail().release((Verdict.Passed) desk.mail().examine(draft), BY, Grace.NONE);
        desk.mails().deliverDue();
    }

    @FunctionalInterface
    private interface Step {
        void run(int n) throws Exception;
    }

    /// CPU milliseconds of one.
    private static double each(int rounds, Step step) throws Exception {
        double before = cpu();
        for (int n = 0; n < rounds; n++) {
            step.run(n);
        }
        return (cpu() - before) * 1000 / rounds;
    }

    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
