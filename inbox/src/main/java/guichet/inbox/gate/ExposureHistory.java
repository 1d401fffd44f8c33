package guichet.inbox.gate;

import guichet.inbox.journal.Journal;
import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.List;
import java.util.Optional;

/// How often somebody has been written to in the clear, and why the last time. What was taken back before anything of it left exposed
/// nobody.
///
/// @param lastReason offered to the person who writes, never assumed
public record ExposureHistory(int count, Optional<String> lastReason) {
    public static ExposureHistory of(Tx tx, Journal journal, Address address) throws VaultException {
        List<JournalEntry> entries = journal.list(tx, new JournalFilter(Optional.empty(), Optional.empty(),
                JournalFilter.Exposures.ONLY, Optional.of(address.value()), Integer.MAX_VALUE));
        int count = 0;
        for (JournalEntry entry : entries) {
            count += neverLeft(tx, journal, entry) ? 0 : 1;
        }
        return new ExposureHistory(count,
                entries.stream().flatMap(entry -> entry.payload().reason().stream()).findFirst());
    }

    private static boolean neverLeft(Tx tx, Journal journal, JournalEntry entry) throws VaultException {
        String digest = entry.payload().digest().orElse("");
        return !digest.isEmpty() && journal.has(tx, JournalKind.EXPOSURE_OUTCOME, digest)
                && !journal.has(tx, JournalKind.EXPOSURE_ATTEMPT, digest);
    }
}
