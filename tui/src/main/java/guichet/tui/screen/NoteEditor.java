package guichet.tui.screen;

import guichet.inbox.CaseId;
import guichet.inbox.MessageId;
import guichet.inbox.cases.ContactKind;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Box;
import guichet.tui.screen.widget.Choice;
import guichet.tui.screen.widget.Editor;
import guichet.tui.screen.widget.Widget.Focus;
import java.util.List;
import java.util.Optional;

/// An internal note, or the account of a contact in the clear. It has no recipients and no way out: nothing here knows how
/// to send. It differs from a reply by its place (below, beside the cases), its broken frame, its words and its colour.
final class NoteEditor implements Layer {
    private final Shell shell;
    private final CaseId caseId;
    private final Optional<ContactKind> kind;
    private final Editor editor = new Editor();
    private final Office.Deed saving = new Office.Deed();

    /// A note.
    NoteEditor(Shell shell, CaseId caseId) {
        this(shell, caseId, Optional.empty());
    }

    /// The account of a contact that happened elsewhere.
    NoteEditor(Shell shell, CaseId caseId, ContactKind kind) {
        this(shell, caseId, Optional.of(kind));
    }

    private NoteEditor(Shell shell, CaseId caseId, Optional<ContactKind> kind) {
        this.shell = shell;
        this.caseId = caseId;
        this.kind = kind;
    }

    @Override
    public void draw(Canvas screen) {
        int left = Math.clamp(screen.columns() / 4, 28, 44);
        int height = Math.max(8, screen.rows() / 2);
        Canvas part = screen.part(left, screen.rows() - height - 1, screen.columns() - left, height);
        String title = kind.isPresent() ? "note.contact-title" : "note.title";
        Box box = new Box(Border.DASHED, kind.isPresent() ? Role.EXPOSED : Role.NOTE,
                shell.line(title, caseId.value()));
        Canvas inside = box.around(part.fill(Role.PLAIN));
        inside.put(1, 0, shell.line(kind.isPresent() ? "note.contact-says" : "note.says").cut(inside.columns() - 2),
                Role.NOTE);
        editor.draw(inside.part(1, 1, inside.columns() - 2, inside.rows() - 2),
                shell.layers().isOnTop(this) ? Focus.HERE : Focus.ELSEWHERE);
        Hints.keys(inside, 1, inside.rows() - 1, "Ctrl-S", shell.texts().say("note.save"),
                shell.texts().say("key.escape"),
                shell.texts().say("note.discard"));
        Hints.notice(shell, screen);
    }

    @Override
    public void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> save();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> leave();
            default -> editor.input(input);
        }
    }

    /// An unfinished note is kept as a note; so is the account of a contact, which a person has to record anew.
    @Override
    public void keep() {
        if (!editor.isBlank() && !saving.isUnderWay()) {
            Kept.now(shell, tx -> shell.desk().cases().note(tx, caseId, editor.text(), shell.desk().actor()));
        }
    }

    private void save() {
        if (editor.isBlank()) {
            shell.warn("notice.empty");
        } else {
            String text = editor.text();
            shell.office().write(saving, tx -> write(tx, text), _ -> {
                shell.layers().close(this);
                shell.tell(kind.isPresent() ? "notice.contact-kept" : "notice.note-kept", caseId.value());
                shell.changed().run();
            });
        }
    }

    private Optional<MessageId> write(Tx tx, String text)
            throws VaultException {
        return kind.isPresent()
                ? shell.desk().cases().contactInClear(tx, caseId, kind.get(), text, shell.desk().actor())
                : shell.desk().cases().note(tx, caseId, text, shell.desk().actor());
    }

    private void leave() {
        if (editor.isBlank()) {
            shell.layers().close(this);
            return;
        }
        Sheet.open(shell, shell.line("note.leave-title"), List.of(shell.line(Role.PLAIN, "note.leave-text")),
                List.of(new Choice('s', shell.line("note.save"), this::save),
                        new Choice('d', shell.line("note.discard"), () -> shell.layers().close(this)),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }
}
