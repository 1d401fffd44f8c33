package guichet.keystore.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.keystore.TempVault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What callers may rely on inside [Vault#read] and [Vault#write], and what they may not do there.
class TransactionTest {
    private static final Schema VALUES = new Schema("values",
            List.of("CREATE TABLE v (id INTEGER PRIMARY KEY, a ANY UNIQUE, b ANY) STRICT;"));
    private TempVault temp;

    @BeforeEach
    void setUp() throws VaultException {
        temp = TempVault.make(Keys.NOTES, VALUES);
    }

    @AfterEach
    void tearDown() throws VaultException {
        temp.close();
    }

    @Test
    void bindsAndReadsEveryTypeOfValue() throws VaultException {
        Instant time = Instant.parse("2026-11-23T08:15:08.123Z");
        byte[] bytes = {0, 1, -1, 0};
        temp.vault().write(tx -> {
            tx.insert("INSERT INTO v (id, a, b) VALUES (1, ?, ?)", "é\u0000", null);
            tx.insert("INSERT INTO v (id, a, b) VALUES (2, ?, ?)", Long.MIN_VALUE, 7);
            tx.insert("INSERT INTO v (id, a, b) VALUES (3, ?, ?)", bytes, true);
            tx.insert("INSERT INTO v (id, a, b) VALUES (4, ?, ?)", time, false);
            return 0;
        });
        temp.vault().read(tx -> {
            assertEquals(Optional.of("é\u0000"), one(tx, 1, row -> row.text("a")));
            assertEquals(Optional.of(Optional.empty()), one(tx, 1, row -> row.textOrNone("b")));
            assertEquals(Optional.of(Optional.empty()), one(tx, 1, row -> row.numberOrNone("b")));
            assertEquals(Optional.of(Optional.empty()), one(tx, 1, row -> row.bytesOrNone("b")));
            assertEquals(Optional.of(Optional.empty()), one(tx, 1, row -> row.timeOrNone("b")));
            assertEquals(Optional.of(Long.MIN_VALUE), one(tx, 2, row -> row.number("a")));
            assertEquals(Optional.of(7L), one(tx, 2, row -> row.number("b")));
            assertArrayEquals(bytes, one(tx, 3, row -> row.bytes("a")).orElseThrow());
            assertEquals(Optional.of(true), one(tx, 3, row -> row.flag("b")));
            assertEquals(Optional.of(time), one(tx, 4, row -> row.time("a")));
            assertEquals(Optional.of(false), one(tx, 4, row -> row.flag("b")));
            assertEquals(Optional.empty(), one(tx, 5, row -> row.text("a")));
            return 0;
        });
    }

    @Test
    void misuseIsABug() {
        assertBug(IllegalArgumentException.class, tx -> tx.update("DELETE FROM v WHERE a = ?", 'x'));
        assertBug(IllegalStateException.class, tx -> tx.one("SELECT 1 AS x", row -> row.text("y")));
        assertBug(IllegalStateException.class, tx -> tx.one("SELECT NULL AS x", row -> row.text("x")));
        assertBug(IllegalStateException.class, tx -> tx.one("SELECT NULL AS x", row -> row.number("x")));
        assertBug(IllegalStateException.class,
                tx -> tx.one("SELECT 1 AS x UNION SELECT 2", row -> row.number("x")));
        assertBug(IllegalStateException.class, tx -> tx.update("NO SUCH STATEMENT"));
    }

    @Test
    void saysNothingOfTheContentInAnException() throws VaultException {
        Exception syntax = assertThrows(IllegalStateException.class,
                () -> temp.vault().write(tx -> tx.update("UPDATE canary SET canary = 'canary'")));
        assertSilent(syntax);
        Keys.note(temp.vault(), "tea");
        VaultException conflict = assertThrows(VaultException.class, () -> temp.vault().write(tx -> {
            tx.insert("INSERT INTO v (a) VALUES (?)", "canary");
            return tx.insert("INSERT INTO v (a) VALUES (?)", "canary");
        }));
        assertEquals(VaultException.Kind.CONFLICT, conflict.kind());
        assertSilent(conflict);
    }

    @Test
    void aTransactionEndsWithItsWork() throws VaultException {
        List<Tx> kept = new ArrayList<>();
        temp.vault().write(kept::add);
        assertThrows(IllegalStateException.class, () -> kept.getFirst().update("DELETE FROM v"));
    }

    @Test
    void aTransactionStaysOnItsThread() throws VaultException {
        temp.vault().write(tx -> {
            try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Integer> attempt = other.submit(() -> tx.update("DELETE FROM v"));
                ExecutionException e = assertThrows(ExecutionException.class, attempt::get);
                assertTrue(e.getCause() instanceof IllegalStateException);
            }
            return 0;
        });
    }

    @Test
    void noTransactionStartsInsideAnother() throws VaultException {
        Vault vault = temp.vault();
        assertThrows(IllegalStateException.class, () -> vault.write(_ -> vault.write(_ -> 0)));
        assertThrows(IllegalStateException.class, () -> vault.write(_ -> vault.read(_ -> 0)));
        assertThrows(IllegalStateException.class, () -> vault.read(_ -> vault.write(_ -> 0)));
        assertThrows(IllegalStateException.class, () -> vault.read(_ -> vault.read(_ -> 0)));
        assertThrows(IllegalStateException.class, () -> vault.read(_ -> {
            vault.close();
            return 0;
        }));
        assertEquals("still open", vault.read(_ -> "still open"));
    }

    @Test
    void theSameQueryCanRunInsideItsOwnResult() throws VaultException {
        List<String> nested = temp.vault().write(tx -> {
            tx.insert("INSERT INTO v (id, a) VALUES (1, 'x')");
            tx.insert("INSERT INTO v (id, a) VALUES (2, 'y')");
            String sql = "SELECT a FROM v ORDER BY id";
            return tx.list(sql, row -> row.text("a") + tx.list(sql, inner -> inner.text("a")));
        });
        assertEquals(List.of("x[x, y]", "y[x, y]"), nested);
    }

    @Test
    void aSnapshotStaysWhatItWas() throws VaultException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = other.submit(() -> {
                started.await();
                Keys.note(temp.vault(), "tea");
                written.countDown();
                return 0;
            });
            temp.vault().read(tx -> {
                assertEquals(0, count(tx));
                started.countDown();
                try {
                    written.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertEquals(0, count(tx));
                return 0;
            });
            assertEquals(1, temp.vault().read(TransactionTest::count));
            assertFalse(writing.state() == Future.State.FAILED);
        }
    }

    @Test
    void manyThreadsReadAndWriteAtOnce() throws VaultException {
        int writers = 8;
        int each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        Keys.note(temp.vault(), "tea");
                        assertTrue(Keys.notes(temp.vault()).size() > n);
                    }
                    return 0;
                }));
            }
            for (Future<?> one : all) {
                assertEquals(0, one.get());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        assertEquals((long) writers * each, temp.vault().read(TransactionTest::count));
    }

    @Test
    void aLockedVaultSaysThatItIsClosed() throws VaultException {
        temp.vault().close();
        for (var attempt : List.<Executable>of(() -> temp.vault().read(_ -> 0), () -> temp.vault().write(_ -> 0),
                () -> temp.vault().changes(), () -> temp.vault().newRecoveryKey())) {
            VaultException e = assertThrows(VaultException.class, attempt);
            assertEquals(VaultException.Kind.CLOSED, e.kind());
        }
        temp.vault().close();
    }

    private static long count(Tx tx) throws VaultException {
        return tx.one("SELECT count(*) AS n FROM note", row -> row.number("n")).orElseThrow();
    }

    private static <T> Optional<T> one(Tx tx, long id, RowMapper<T> mapper) throws VaultException {
        return tx.one("SELECT a, b FROM v WHERE id = ?", mapper, id);
    }

    private void assertBug(Class<? extends RuntimeException> bug, Work<?> work) {
        assertThrows(bug, () -> temp.vault().write(work));
    }

    private static void assertSilent(Exception e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            assertFalse(String.valueOf(at.getMessage()).contains("canary"), at.getMessage());
        }
    }
}
