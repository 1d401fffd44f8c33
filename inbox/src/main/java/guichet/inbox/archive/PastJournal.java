package guichet.inbox.archive;

import guichet.inbox.CaseId;
import guichet.inbox.journal.ChainedEntry;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The journal's entries of a case from before it was away, as its bag brought them back: they stand beside the journal of now, since that is
/// append-only and may be another vault's.
public final class PastJournal {
    private PastJournal() {
    }

    static void keep(Tx tx, CaseId id, List<ChainedEntry> entries) throws VaultException {
        for (ChainedEntry entry : entries) {
            tx.update("""
                    INSERT INTO past_entry (case_id, n, hash, entry) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", id.value(), entry.n(), HexFormat.of().formatHex(entry.hash()),
                    new String(JournalPart.json(entry).pretty(), StandardCharsets.UTF_8));
        }
    }

    /// The oldest first.
    public static List<ChainedEntry> of(Tx tx, CaseId id) throws VaultException {
        List<ChainedEntry> entries = new ArrayList<>();
        for (String json : tx.list("SELECT entry FROM past_entry WHERE case_id = ? ORDER BY n",
                row -> row.text("entry"), id.value())) {
            try {
                entries.add(JournalPart.entry(JsonMap.read(json.getBytes(StandardCharsets.UTF_8))));
            } catch (BadBag e) {
                throw new IllegalStateException("an entry that this program wrote", e);
            }
        }
        return entries;
    }
}
