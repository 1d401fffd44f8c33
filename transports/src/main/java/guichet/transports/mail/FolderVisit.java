package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.HeldBack;
import guichet.inbox.intake.Arrival;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One visit to one folder: everything above the highest UID that is stored, in order, each batch durable before the next is asked for.
///
/// Nothing is passed over in silence: what can't be taken is noted durably before anything above it is stored.
final class FolderVisit {
    private static final int SLACK = 1 << 20;

    private final ImapSession session;
    private final Shelf shelf;
    private final Cautions cautions;
    private final FetchLimits limits;
    private final Clock clock;
    private final AccountId account;
    private final String folder;
    private long validity;
    private int stored;
    private int known;

    FolderVisit(ImapSession session, Shelf shelf, Cautions cautions, FetchLimits limits, Clock clock, AccountId account,
            String folder) {
        this.session = session;
        this.shelf = shelf;
        this.cautions = cautions;
        this.limits = limits;
        this.clock = clock;
        this.account = account;
        this.folder = folder;
    }

    Tally perform() throws LinkException, VaultException {
        validity = session.examine(folder);
        Set<Long> passedOver = new HashSet<>();
        for (HeldBack message : shelf.heldBack(account)) {
            if (message.folder().equals(folder) && message.uidValidity() == validity) {
                passedOver.add(message.uid());
            }
        }
        long above = shelf.highestUid(account, folder, validity);
        while (true) {
            session.forgetNews();
            SortedMap<Long, Long> listed = session.listAbove(above);
            if (listed.isEmpty()) {
                break;
            }
            above = listed.lastKey();
            listed.keySet().removeAll(passedOver);
            takeAll(listed);
        }
        retryHeldBack();
        return new Tally(stored, known);
    }

    private void takeAll(SortedMap<Long, Long> listed) throws LinkException, VaultException {
        List<Long> batch = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<Long, Long> message : listed.entrySet()) {
            long uid = message.getKey();
            long size = message.getValue();
            if (size > limits.messageBytes()) {
                holdBack(uid, size, Trouble.MESSAGE_TOO_LARGE);
                continue;
            }
            if (size > FetchLimits.HELD) {
                take(batch, bytes, listed);
                batch.clear();
                bytes = 0;
                takeLong(uid, size);
                continue;
            }
            boolean alone = cautions.mustBeSingle(key(uid));
            if (alone || bytes + size > limits.batchBytes() || batch.size() == limits.batchCount()) {
                take(batch, bytes, listed);
                batch.clear();
                bytes = 0;
            }
            batch.add(uid);
            bytes += size;
            if (alone) {
                take(batch, bytes, listed);
                batch.clear();
                bytes = 0;
            }
        }
        take(batch, bytes, listed);
    }

    /// Fetches and stores a batch. On return each of its messages is stored or noted.
    private void take(List<Long> batch, long bytes, Map<Long, Long> sizes) throws LinkException, VaultException {
        if (batch.isEmpty()) {
            return;
        }
        Map<Long, byte[]> fetched = fetch(batch, bytes, sizes);
        List<Shelf.Fetched> messages = new ArrayList<>();
        for (long uid : batch) {
            byte[] raw = fetched.get(uid);
            long size = sizes.getOrDefault(uid, 0L);
            if (raw == null || (raw.length == 0 && size > 0)) {
                // Expunged meanwhile, or kept from us: looked for again before it is forgotten.
                holdBack(uid, size, Trouble.MESSAGE_NOT_GIVEN);
            } else {
                messages.add(new Shelf.Fetched(new Arrival.Server(account, folder, validity, uid), raw));
            }
        }
        if (!messages.isEmpty()) {
            int fresh = shelf.take(messages);
            stored += fresh;
            known += messages.size() - fresh;
            cautions.taken(messages.stream().map(message -> key(message.arrival().uid())).toList());
        }
    }

    /// Fetches and stores one that is too long to be held. On return it is stored or noted.
    private void takeLong(long uid, long size) throws LinkException, VaultException {
        try (Shelf.Piecewise coming = shelf.begin(new Arrival.Server(account, folder, validity, uid))) {
            if (!session.fetchLong(uid, size, limits.messageBytes(), coming::add)) {
                holdBack(uid, size, Trouble.MESSAGE_NOT_GIVEN);
                return;
            }
            Staying staying = new Staying(session);
            int fresh = staying.during(coming::take);
            stored += fresh;
            known += 1 - fresh;
            cautions.taken(List.of(key(uid)));
            staying.requireThere();
        } catch (LinkException failure) {
            if (cautions.failed(List.of(key(uid)), failure.trouble())) {
                holdBack(uid, size, failure.trouble() == Trouble.MESSAGE_TOO_LARGE
                        ? Trouble.MESSAGE_TOO_LARGE
                        : Trouble.MESSAGE_NOT_GIVEN);
            }
            throw failure;
        }
    }

    private Map<Long, byte[]> fetch(List<Long> batch, long bytes, Map<Long, Long> sizes)
            throws LinkException, VaultException {
        // A lone message may be as large as any; a batch about what was announced, since announcements are not always exact.
        long most = batch.size() == 1
                ? Math.min(limits.messageBytes(), FetchLimits.HELD)
                : Math.min(Integer.MAX_VALUE / 2, 2 * bytes + SLACK);
        try {
            SortedMap<Long, Long> wanted = new TreeMap<>();
            batch.forEach(uid -> wanted.put(uid, sizes.getOrDefault(uid, 0L)));
            return session.fetch(wanted, (int) most);
        } catch (LinkException failure) {
            if (cautions.failed(batch.stream().map(this::key).toList(), failure.trouble())) {
                boolean large = failure.trouble() == Trouble.MESSAGE_TOO_LARGE;
                long uid = batch.getFirst();
                holdBack(uid, sizes.getOrDefault(uid, 0L),
                        large ? Trouble.MESSAGE_TOO_LARGE : Trouble.MESSAGE_NOT_GIVEN);
            }
            throw failure;
        }
    }

    private void retryHeldBack() throws LinkException, VaultException {
        List<HeldBack> due = new ArrayList<>();
        for (HeldBack message : shelf.heldBack(account)) {
            if (message.folder().equals(folder) && message.uidValidity() != validity) {
                // The folder was numbered anew, and walked again from its beginning.
                shelf.letGo(account, message);
            } else if (message.folder().equals(folder) && cautions.mayRetry(key(message.uid()), clock.instant())) {
                due.add(message);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        SortedMap<Long, Long> there = session.list(due.stream().map(HeldBack::uid).toList());
        for (HeldBack message : due) {
            Long size = there.get(message.uid());
            if (size == null) {
                shelf.letGo(account, message);
            } else if (size <= limits.messageBytes()) {
                int before = stored + known;
                if (size > FetchLimits.HELD) {
                    takeLong(message.uid(), size);
                } else {
                    take(List.of(message.uid()), size, there);
                }
                if (stored + known > before) {
                    shelf.letGo(account, message);
                }
            }
        }
    }

    private void holdBack(long uid, long size, Trouble why) throws VaultException {
        shelf.holdBack(account, new HeldBack(folder, validity, uid, size, why.word(), clock.instant()));
        cautions.heldBack(key(uid), clock.instant());
    }

    private Cautions.Key key(long uid) {
        return new Cautions.Key(folder, validity, uid);
    }

    /// What a visit brought.
    ///
    /// @param known were there already, by another way or from another time
    record Tally(int stored, int known) {
        static final Tally NOTHING = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(stored + other.stored, known + other.known);
        }
    }
}
