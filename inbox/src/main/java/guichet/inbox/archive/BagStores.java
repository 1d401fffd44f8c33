package guichet.inbox.archive;

import guichet.inbox.cases.Cases;
import guichet.inbox.journal.Journal;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.SignalIdentities;
import java.time.Clock;

/// What the archive works on.
public record BagStores(Cases cases, Contacts contacts, Keyring keyring, People people, SignalIdentities identities,
        Journal journal, Clock clock) {
}
