package guichet.inbox.journal;

import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.keystore.vault.Row;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// How an entry stands in its row.
final class JournalRows {
    static final String COLUMNS = """
            n, time, kind, payload_hash, hash, salt, person, via, case_id, reason, channel, recipients, digest, detail""";

    private JournalRows() {
    }

    static JournalEntry entry(Row row) throws VaultException {
        boolean erased = row.bytesOrNone("salt").isEmpty();
        try {
            return new JournalEntry(row.number("n"), row.time("time"), JournalKind.valueOf(row.text("kind")),
                    erased ? Payload.by(Actor.PROGRAM) : payload(row), erased);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // An altered entry is shown as one; JournalAudit names it.
            return new JournalEntry(row.number("n"), row.time("time"), JournalKind.UNREADABLE,
                    Payload.by(Actor.PROGRAM), erased);
        }
    }

    static Payload payload(Row row) throws VaultException {
        return new Payload(new Actor(row.text("person"), Via.valueOf(row.text("via"))),
                row.textOrNone("case_id").map(CaseId::new), row.textOrNone("reason"),
                row.textOrNone("channel").map(Channel::valueOf), recipients(row.text("recipients")),
                row.textOrNone("digest"), row.textOrNone("detail"));
    }

    static String joined(List<String> recipients) {
        for (String recipient : recipients) {
            if (recipient.isEmpty() || recipient.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("a recipient is one line");
            }
        }
        return String.join("\n", recipients);
    }

    private static List<String> recipients(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\n", -1));
    }
}
