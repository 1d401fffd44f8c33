package guichet.tui.screen;

import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.MailDraft;
import guichet.keystore.Address;
import guichet.keystore.SignalRecipient;
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
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.Widget;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.screen.widget.Widget.Taken;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A letter being written. It fills the screen, in a heavy frame, with its recipients on top; a note never looks like
/// this. What is written is kept as a draft in the vault, and leaves through the gate or not at all.
final class Compose implements Layer {
    private static final int STATEMENTS = 4;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final Shell shell;
    private final Letter letter;
    private final Recipients recipients;
    private final LetterHead head;
    private final Editor body = new Editor();
    private final Enclosures enclosures;
    private Optional<DraftId> draftId;
    private int focused;
    private String looked = "";
    private Instant kept;

    private Compose(Shell shell, Letter letter) {
        this.shell = shell;
        this.letter = letter;
        this.draftId = letter.draft();
        this.kept = shell.clock().instant();
        this.recipients = new Recipients(shell, this::suggestAgain);
        this.head = new LetterHead(shell, recipients, letter);
        this.enclosures = new Enclosures(shell, letter.attachments());
        fill();
    }

    static Compose open(Shell shell, Letter letter) {
        Compose compose = new Compose(shell, letter);
        shell.layers().push(compose);
        compose.look();
        return compose;
    }

    private void fill() {
        body.show(letter.body());
        focused = letter.to().isEmpty() ? 0 : head.rows();
    }

    @Override
    public void draw(Canvas screen) {
        boolean here = shell.layers().isOnTop(this);
        Printable title = letter.replyTo().isPresent()
                ? shell.line("compose.reply-title", letter.caseId().map(Object::toString).orElse("—"))
                : shell.line("compose.title", letter.caseId().map(Object::toString).orElse("—"));
        Canvas inside = new Box(Border.HEAVY, Role.REPLY, title).around(screen.fill(Role.PLAIN));
        Canvas page = inside.part(1, 0, inside.columns() - 2, inside.rows() - 1);
        int y = head.draw(page, here ? focused : head.rows());
        y = enclosures.draw(page, y);
        y = drawStatements(page, y);
        for (int x = 0; x < page.columns(); x++) {
            page.put(x, y, Printable.line("─"), Role.REPLY);
        }
        body.draw(page.part(0, y + 1, page.columns(), page.rows() - y - 1),
                here && focused == head.rows() ? Focus.HERE : Focus.ELSEWHERE);
        Hints.keys(inside, 1, inside.rows() - 1, "Ctrl-S", say("compose.send"), "Ctrl-O", say("compose.attach"), "Tab",
                say("compose.next"), say("key.escape"), say("compose.leave"));
        head.drawSuggestions(page, focused);
        Hints.notice(shell, screen);
    }

    private String say(String key) {
        return shell.texts().say(key);
    }

    private int drawStatements(Canvas page, int y) {
        List<Line> lines = recipients.statements();
        int shown = Math.min(STATEMENTS, lines.size());
        for (int i = 0; i < shown; i++) {
            lines.get(i).draw(page, 0, y + i);
        }
        if (lines.size() > shown) {
            page.putRight(y + shown - 1, shell.line("compose.more", lines.size() - shown), Role.DIM);
        }
        return y + shown;
    }

    @Override
    public void input(Input input) {
        if (head.isCompleting() && current().input(input) == Taken.YES) {
            look();
            if (input instanceof Input.Pressed(Key.Named key) && (key == Key.Named.ENTER || key == Key.Named.TAB)) {
                goToSignal();
            }
            return;
        }
        switch (input) {
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> send();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'o' -> enclosures.attachToMail();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'x' -> enclosures.detach();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> leave();
            case Input.Pressed(Key.Named key) when key == Key.Named.TAB -> focus(focused + 1);
            case Input.Pressed(Key.Named key) when key == Key.Named.BACK_TAB -> focus(focused - 1);
            case Input.Pressed(Key.Named key) when focused < head.rows()
                    && (key == Key.Named.ENTER || key == Key.Named.DOWN) ->
                focus(focused + 1);
            case Input.Pressed(Key.Named key) when focused < head.rows() && key == Key.Named.UP -> focus(focused - 1);
            default -> current().input(input);
        }
        look();
        keepNowAndThen();
    }

    /// So that not even a power cut takes more than the last moments of a text.
    private void keepNowAndThen() {
        Instant now = shell.clock().instant();
        if (!isEmpty() && Duration.between(kept, now).compareTo(KEEP_EVERY) >= 0 && shell.layers().isOnTop(this)) {
            kept = now;
            save(_ -> {
            });
        }
    }

    private Widget current() {
        return focused < head.rows() ? head.widget(focused) : body;
    }

    private void focus(int index) {
        focused = Math.floorMod(index, head.rows() + 1);
        goToSignal();
    }

    /// Where somebody on Signal was named, and nobody else.
    private void goToSignal() {
        List<String> typed = head.typed();
        if (typed.size() == 1) {
            SignalRecipient.parse(typed.getFirst()).ifPresent(this::toSignal);
        }
    }

    private void suggestAgain() {
        head.suggestAgain(focused);
    }

    private void look() {
        List<String> typed = head.typed();
        if (!String.join(",", typed).equals(looked)) {
            looked = String.join(",", typed);
            recipients.look(typed);
        }
    }

    /// Somebody on Signal was chosen: the same text goes on as a message there.
    private void toSignal(SignalRecipient to) {
        close();
        String subject = head.subject().strip();
        String text = subject.isEmpty() ? body.text() : subject + "\n\n" + body.text();
        SignalCompose.open(shell, new SignalLetter(draftId, Optional.of(to), letter.caseId(), text,
                enclosures.files(), Optional.empty()));
        shell.tell("notice.on-signal");
    }

    /// What stands on the screen, as far as its addresses are addresses.
    private MailDraft draft() {
        return new MailDraft(draftId, shell.desk().person().name(), head.to(), head.cc(), head.bcc(),
                letter.caseId(), head.subject(), body.text(), enclosures.files(), letter.replyTo());
    }

    private void send() {
        List<String> wrong = head.typed().stream().filter(typed -> Address.parse(typed).isEmpty()).toList();
        if (head.typed().size() == 1 && SignalRecipient.parse(head.typed().getFirst()).isPresent()) {
            goToSignal();
        } else if (wrong.stream().anyMatch(typed -> SignalRecipient.parse(typed).isPresent())) {
            shell.warn("notice.signal-alone");
        } else if (!wrong.isEmpty()) {
            shell.warn("notice.not-an-address", wrong.getFirst());
        } else if (head.typed().isEmpty()) {
            shell.warn("notice.no-recipient");
        } else {
            save(kept -> new Sending(shell, this).examine(kept));
        }
    }

    private void save(Consumer<MailDraft> then) {
        MailDraft now = draft();
        shell.office().write(tx -> store(tx, now), id -> {
            draftId = Optional.of(id);
            then.accept(now.withId(id));
        });
    }

    private DraftId store(Tx tx, MailDraft now) throws VaultException {
        if (now.id().isPresent() && shell.desk().drafts().replace(tx, now.id().get(), now)) {
            return now.id().get();
        }
        return shell.desk().drafts().save(tx, now);
    }

    private boolean isEmpty() {
        return body.isBlank() && head.subject().isBlank() && enclosures.isEmpty();
    }

    private void leave() {
        if (isEmpty() && draftId.isEmpty()) {
            close();
            return;
        }
        Sheet.open(shell, shell.line("compose.leave-title"), List.of(shell.line(Role.PLAIN, "compose.leave-text")),
                List.of(new Choice('b', shell.line("compose.keep"), () -> save(_ -> {
                    close();
                    shell.tell("notice.draft-kept");
                    shell.changed().run();
                })), new Choice('d', shell.line("compose.discard"), this::discard),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }

    private void discard() {
        close();
        draftId.ifPresent(id -> shell.office().write(tx -> shell.desk().drafts().discard(tx, id),
                _ -> shell.changed().run()));
    }

    /// Leaves the letter; what was kept of it stays kept.
    void close() {
        shell.layers().close(this);
    }

    /// Takes somebody out of the recipients.
    void remove(Address recipient) {
        head.remove(recipient);
        look();
    }

    @Override
    public void keep() {
        if (!isEmpty()) {
            Kept.now(shell, tx -> store(tx, draft()));
        }
    }
}
