package guichet.transports.signal;

import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// A vault for deliveries, in memory: takes a batch whole or not at all. Outlives bridges as a vault does.
final class FakeSink implements SpoolSink {
    private final List<String> taken = new ArrayList<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private Callable<?> before = () -> true;

    @Override
    public synchronized long position(String spool) {
        return positions.getOrDefault(spool, 0L);
    }

    @Override
    public void take(List<Raw> params, String spool, long end) throws VaultException {
        try {
            trouble().call();
        } catch (VaultException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        synchronized (this) {
            params.forEach(raw -> taken.add(new String(raw.bytes(), StandardCharsets.UTF_8)));
            positions.put(spool, end);
            notifyAll();
        }
    }

    @Override
    public synchronized void forget(String spool) {
        positions.remove(spool);
        forgotten.add(spool);
    }

    /// What happens before a batch is stored: throwing, nothing of it is.
    synchronized void before(Callable<?> what) {
        before = what;
    }

    private synchronized Callable<?> trouble() {
        return before;
    }

    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    synchronized List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    synchronized void await(int count, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (taken.size() < count) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only " + taken.size() + " of " + count);
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }
}
