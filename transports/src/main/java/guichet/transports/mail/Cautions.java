package guichet.transports.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What this process has learned of messages that are trouble to fetch, across connections of one account. One thread.
///
/// After a failure the batch is fetched one by one, so that the one message that a server chokes on doesn't stand before all the
/// others for ever.
final class Cautions {
    private static final int MAX_FAILURES = 3;
    private static final Duration BETWEEN_RETRIES = Duration.ofHours(1);

    private final Set<Key> single = new HashSet<>();
    private final Map<Key, Integer> failures = new HashMap<>();
    private final Map<Key, Instant> retried = new HashMap<>();

    record Key(String folder, long uidValidity, long uid) {
    }

    boolean mustBeSingle(Key key) {
        return single.contains(key);
    }

    /// Takes note of a fetch that failed.
    ///
    /// @return whether the message, alone in it, should be held back now
    boolean failed(Collection<Key> batch, Trouble trouble) {
        single.addAll(batch);
        if (batch.size() != 1) {
            return false;
        }
        boolean atOnce = trouble == Trouble.MESSAGE_TOO_LARGE || trouble == Trouble.BAD_ANSWER;
        int count = failures.merge(batch.iterator().next(), 1, Integer::sum);
        return atOnce || count >= MAX_FAILURES;
    }

    /// Whether a message that was held back may be tried again now; at most once an hour.
    boolean mayRetry(Key key, Instant now) {
        Instant last = retried.get(key);
        if (last != null && now.isBefore(last.plus(BETWEEN_RETRIES))) {
            return false;
        }
        retried.put(key, now);
        return true;
    }

    /// Takes note that a message was held back just now: its next try is for later.
    void heldBack(Key key, Instant now) {
        retried.put(key, now);
    }

    void taken(Collection<Key> keys) {
        keys.forEach(key -> {
            single.remove(key);
            failures.remove(key);
            retried.remove(key);
        });
    }
}
