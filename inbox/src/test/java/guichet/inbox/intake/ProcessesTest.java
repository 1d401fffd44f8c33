package guichet.inbox.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.OpenPgp;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.TestDesk;
import guichet.inbox.cases.MessageFilter;
import guichet.inbox.journal.JournalAudit;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Real processes on one vault, one of them killed.
class ProcessesTest {
    private static final int KILLS = Boolean.getBoolean("guichet.soak") ? 50 : 3;
    private static final int MAILS = 300;

    private TestDesk desk;

    @BeforeEach
    void open() throws VaultException {
        desk = TestDesk.open();
    }

    @AfterEach
    void close() throws VaultException {
        desk.close();
    }

    @Test
    void anIntakeKilledAnywhereLosesNothingThatItSaidItHadAndRepeatsNothing() throws Exception {
        Random random = new Random(7);
        int said = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (IntakeChild child = IntakeChild.start("take", desk.temp().folder().toString(), "0",
                    Integer.toString(MAILS))) {
                String line = child.line();
                for (int n = random.nextInt(8); n > 0 && line != null; n--) {
                    line = child.line();
                }
                said = Math.max(said, line == null ? MAILS : Integer.parseInt(line));
                Thread.sleep(random.nextInt(20));
                child.kill();
            }
            int stored = desk.read(tx -> desk.messages.counts(tx)).unread();
            assertTrue(stored >= said, () -> "mail that was acknowledged is not there");
            assertEquals(0, stored % IntakeChild.BATCH, "a batch is stored whole or not at all");
            assertEquals(OptionalLong.of(stored),
                    desk.read(tx -> new Arrivals().highestUid(tx, IntakeChild.ACCOUNT, "INBOX", 1)));
        }

        for (int first = 0; first < MAILS; first += IntakeChild.BATCH) {
            desk.intake().takeAll(IntakeChild.deliveries(first, first + IntakeChild.BATCH));
        }

        List<Summary> all = desk.read(tx -> desk.messages.list(tx, MessageFilter.all(MAILS * 2)));
        assertEquals(MAILS, all.size());
        assertEquals(MAILS, new HashSet<>(all.stream().map(Summary::snippet).toList()).size());
        assertEquals(1, found("number" + (MAILS - 1)).size());
        assertEquals(1, found("number0").size());
    }

    @Test
    void twoProcessesThatOpenCasesLeaveNoNumberOutAndTheJournalHolds() throws VaultException, IOException {
        List<String> numbers = new ArrayList<>();
        try (IntakeChild one = IntakeChild.start("open", desk.temp().folder().toString(), "20");
                IntakeChild two = IntakeChild.start("open", desk.temp().folder().toString(), "20")) {
            for (IntakeChild child : List.of(one, two)) {
                for (String line = child.line(); line != null; line = child.line()) {
                    numbers.add(line);
                }
            }
        }
        numbers.sort(null);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            expected.add("2026-00" + (i < 10 ? "0" : "") + i);
        }
        assertEquals(expected, numbers);
        var audit = new JournalAudit(desk.journal, new OpenPgp(), desk.clock);
        assertEquals(40, desk.journal().size());
        assertTrue(desk.read(tx -> audit.verify(tx, Optional.empty())).intact());
    }

    private List<MessageId> found(String word) throws VaultException {
        return desk.read(tx -> desk.messages.search(tx, word, Optional.empty(), 10)).stream().map(Summary::id).toList();
    }
}
