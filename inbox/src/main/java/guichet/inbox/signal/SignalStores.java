package guichet.inbox.signal;

import guichet.inbox.cases.IncomingSignal;
import guichet.inbox.journal.Journal;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import java.time.Clock;

/// What intake works with.
record SignalStores(SignalIdentities identities, SignalAccounts accounts, IncomingSignal messages, Settings settings,
        Journal journal, Clock clock) {
}
