package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.HeldBack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A shelf in memory, which knows a message again by its bytes.
final class FakeShelf implements Shelf {
    private final List<Fetched> arrivals = new ArrayList<>();
    private final Set<String> contents = new HashSet<>();
    private final List<HeldBack> passedOver = new ArrayList<>();
    private int duplicates;

    @Override
    public synchronized long highestUid(AccountId account, String folder, long uidValidity) {
        return arrivals.stream().map(Fetched::arrival)
                .filter(at -> at.folder().equals(folder) && at.uidValidity() == uidValidity).mapToLong(at -> at.uid())
                .max().orElse(0);
    }

    @Override
    public synchronized int take(List<Fetched> messages) {
        int fresh = 0;
        for (Fetched message : messages) {
            arrivals.add(message);
            if (contents.add(text(message))) {
                fresh++;
            } else {
                duplicates++;
            }
        }
        return fresh;
    }

    @Override
    public Piecewise begin(guichet.inbox.intake.Arrival.Server arrival) {
        var whole = new java.io.ByteArrayOutputStream();
        return new Piecewise() {
            @Override
            public void add(byte[] piece) {
                whole.writeBytes(piece);
            }

            @Override
            public int take() {
                return FakeShelf.this.take(List.of(new Fetched(arrival, whole.toByteArray())));
            }

            @Override
            public void close() {
                // Nothing is kept of what was not taken.
            }
        };
    }

    @Override
    public synchronized List<HeldBack> heldBack(AccountId account) {
        return List.copyOf(passedOver);
    }

    @Override
    public synchronized void holdBack(AccountId account, HeldBack message) {
        letGo(account, message);
        passedOver.add(message);
    }

    @Override
    public synchronized void letGo(AccountId account, HeldBack message) {
        passedOver.removeIf(other -> other.folder().equals(message.folder())
                && other.uidValidity() == message.uidValidity() && other.uid() == message.uid());
    }

    synchronized List<Fetched> stored() {
        return List.copyOf(arrivals);
    }

    /// Of the one mail that holds this word.
    synchronized long uidOf(String word) {
        return arrivals.stream().filter(message -> text(message).contains(word)).findFirst().orElseThrow().arrival()
                .uid();
    }

    /// The UIDs in the order in which they were stored.
    synchronized List<Long> uids() {
        return arrivals.stream().map(message -> message.arrival().uid()).toList();
    }

    synchronized List<String> texts() {
        return arrivals.stream().map(FakeShelf::text).toList();
    }

    synchronized int distinct() {
        return contents.size();
    }

    synchronized int duplicates() {
        return duplicates;
    }

    static String text(Fetched message) {
        return new String(message.raw(), StandardCharsets.ISO_8859_1);
    }

    /// Waits until something is so.
    static void until(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not happen in " + atMost);
            }
            Thread.sleep(20);
        }
    }
}
