package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.tui.screen.widget.Palette;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;

/// Putting messages into cases: a person's act, where nothing proves where a message belongs.
final class Filing {
    private final Shell shell;
    private final Catalog catalog;

    Filing(Shell shell, Catalog catalog) {
        this.shell = shell;
        this.catalog = catalog;
    }

    /// Takes the program's suggestion.
    void accept(Reading reading) {
        reading.suggestion().ifPresentOrElse(
                suggestion -> file(reading.message().summary().id(), suggestion.caseId()),
                () -> shell.warn("notice.no-suggestion"));
    }

    /// Offers all open cases, and a new one.
    void choose(Reading reading) {
        MessageId id = reading.message().summary().id();
        shell.office().read(tx -> shell.desk().cases().list(tx), cases -> {
            List<Palette.Entry> entries = new ArrayList<>();
            for (Case each : cases) {
                if (each.state() == Case.State.OPEN) {
                    entries.add(new Palette.Entry(Printable.line(each.id() + "  " + each.title()), Printable.EMPTY,
                            () -> file(id, each.id())));
                }
            }
            entries.add(new Palette.Entry(shell.line("file.new-case"), Printable.EMPTY, () -> fileInNewCase(id)));
            shell.layers().push(new PaletteLayer(shell, "file.title", entries));
        });
    }

    private void fileInNewCase(MessageId id) {
        Prompt.open(shell, shell.line("case.new-title"), shell.line("case.new-question"),
                title -> shell.office().write(tx -> {
                    CaseId fresh = shell.desk().cases().open(tx, title, shell.desk().actor());
                    shell.desk().messages().file(tx, id, fresh, shell.desk().actor());
                    return fresh;
                }, this::filed));
    }

    private void file(MessageId id, CaseId caseId) {
        shell.office().write(tx -> {
            shell.desk().messages().file(tx, id, caseId, shell.desk().actor());
            return caseId;
        }, this::filed);
    }

    private void filed(CaseId caseId) {
        shell.tell("notice.filed", caseId.value());
        catalog.reload();
    }

    void unfile(Reading reading) {
        shell.office().write(
                tx -> shell.desk().messages().unfile(tx, reading.message().summary().id(), shell.desk().actor()),
                done -> {
                    if (done) {
                        shell.tell("notice.unfiled");
                    } else {
                        shell.warn("notice.stays-in-case");
                    }
                    catalog.reload();
                });
    }

    void markUnread(MessageId id) {
        shell.office().write(tx -> {
            shell.desk().messages().markUnread(tx, id);
            return id;
        }, _ -> catalog.reload());
    }
}
