package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.SignalDraft;
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
import guichet.tui.screen.widget.CompletedField;
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

/// A message for Signal being written: its channel in the title, one recipient, what it answers, and the text. Kept as a draft in the vault; it leaves
/// through Signal's gate or not at all.
final class SignalCompose implements Layer {
    private static final int LABELS = 9;
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);

    private final Shell shell;
    private final SignalLetter letter;
    private final SignalBook book;
    private final CompletedField to;
    /// Where it goes whatever anybody types: to an account or a group, whose text form tells people nothing.
    private final Optional<SignalRecipient> fixed;
    private final Editor body = new Editor();
    private final Enclosures enclosures;
    private Optional<DraftId> draftId;
    private Optional<MessageId> replyTo;
    private Focused focused;
    private String looked = "";
    private Instant kept;

    private enum Focused {
        TO, BODY
    }

    private SignalCompose(Shell shell, SignalLetter letter) {
        this.shell = shell;
        this.letter = letter;
        this.book = new SignalBook(shell, this::suggestAgain);
        this.to = new CompletedField(book::suggest);
        this.enclosures = new Enclosures(shell, letter.attachments());
        this.draftId = letter.draft();
        this.replyTo = letter.replyTo();
        this.kept = shell.clock().instant();
        this.focused = letter.to().isEmpty() ? Focused.TO : Focused.BODY;
        this.fixed = letter.to().filter(who -> switch (who) {
            case SignalRecipient.Aci _,SignalRecipient.Group _ -> true;
            case SignalRecipient.PhoneNumber _,SignalRecipient.Username _ -> false;
        });
        to.show(letter.to().map(SignalRecipient::text).orElse(""));
        body.show(letter.body());
    }

    static void open(Shell shell, SignalLetter letter) {
        SignalCompose compose = new SignalCompose(shell, letter);
        shell.layers().push(compose);
        compose.look();
    }

    @Override
    public void draw(Canvas screen) {
        boolean here = shell.layers().isOnTop(this);
        String inCase = letter.caseId().map(Object::toString).orElse("—");
        Printable title = shell.line(replyTo.isPresent() ? "compose.signal-reply-title" : "compose.signal-title",
                inCase);
        Canvas inside = new Box(Border.HEAVY, Role.REPLY, title).around(screen.fill(Role.PLAIN));
        Canvas page = inside.part(1, 0, inside.columns() - 2, inside.rows() - 1);
        page.put(0, 0, shell.line("read.to").fit(LABELS), Role.DIM);
        int y = 1;
        if (fixed.isEmpty()) {
            to.draw(page.part(LABELS, 0, page.columns() - LABELS, 1),
                    here && focused == Focused.TO ? Focus.HERE : Focus.ELSEWHERE);
        } else {
            y = 0;
        }
        for (Line line : book.statements()) {
            line.draw(y == 0 ? page.part(LABELS, 0, page.columns() - LABELS, 1) : page, 0, y);
            y++;
        }
        y = Math.max(1, y);
        y = enclosures.draw(page, y);
        for (int x = 0; x < page.columns(); x++) {
            page.put(x, y, Printable.line("─"), Role.REPLY);
        }
        body.draw(page.part(0, y + 1, page.columns(), page.rows() - y - 1),
                here && focused == Focused.BODY ? Focus.HERE : Focus.ELSEWHERE);
        Hints.keys(inside, 1, inside.rows() - 1, "Ctrl-S", say("compose.send"), "Ctrl-O", say("compose.attach"), "Tab",
                say("compose.next"), say("key.escape"), say("compose.leave"));
        if (to.isSuggesting()) {
            to.drawSuggestions(page, LABELS, 0);
        }
        Hints.notice(shell, screen);
    }

    private String say(String key) {
        return shell.texts().say(key);
    }

    @Override
    public void reload() {
        book.look(recipient(), replyTo);
    }

    @Override
    public void input(Input input) {
        if (focused == Focused.TO && to.isSuggesting() && to.input(input) == Taken.YES) {
            look();
            return;
        }
        switch (input) {
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> send();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'o' -> enclosures.attach();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'x' -> enclosures.detach();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> leave();
            case Input.Pressed(Key.Named key) when focused == Focused.TO && (key == Key.Named.TAB
                    || key == Key.Named.BACK_TAB || key == Key.Named.ENTER || key == Key.Named.DOWN) ->
                write();
            case Input.Pressed(Key.Named key) when key == Key.Named.TAB || key == Key.Named.BACK_TAB ->
                focused = fixed.isEmpty() ? Focused.TO : Focused.BODY;
            default -> current().input(input);
        }
        look();
        keepNowAndThen();
    }

    private Widget current() {
        return focused == Focused.TO ? to : body;
    }

    private Optional<SignalRecipient> recipient() {
        return fixed.or(() -> SignalRecipient.parseBare(to.text()));
    }

    private void suggestAgain() {
        if (focused == Focused.TO) {
            to.suggestAgain();
        }
    }

    private void look() {
        if (!to.text().equals(looked)) {
            looked = to.text();
            book.look(recipient(), replyTo);
        }
    }

    /// On to the text. Whoever has typed a mail address wants to write a mail: the same text goes on there.
    private void write() {
        focused = Focused.BODY;
        Optional<Address> address = Address.parse(to.text().strip());
        if (address.isPresent()) {
            byMail(address);
        }
    }

    private void keepNowAndThen() {
        Instant now = shell.clock().instant();
        if (!isEmpty() && recipient().isPresent() && Duration.between(kept, now).compareTo(KEEP_EVERY) >= 0
                && shell.layers().isOnTop(this)) {
            kept = now;
            save(_ -> {
            });
        }
    }

    private void send() {
        if (recipient().isEmpty()) {
            shell.warn("notice.no-signal-recipient");
        } else if (isEmpty()) {
            shell.warn("notice.nothing-to-send");
        } else {
            save(draft -> new SignalSending(shell, this).examine(draft));
        }
    }

    private SignalDraft draft(SignalRecipient who) {
        return new SignalDraft(draftId, shell.desk().person().name(), who, letter.caseId(),
                body.text().stripTrailing(), enclosures.files(), replyTo);
    }

    private void save(Consumer<SignalDraft> then) {
        recipient().ifPresent(who -> {
            SignalDraft now = draft(who);
            shell.office().write(tx -> store(tx, now), id -> {
                draftId = Optional.of(id);
                then.accept(now.withId(id));
            });
        });
    }

    private DraftId store(Tx tx, SignalDraft now) throws VaultException {
        if (now.id().isPresent() && shell.desk().drafts().replace(tx, now.id().get(), now)) {
            return now.id().get();
        }
        return shell.desk().drafts().save(tx, now);
    }

    private boolean isEmpty() {
        return body.isBlank() && enclosures.isEmpty();
    }

    private void leave() {
        if (isEmpty() && draftId.isEmpty()) {
            close();
            return;
        }
        Sheet.open(shell, shell.line("compose.leave-title"), List.of(shell.line(Role.PLAIN, "compose.leave-text")),
                List.of(new Choice('b', shell.line("compose.keep"), this::keepAndClose),
                        new Choice('d', shell.line("compose.discard"), this::discard),
                        new Choice('n', shell.line("sheet.back"), () -> {
                        })));
    }

    private void keepAndClose() {
        if (recipient().isEmpty()) {
            shell.warn("notice.no-signal-recipient");
            return;
        }
        save(_ -> {
            close();
            shell.tell("notice.draft-kept");
            shell.changed().run();
        });
    }

    private void discard() {
        close();
        draftId.ifPresent(id -> shell.office().write(tx -> shell.desk().drafts().discard(tx, id),
                _ -> shell.changed().run()));
    }

    /// Leaves the text; what was kept of it stays kept.
    void close() {
        shell.layers().close(this);
    }

    /// Leaves out what it answers.
    void removeQuote() {
        replyTo = Optional.empty();
        book.look(recipient(), replyTo);
    }

    /// The same text, as a mail; its draft is a mail's from the next keeping on.
    ///
    /// @param address to whom, where that is known
    void byMail(Optional<Address> address) {
        close();
        Compose.open(shell, new Letter(draftId, address.stream().toList(), List.of(), List.of(), letter.caseId(), "",
                body.text(), enclosures.files(), Optional.empty()));
    }

    @Override
    public void keep() {
        if (!isEmpty() && recipient().isPresent()) {
            SignalDraft now = draft(recipient().get());
            Kept.now(shell, tx -> store(tx, now));
        }
    }
}
