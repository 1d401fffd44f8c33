package guichet.inbox.gate;

import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// How often somebody has been written to in the clear, and why the last time.
///
/// @param lastReason offered to the person who writes, never assumed
public record ExposureHistory(int count, Optional<String> lastReason) {
    public static ExposureHistory of(Tx tx, Journal journal, Address address) throws VaultException {
        List<JournalEntry> entries = journal.list(tx, new JournalFilter(Optional.empty(), Optional.empty(),
                JournalFilter.Exposures.ONLY, Optional.of(address.value()), Integer.MAX_VALUE));
        return new ExposureHistory(entries.size(),
                entries.stream().flatMap(entry -> entry.payload().reason().stream()).findFirst());
    }
}
