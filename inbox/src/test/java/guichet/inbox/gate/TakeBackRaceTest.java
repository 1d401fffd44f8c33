package guichet.inbox.gate;

import static guichet.inbox.gate.GateDesk.ALICE;
import static guichet.inbox.gate.GateDesk.BOB;
import static guichet.inbox.gate.GateDesk.draft;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.gate.Outbox.TakenBack;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A person takes back what the courier is about to carry: each message leaves or is a draft, never both, never neither.
class TakeBackRaceTest {
    private static final int MESSAGES = Boolean.getBoolean("guichet.soak") ? 400 : 40;
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 30 : 2;

    private GateDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = new GateDesk();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void amongManyThreadsExactlyOneWinsEachMessage() throws Exception {
        List<OutboxId> ids = release(MESSAGES);
        RecordingTransport wire = new RecordingTransport();
        Set<Long> taken = new ConcurrentSkipListSet<>();
        try (Vault elsewhere = desk.temp.openAgain(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (Vault vault : List.of(desk.vault, elsewhere, elsewhere)) {
                all.add(() -> takeBack(new Outbox(vault, desk.messages, desk.journal, desk.clock), ids, taken));
            }
            all.add(() -> {
                desk.courier(slowly(wire)).deliverDue();
                return true;
            });
            for (Future<Boolean> each : threads.invokeAll(all)) {
                assertTrue(each.get());
            }
        }
        assertEachIsOneThing(ids, wire, taken);
    }

    @Test
    void amongTwoProcessesToo() throws Exception {
        List<OutboxId> ids = release(MESSAGES);
        RecordingTransport wire = new RecordingTransport();
        Set<Long> taken = new TreeSet<>();
        Process child = TakeBackChild.start(desk.temp.folder());
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("ready", said.readLine());
            desk.courier(slowly(wire)).deliverDue();
            said.lines().forEach(line -> taken.add(Long.valueOf(line)));
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertEachIsOneThing(ids, wire, taken);
    }

    @Test
    void aProcessKilledInBetweenLeavesTheRowOrTheDraft() throws Exception {
        Random random = new Random(11);
        for (int kill = 0; kill < KILLS; kill++) {
            List<OutboxId> ids = release(12);
            Process child = TakeBackChild.start(desk.temp.folder());
            Set<Long> said = new HashSet<>();
            try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
                assertEquals("ready", lines.readLine());
                for (int n = random.nextInt(6); n > 0; n--) {
                    Optional.ofNullable(lines.readLine()).ifPresent(line -> said.add(Long.valueOf(line)));
                }
            } finally {
                child.destroyForcibly().waitFor();
            }
            RecordingTransport wire = new RecordingTransport();
            Courier next = desk.courier(wire);
            next.recover();
            next.deliverDue();

            Set<Long> taken = ids.stream().map(OutboxId::value)
                    .filter(id -> wire.sent.stream().noneMatch(mail -> mail.id().value() == id))
                    .collect(Collectors.toSet());
            assertTrue(taken.containsAll(said), "what it said it had taken back did not leave");
            assertEachIsOneThing(ids, wire, taken);
            desk.vault.write(tx -> tx.update("DELETE FROM draft"));
            desk.vault.write(tx -> tx.update("DELETE FROM message"));
        }
    }

    private List<OutboxId> release(int messages) throws VaultException {
        List<OutboxId> ids = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            ids.addAll(desk.released(GateDesk.saying("n" + i, "numéro " + i, draft(BOB))).ids());
        }
        return ids;
    }

    /// Time passes between connecting, the first byte and the answer, as it does with a server.
    private static Transport<Released.Mail> slowly(RecordingTransport wire) {
        return (mail, beforeContent) -> {
            rest();
            return wire.send(mail, () -> {
                beforeContent.run();
                rest();
            });
        };
    }

    private static void rest() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(3_000_000));
    }

    private static boolean takeBack(Outbox outbox, List<OutboxId> ids, Set<Long> taken) throws VaultException {
        List<OutboxId> inAnyOrder = new ArrayList<>(ids);
        Collections.shuffle(inAnyOrder);
        for (OutboxId id : inAnyOrder) {
            rest();
            if (outbox.takeBack(id, ALICE) instanceof TakenBack.AsDraft && !taken.add(id.value())) {
                return false;
            }
        }
        return true;
    }

    private void assertEachIsOneThing(List<OutboxId> ids, RecordingTransport wire, Set<Long> taken)
            throws VaultException {
        Set<Long> sent = wire.sent.stream().map(mail -> mail.id().value()).collect(Collectors.toSet());
        assertEquals(sent.size(), wire.sent.size(), "nothing leaves twice");
        Set<Long> both = new HashSet<>(sent);
        both.retainAll(taken);
        assertEquals(Set.of(), both);
        assertEquals(ids.size(), sent.size() + taken.size(), "none is lost");
        List<String> drafts = desk.vault.read(desk.drafts::list).stream().map(saved -> saved.draft().body()).toList();
        assertEquals(taken.size(), drafts.size());
        assertEquals(taken.size(), new HashSet<>(drafts).size());
        assertEquals(sent.size(), desk.vault.read(tx -> desk.messages.list(tx, MessageFilter.all(10_000))).size());
        assertEquals((long) taken.size(), desk.vault.read(tx -> tx.one("SELECT count(*) AS n FROM draft",
                row -> row.number("n"))).orElseThrow(), "and no draft stays hidden");
        var audit = new JournalAudit(desk.journal, new OpenPgp(), desk.clock);
        assertTrue(desk.vault.read(tx -> audit.verify(tx, Optional.empty())).intact());
    }
}
