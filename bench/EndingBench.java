import guichet.crypto.Argon2Cost;
import guichet.crypto.Digests;
import guichet.crypto.Secret;
import guichet.inbox.CaseId;
import guichet.inbox.archive.BagLanguage;
import guichet.inbox.archive.CaseBag;
import guichet.inbox.archive.CaseExport;
import guichet.inbox.archive.Progress;
import guichet.inbox.endings.CaseDestruction.Begun;
import guichet.inbox.endings.ServerMail;
import guichet.inbox.endings.Stage;
import guichet.inbox.intake.Arrival;
import guichet.inbox.intake.Delivery;
import guichet.inbox.intake.Taken;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.vault.Credential;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Opening;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What the end of a case costs: `VAULT PASSPHRASE-FILE OUT [MESSAGES [ENTRIES]]`, in a fresh vault. CPU seconds of this process, and wall seconds.
final class EndingBench {
    private static final int CASE = 1_000;
    private static final int BATCH = 500;
    private static final Random RANDOM = new Random(5);
    private static final String[] WORDS = new String[20_000];

    interface Act {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = Integer.toString(RANDOM.nextInt(Integer.MAX_VALUE), 36);
        }
        int messages = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100_000;
        int entries = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 100_000;
        Path out = Files.createDirectories(Path.of(arguments[2]));
        Vaults vaults = new Vaults(Clock.systemUTC(), new SecureRandom(), new Argon2Cost(8, 1, 1));
        try (Secret secret = Secret.of(Files.readString(Path.of(arguments[1])).strip().toCharArray());
                Workspace open = open(vaults, Path.of(arguments[0]), secret)) {
            Actor by = open.actor(Via.COMMAND);
            CaseId[] id = new CaseId[1];
            id[0] = open.vault().write(tx -> open.cases().open(tx, "bench", by));
            timed("take in " + messages + " mails", () -> fill(open, id[0], messages, by));
            journal(open, entries, by);
            timed("journal verify", () -> open.vault().read(tx -> open.audit().verify(tx, Optional.empty())));
            timed("  the same rows read and hashed", () -> open.vault().read(tx -> tx.list("SELECT * FROM journal ORDER BY n",
                    row -> Digests.sha256(row.bytesOrNone("salt").orElse(new byte[0]), row.bytes("hash"),
                            row.textOrNone("person").orElse("").getBytes(StandardCharsets.UTF_8)).length).size()));
            open.vault().write(tx -> open.cases().close(tx, id[0], by));
            export(open, id[0], out, by);
            destroy(open, id[0], by);
        }
    }

    private static void fill(Workspace open, CaseId id, int messages, Actor by) throws Exception {
        int step = Math.max(1, messages / CASE);
        List<Delivery> batch = new ArrayList<>();
        List<Integer> ours = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            boolean its = i % step == 0 && i / step < CASE;
            if (its) {
                ours.add(batch.size());
            }
            batch.add(new Delivery(mail(i, its ? 9_000 : 2_500, its), new Arrival.Imported()));
            if (batch.size() == BATCH || i == messages - 1) {
                List<Taken> taken = open.intake().takeAll(batch);
                open.vault().write(tx -> {
                    for (int at : ours) {
                        open.messages().file(tx, ((Taken.Here) taken.get(at)).id(), id, by);
                    }
                    return id;
                });
                batch.clear();
                ours.clear();
            }
        }
    }

    private static byte[] mail(int i, int letters, boolean attached) {
        StringBuilder text = new StringBuilder();
        while (text.length() < letters) {
            text.append(WORDS[RANDOM.nextInt(WORDS.length)]).append(text.length() % 72 > 60 ? "\r\n" : " ");
        }
        String head = "From: Zoe <zoe" + i % 300 + "@example.org>\r\nTo: bench@example.org\r\nSubject: " + WORDS[i % 999]
                + "\r\nMessage-ID: <" + i + "@example.org>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
        String mail = attached
                ? head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + text
                        + "\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n"
                        + text.substring(0, 7_000) + "\r\n--b--\r\n"
                : head + "\r\n" + text + "\r\n";
        return mail.getBytes(StandardCharsets.US_ASCII);
    }

    private static void journal(Workspace open, int entries, Actor by) throws Exception {
        long there = open.vault().read(open.journal()::head).entries();
        open.vault().write(tx -> {
            for (long n = there; n < entries; n++) {
                open.journal().append(tx, JournalKind.UNLOCKED, Payload.by(by));
            }
            return by;
        });
    }

    private static void export(Workspace open, CaseId id, Path out, Actor by) throws Exception {
        CaseExport export = new CaseExport(open.vault(), open.archive().stores(), new SecureRandom());
        for (int i = 0; i < 3; i++) {
            Path folder = Files.createDirectory(out.resolve("clear" + i));
            timed("export of " + CASE + ", a folder", () -> export.inClear(order(open, id, folder, by), "a bench of this machine",
                    Progress.UNSEEN));
            try (Stream<Path> files = Files.walk(folder)) {
                System.out.printf("  %.1f MB in it%n", files.mapToLong(EndingBench::size).sum() / 1e6);
            }
        }
        for (int i = 0; i < 2; i++) {
            Path folder = Files.createDirectory(out.resolve("sealed" + i));
            timed("export of " + CASE + ", encrypted", () -> export.encrypted(order(open, id, folder, by),
                    open.vault().read(tx -> open.people().key(tx, open.person().id())).certificate(), Progress.UNSEEN));
        }
    }

    private static CaseExport.Order order(Workspace open, CaseId id, Path folder, Actor by) {
        return new CaseExport.Order(id, folder, new CaseBag.Form(BagLanguage.FR, open.person().id()), by);
    }

    private static void destroy(Workspace open, CaseId id, Actor by) throws Exception {
        var destruction = open.endings().destruction();
        Map<Stage, Long> begun = new EnumMap<>(Stage.class);
        timed("destroy " + CASE, () -> {
            Begun decided = destruction.begin(id, Optional.of("bench"), by);
            System.out.printf("  decided after %.2f s CPU%n", cpu() / 1e9 - start / 1e9);
            destruction.carryOn(((Begun.Decided) decided).destruction(), (_, _, _, _) -> ServerMail.Fate.GONE,
                    (stage, done, of) -> begun.putIfAbsent(stage, cpu()));
            begun.put(Stage.DONE, cpu());
        });
        System.out.printf("  messages %.2f, case %.2f, index and log %.2f s CPU%n",
                (begun.get(Stage.CASE) - begun.get(Stage.MESSAGES)) / 1e9,
                (begun.get(Stage.TRACES) - begun.get(Stage.CASE)) / 1e9,
                (begun.get(Stage.DONE) - begun.get(Stage.TRACES)) / 1e9);
    }

    private static long start;

    private static void timed(String what, Act act) throws Exception {
        long wall = System.nanoTime();
        start = cpu();
        act.run();
        System.out.printf("%s: %.2f s CPU, %.2f s%n", what, (cpu() - start) / 1e9, (System.nanoTime() - wall) / 1e9);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long size(Path file) {
        return file.toFile().isFile() ? file.toFile().length() : 0;
    }

    private static Workspace open(Vaults vaults, Path folder, Secret secret) throws VaultException {
        return switch (vaults.open(folder, new Credential.Passphrase(secret), Optional.empty())) {
            case Opening.Open open -> open.workspace();
            case Opening other -> throw new IllegalStateException("the vault does not open: " + other);
        };
    }
}
