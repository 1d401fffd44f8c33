package guichet.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.gate.Gate;
import guichet.inbox.gate.Grace;
import guichet.inbox.gate.MailDraft;
import guichet.inbox.gate.Verdict;
import guichet.inbox.journal.Via;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.transports.mail.GreenRig;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of things: what was received is there exactly once, what was sent arrives at most once and is never lost.
class KillTest {
    private static final boolean SOAK = Boolean.getBoolean("guichet.soak");
    private static final long SEED = 20261123;
    private static final String BOB = "bob@example.test";

    @TempDir
    private Path folder;

    @Test
    void everyMailOfAKilledSyncIsThereExactlyOnce() throws Exception {
        int kills = SOAK ? 100 : 20;
        Random random = new Random(SEED);
        try (GreenRig server = new GreenRig(Program.ADDRESS)) {
            int delivered = deliver(server, 0, 2_000);
            Program program = Program.withVault(folder).account(server.imap(), server.smtp());
            int killed = 0;
            int tries = 0;
            long stored = 0;
            while (killed < kills) {
                assertTrue(++tries < 4 * kills, "it is rarely killed in the middle");
                killWhileItStores(program, random.nextInt(150));
                long now = stored(program);
                if (now == delivered) {
                    // It was done: more comes in, so that there is something to be killed at.
                    delivered = deliver(server, delivered, 1_000);
                } else if (now > stored) {
                    killed++;
                }
                stored = now;
            }
            program.json("sync");

            List<Answer> all = program.json("list", "--limit", "100000");
            TreeSet<String> subjects = new TreeSet<>();
            all.forEach(message -> subjects.add(message.text("subject")));
            assertEquals(delivered, all.size());
            assertEquals(delivered, subjects.size());
            assertEquals(0, program.json("sync").getFirst().number("new"));
            for (int i = 0; i < delivered; i += delivered / 7) {
                assertEquals(1, program.json("search", "mot" + i + "x").size(), "found by its word: " + i);
            }
            program.run("journal", "verify").ends(0);
        }
    }

    @Test
    void ofARunOfSendsNoneIsLostAndNoneLeavesTwice() throws Exception {
        int kills = SOAK ? 40 : 10;
        int mails = SOAK ? 200 : 60;
        Random random = new Random(SEED);
        KillSwitch kill = new KillSwitch();
        try (Recorder server = new Recorder(_ -> kill.step()); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account("imap://127.0.0.1:1", server.url())
                    .trusting(bob.certificate());
            Map<String, Integer> queued = queue(program, mails);
            for (int i = 0; i < kills; i++) {
                kill.next(program.process("sync").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start(),
                        1 + random.nextInt(16), random.nextInt(4));
            }
            kill.never();
            program.run("sync");

            Map<Integer, Integer> arrived = new HashMap<>();
            for (String mail : server.mails()) {
                arrived.merge(numberOf(bob.reads(mail)), 1, Integer::sum);
            }
            List<Answer> rows = program.json("outbox", "list");
            assertEquals(mails, rows.size());
            int unknown = 0;
            for (Answer row : rows) {
                int number = queued.getOrDefault(row.text("id"), -1);
                int times = arrived.getOrDefault(number, 0);
                switch (row.text("state")) {
                    case "sent" -> assertEquals(1, times, row::toString);
                    case "unknown" -> {
                        unknown++;
                        assertTrue(times <= 1, row::toString);
                    }
                    default -> throw new AssertionError("neither sent nor unknown: " + row);
                }
            }
            assertTrue(unknown <= kills, "only a kill makes an outcome unknown");
            assertTrue(kill.hits() > kills / 2, "the kills came in the middle: " + kill.hits());
        }
    }

    @Test
    void aLongMailThatIsKilledOnItsWayIsWholeOrWaits() throws Exception {
        int kills = SOAK ? 30 : 4;
        Random random = new Random(SEED);
        byte[] film = new byte[13 << 20];
        random.nextBytes(film);
        Path file = Files.write(folder.resolve("film.mp4"), film);
        try (Recorder server = new Recorder(_ -> {
        }); Correspondent bob = new Correspondent(BOB)) {
            Program program = Program.withVault(folder).account("imap://127.0.0.1:1", server.url())
                    .trusting(bob.certificate());
            for (int i = 0; i < kills; i++) {
                Process child = program.process("send", "--to", BOB, "--subject", "film", "--body", "Voici.",
                        "--attach", file.toString()).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                Path log = program.vault().resolve("guichet-1.db-wal");
                long some = random.nextInt(30 << 20);
                while (child.isAlive() && size(log) < some) {
                    Thread.sleep(2);
                }
                child.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
                child.destroyForcibly().waitFor();
            }
            program.run("sync");
            program.run("sync");

            List<Answer> rows = program.json("outbox", "list");
            assertTrue(rows.stream().allMatch(row -> List.of("sent", "unknown").contains(row.text("state"))),
                    rows::toString);
            long sent = rows.stream().filter(row -> row.text("state").equals("sent")).count();
            List<String> arrived = server.mails();
            assertTrue(sent <= arrived.size() && arrived.size() <= rows.size(), sent + " sent, " + arrived.size());
            for (String mail : arrived) {
                assertTrue(bob.reads(mail).contains(java.util.Base64.getMimeEncoder().encodeToString(film)));
            }
            program.run("journal", "verify").ends(0);
        }
    }

    private static void killWhileItStores(Program program, int millis) throws IOException, InterruptedException {
        Path log = program.vault().resolve("guichet-1.db-wal");
        Process child = program.process("sync").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (child.isAlive() && size(log) < 100_000) {
            Thread.sleep(2);
        }
        child.waitFor(millis, TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
    }

    private static long stored(Program program) throws VaultException {
        try (Workspace open = program.open()) {
            return open.vault().read(tx -> tx.one("SELECT count(*) AS n FROM message", row -> row.number("n")))
                    .orElseThrow();
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static int deliver(GreenRig server, int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            server.deliver("From: Zoé <zoe@example.test>\r\nTo: <" + Program.ADDRESS + ">\r\nSubject: numero " + i
                    + "\r\nMessage-ID: <" + i + "@example.test>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\n"
                    + "mot" + i + "x\r\n" + "Les analyses sont jointes. ".repeat(20) + "\r\n");
        }
        return from + count;
    }

    /// Each in the outbox as if a person had sent it, by their rows' ids.
    static Map<String, Integer> queue(Program program, int mails) throws Exception {
        Map<String, Integer> rows = new HashMap<>();
        try (Workspace open = program.open()) {
            for (int i = 0; i < mails; i++) {
                MailDraft draft = new MailDraft(Optional.empty(), Program.NAME,
                        List.of(Address.parse(BOB).orElseThrow()),
                        List.of(), List.of(), Optional.empty(), "Sujet", "numero " + i + ".\n", new ArrayList<>(),
                        Optional.empty());
                Gate.Release.Queued queued = assertInstanceOf(Gate.Release.Queued.class,
                        open.gate().release(assertInstanceOf(Verdict.Passed.class, open.gate().examine(draft)),
                                open.actor(Via.COMMAND), Grace.NONE));
                rows.put(queued.ids().getFirst().toString(), i);
            }
        }
        return rows;
    }

    static int numberOf(String content) {
        Matcher found = Pattern.compile("numero ([0-9]+)\\.").matcher(content);
        assertTrue(found.find(), content);
        return Integer.parseInt(found.group(1));
    }

    /// Ends a process after some steps of its conversation with the server.
    private static final class KillSwitch {
        private final AtomicInteger hits = new AtomicInteger();
        private volatile Optional<Process> victim = Optional.empty();
        private volatile int steps;
        private volatile int millis;

        /// Returns once it has ended, killed or by itself.
        void next(Process process, int afterSteps, int andMillis) throws InterruptedException {
            steps = afterSteps;
            millis = andMillis;
            victim = Optional.of(process);
            process.waitFor();
        }

        void never() {
            victim = Optional.empty();
        }

        int hits() {
            return hits.get();
        }

        synchronized void step() {
            if (victim.isPresent() && --steps == 0) {
                Process process = victim.get();
                Thread.ofVirtual().start(() -> kill(process));
            }
        }

        private void kill(Process process) {
            try {
                CountDownLatch never = new CountDownLatch(1);
                assertTrue(!never.await(millis, TimeUnit.MILLISECONDS));
                if (process.isAlive()) {
                    hits.incrementAndGet();
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
