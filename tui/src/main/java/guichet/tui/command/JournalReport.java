package guichet.tui.command;

import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/// How often something was in the clear, month by month: what a review looks at first.
@Command(name = "report")
final class JournalReport implements Action.InVault {
    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws VaultException {
        Map<YearMonth, Month> months = new TreeMap<>();
        for (JournalEntry entry : vault.vault().read(tx -> vault.journal().list(tx, new JournalFilter(Optional.empty(),
                Optional.empty(), JournalFilter.Exposures.ONLY, Optional.empty(), Integer.MAX_VALUE)))) {
            months.computeIfAbsent(YearMonth.from(entry.time().atZone(ZoneOffset.UTC)), _ -> new Month()).count(entry);
        }
        months.forEach((month, counted) -> out.content(
                new JsonLine().put("month", month.toString()).put("exposures", counted.overrides + counted.contacts)
                        .put("overrides", counted.overrides).put("contacts", counted.contacts)
                        .put("people", counted.people.size()),
                out.sentences().tell("journal.month", month, counted.overrides, counted.contacts,
                        counted.people.size())));
        if (months.isEmpty()) {
            out.tell("journal.no-exposure");
        }
        return Exit.DONE;
    }

    private static final class Month {
        private final Set<String> people = new java.util.HashSet<>();
        private long overrides;
        private long contacts;

        private void count(JournalEntry entry) {
            if (entry.kind() == JournalKind.EXPOSURE) {
                overrides++;
            } else {
                contacts++;
            }
            entry.payload().recipients().forEach(address -> people.add(address.toLowerCase(Locale.ROOT)));
        }
    }
}
