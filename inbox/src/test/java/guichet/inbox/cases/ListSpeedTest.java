package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.inbox.cases.StoreDesk.Mail;
import guichet.keystore.vault.VaultException;
import guichet.keystore.vault.Work;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists stay instant because each walks an index and stops; long runs (`guichet.soak`) measure it on 100,000 messages.
class ListSpeedTest {
    private static final int MANY = Boolean.getBoolean("guichet.soak") ? 100_000 : 2_000;
    private static final int GENEROUS_MILLIS = 100;

    @ParameterizedTest
    @ValueSource(strings = {Summaries.ALL, Summaries.BY_CHANNEL, Summaries.UNREAD, Summaries.TO_SORT, Summaries.IN_CASE,
            Summaries.FOUND,
            Summaries.FOUND_IN_CASE})
    void noListSortsOrVisitsWhatItDoesNotShow(String sql) throws VaultException {
        try (StoreDesk desk = new StoreDesk()) {
            List<String> plan = desk.read(tx -> tx.list("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"),
                    sql.contains("?5")
                            ? new Object[]{1, 1, "x", 1, "x"}
                            : sql.contains("?3") ? new Object[]{"1", 1, "x"} : new Object[]{"1", 1}));
            assertFalse(plan.stream().anyMatch(step -> step.contains("TEMP B-TREE")), plan::toString);
            assertFalse(plan.stream().anyMatch(step -> step.equals("SCAN message")), plan::toString);
        }
    }

    @Test
    void aHugeMailboxIsListedPagedAndSearchedInNoTime() throws VaultException {
        try (StoreDesk desk = new StoreDesk()) {
            CaseId caseId = desk.open("one");
            int batch = 1_000;
            for (int n = 0; n < MANY; n += batch) {
                int first = n;
                desk.write(tx -> {
                    for (int i = first; i < first + batch; i++) {
                        MessageId id = desk.store(tx, Mail.saying("message " + i + " avec des mots courants " + i % 97)
                                .at(StoreDesk.NOW.minusSeconds(MANY - i)));
                        if (i % 200 == 0) {
                            desk.messages.file(tx, id, caseId, StoreDesk.ALICE);
                        }
                    }
                    return first;
                });
            }
            measure(desk, "first page", tx -> desk.messages.list(tx, MessageFilter.all(50)));
            MessageId middle = new MessageId(MANY / 2);
            measure(desk, "a page in the middle", tx -> desk.messages.list(tx, new MessageFilter(Optional.empty(),
                    Optional.empty(), MessageFilter.Only.ALL, Optional.of(middle), 50)));
            measure(desk, "to sort", tx -> desk.messages.list(tx, MessageFilter.toSort(50)));
            measure(desk, "common word", tx -> desk.messages.search(tx, "mots", Optional.empty(), 50));
            measure(desk, "phrase", tx -> desk.messages.search(tx, "\"mots courants 42\"", Optional.empty(), 10));
            measure(desk, "in one case", tx -> desk.messages.search(tx, "mots", Optional.of(caseId), 10));
            long start = System.nanoTime();
            assertEquals(MANY, desk.read(tx -> desk.messages.counts(tx)).unread());
            assertTrue(millis(start) < GENEROUS_MILLIS, "counts");
        }
    }

    private static void measure(StoreDesk desk, String what, Work<List<Summary>> work) throws VaultException {
        desk.read(work);
        long start = System.nanoTime();
        assertFalse(desk.read(work).isEmpty(), what);
        long took = millis(start);
        assertTrue(took < GENEROUS_MILLIS, what + " took " + took + " ms");
        if (Boolean.getBoolean("guichet.soak")) {
            System.out.println(what + ": " + took + " ms of " + MANY);
        }
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
