package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.cases.ContactKind;
import guichet.keystore.Person;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Palette;
import guichet.tui.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A case's life, as far as it is a person's decision.
final class CaseActs {
    private final Shell shell;
    private final Catalog catalog;

    CaseActs(Shell shell, Catalog catalog) {
        this.shell = shell;
        this.catalog = catalog;
    }

    void open() {
        Prompt.open(shell, shell.line("case.new-title"), shell.line("case.new-question"), title -> shell.office()
                .write(tx -> shell.desk().cases().open(tx, title, shell.desk().actor()), id -> {
                    shell.tell("notice.case-opened", id.value());
                    catalog.reload();
                    catalog.show(id);
                }));
    }

    void closeOrReopen(Case its) {
        boolean isOpen = its.state() == Case.State.OPEN;
        String name = its.id() + "  " + its.title();
        Sheet.open(shell, Printable.line(name),
                List.of(shell.line(Role.PLAIN, isOpen ? "case.close-text" : "case.reopen-text")),
                List.of(new Choice('o', shell.line(isOpen ? "case.close" : "case.reopen"), () -> turn(its)),
                        new Choice('n', shell.line("sheet.leave"), () -> {
                        })));
    }

    private void turn(Case its) {
        shell.office().write(tx -> its.state() == Case.State.OPEN
                ? shell.desk().cases().close(tx, its.id(), shell.desk().actor())
                : shell.desk().cases().reopen(tx, its.id(), shell.desk().actor()), _ -> catalog.reload());
    }

    void assign(CaseId id) {
        shell.office().read(tx -> shell.desk().people().list(tx), people -> {
            List<Palette.Entry> entries = new ArrayList<>();
            for (Person person : people) {
                entries.add(new Palette.Entry(Printable.line(person.name()), Printable.EMPTY,
                        () -> assign(id, Optional.of(person.name()))));
            }
            entries.add(
                    new Palette.Entry(shell.line("case.nobody"), Printable.EMPTY, () -> assign(id, Optional.empty())));
            shell.layers().push(new PaletteLayer(shell, "case.assign-title", entries));
        });
    }

    private void assign(CaseId id, Optional<String> name) {
        shell.office().write(tx -> shell.desk().cases().assign(tx, id, name, shell.desk().actor()),
                _ -> catalog.reload());
    }

    /// A contact in the clear that happened elsewhere: what kind, then what was said.
    void contactInClear(CaseId id) {
        Sheet.open(shell, Border.DASHED, Role.EXPOSED, shell.line("contact.title"),
                List.of(shell.line(Role.PLAIN, "contact.text")),
                List.of(new Choice('c', shell.line("contact.call"), () -> write(id, ContactKind.CALL)),
                        new Choice('m', shell.line("contact.meeting"), () -> write(id, ContactKind.MEETING)),
                        new Choice('l', shell.line("contact.letter"), () -> write(id, ContactKind.LETTER))));
    }

    private void write(CaseId id, ContactKind kind) {
        shell.layers().push(new NoteEditor(shell, id, kind));
    }
}
