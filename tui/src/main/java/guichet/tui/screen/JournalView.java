package guichet.tui.screen;

import guichet.inbox.journal.JournalEntry;
import guichet.inbox.journal.JournalFilter;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Line;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The record of what people decided, and the part of it that left in the clear.
final class JournalView {
    private static final int SHOWN = 5_000;
    private final Shell shell;
    private final JournalWords words;

    JournalView(Shell shell) {
        this.shell = shell;
        this.words = new JournalWords(shell.texts());
    }

    void open() {
        open("journal.title", JournalFilter.Exposures.AND_OTHERS);
    }

    void openExposures() {
        open("exposures.title", JournalFilter.Exposures.ONLY);
    }

    private void open(String title, JournalFilter.Exposures exposures) {
        JournalFilter filter = new JournalFilter(Optional.empty(), Optional.empty(), exposures, Optional.empty(),
                SHOWN);
        new ListLayer<JournalEntry>(shell, shell.line(title), shell.line("journal.none"),
                tx -> shell.desk().journal().list(tx, filter), this::paint,
                List.of(ListLayer.Act.onRow("", shell.line("journal.open"), this::sheet))).open();
    }

    private void paint(Canvas row, JournalEntry entry) {
        Role role = entry.kind().isExposure() ? Role.EXPOSED : Role.PLAIN;
        int x = row.put(0, 0, Printable.line(String.valueOf(entry.n())).fit(5), Role.DIM);
        x = row.put(x, 0, Printable.line(shell.moments().brief(entry.time())).fit(9), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(words.who(entry.payload())).fit(8), Role.PLAIN) + 1;
        x = row.put(x, 0, Printable.line(shell.texts().of(entry.kind())).fit(Math.clamp(row.columns() / 4, 16, 32)),
                role) + 1;
        String rest = entry.payload().caseId().map(id -> id + "  ").orElse("")
                + String.join(", ", entry.payload().recipients())
                + entry.payload().reason().map(reason -> "  « " + reason + " »").orElse("");
        row.put(x, 0, Printable.line(rest).cut(Math.max(0, row.columns() - x)), Role.PLAIN);
    }

    private void sheet(JournalEntry entry) {
        JournalEntry.Payload payload = entry.payload();
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Role.STRONG, Printable.line(shell.texts().of(entry.kind()))));
        lines.add(Line.of(Role.PLAIN, Printable.line(shell.moments().full(entry.time()))));
        lines.add(Line.of(Role.PLAIN, Printable.line(words.by(payload))));
        payload.caseId().ifPresent(id -> lines.add(shell.line(Role.PLAIN, "leaving.case", id)));
        if (!payload.recipients().isEmpty()) {
            lines.add(shell.line(Role.PLAIN, "journal.about", String.join(", ", payload.recipients())));
        }
        payload.reason().ifPresent(reason -> lines.add(shell.line(Role.PLAIN, "journal.reason", reason)));
        payload.detail().ifPresent(detail -> lines.add(shell.line(Role.DIM, "journal.detail", words.detail(detail))));
        if (entry.erased()) {
            lines.add(shell.line(Role.WARNING, "journal.erased"));
        }
        Sheet.open(shell, Printable.line(String.valueOf(entry.n())), lines,
                List.of(new Choice('o', shell.line("sheet.close"), () -> {
                })));
    }
}
