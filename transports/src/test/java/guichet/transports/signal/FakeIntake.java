package guichet.transports.signal;

import guichet.inbox.AccountId;
import guichet.inbox.signal.AttachmentFiles;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalDelivery;
import guichet.inbox.signal.SignalIntake;
import guichet.inbox.signal.SpoolMark;
import guichet.inbox.signal.TakenSignals;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers whose keys it was shown, and has so many lines to read again.
final class FakeIntake implements SignalIntake {
    volatile List<ObservedIdentity> seen = List.of();
    final AtomicInteger unread = new AtomicInteger();

    @Override
    public TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark, List<ObservedIdentity> observed,
            AttachmentFiles files) {
        throw new UnsupportedOperationException("nothing comes in here");
    }

    @Override
    public TakenSignals observed(AccountId account, List<ObservedIdentity> observed) {
        seen = List.copyOf(observed);
        return new TakenSignals(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);
    }

    @Override
    public void groups(AccountId account, List<guichet.inbox.signal.ObservedGroup> observed) {
    }

    @Override
    public long position(AccountId account, String spool) {
        return 0;
    }

    @Override
    public void forgetSpool(AccountId account, String spool) {
    }

    @Override
    public int readAgain(int most) {
        return Math.min(most, unread.getAndUpdate(left -> Math.max(0, left - most)));
    }
}
