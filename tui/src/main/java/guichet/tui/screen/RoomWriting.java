package guichet.tui.screen;

import guichet.inbox.MessageId;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.RoomId;
import guichet.inbox.gate.ChatDraft;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.Drafts;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Editor;
import guichet.tui.screen.widget.Widget.Focus;
import guichet.tui.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is being written in a room: the words, what they answer, and files. Kept as this person's draft for this room, so that it survives the lock, a restart, and
/// leaving the room.
final class RoomWriting {
    private static final Duration KEEP_EVERY = Duration.ofSeconds(10);
    private static final int MOST_ROWS = 10;

    private final Shell shell;
    private final Room room;
    private final Runnable said;
    private final Editor editor = new Editor();
    private final Enclosures enclosures;
    private final Office.Deed sending = new Office.Deed();
    private Optional<DraftId> draftId = Optional.empty();
    private Optional<Quoted> quoted = Optional.empty();
    private Instant kept;
    private boolean loaded;

    /// The message of our own whose words are being replaced.
    private Optional<MessageId> edited = Optional.empty();

    private record Quoted(MessageId message, String author, String words) {
    }

    /// @param said run once something has gone into the room
    RoomWriting(Shell shell, Room room, Runnable said) {
        this.shell = shell;
        this.room = room;
        this.said = said;
        this.enclosures = new Enclosures(shell, List.of());
        this.kept = shell.clock().instant();
    }

    /// Takes up what this person left unfinished here.
    void load() {
        String author = shell.desk().person().name();
        RoomId id = room.id();
        shell.office().read(tx -> unfinished(tx, author, id), found -> {
            loaded = true;
            found.ifPresent(draft -> {
                draftId = draft.id();
                if (editor.isBlank()) {
                    editor.show(draft.body());
                    editor.input(new Input.Pressed(Key.Named.FINISH));
                }
                draft.attachments().forEach(enclosures::add);
                draft.replyTo().ifPresent(this::quote);
            });
        });
    }

    private Optional<ChatDraft> unfinished(Tx tx, String author, RoomId id) throws VaultException {
        for (Drafts.Saved saved : shell.desk().drafts().list(tx)) {
            if (saved.draft() instanceof ChatDraft chat && chat.room().equals(id) && chat.author().equals(author)) {
                return Optional.of(chat);
            }
        }
        return Optional.empty();
    }

    private void quote(MessageId id) {
        shell.office().read(tx -> shell.desk().messages().show(tx, id),
                found -> found.ifPresent(message -> quote(id, message.summary().from().name(), message.body())));
    }

    void quote(MessageId message, String author, String words) {
        quoted = Optional.of(new Quoted(message, author, words));
    }

    /// Begins to replace the words of a message of our own.
    void edit(MessageId message, String words) {
        edited = Optional.of(message);
        quoted = Optional.empty();
        editor.show(words);
        editor.input(new Input.Pressed(Key.Named.FINISH));
    }

    /// Whether what is written answers or replaces another message: Escape gives that up first.
    boolean isAboutAnother() {
        return quoted.isPresent() || edited.isPresent();
    }

    private void giveUp() {
        if (edited.isPresent()) {
            editor.show("");
        }
        edited = Optional.empty();
        quoted = Optional.empty();
    }

    boolean isBlank() {
        return editor.isBlank();
    }

    /// How many rows it takes.
    int rows(int columns, int least) {
        long written = Printable.lines(editor.text()).stream()
                .mapToLong(line -> Math.max(1, line.wrap(Math.max(2, columns - 1)).size())).sum();
        return Math.clamp(written, least, MOST_ROWS) + (isAboutAnother() ? 1 : 0)
                + (enclosures.isEmpty() ? 0 : 1);
    }

    void draw(Canvas canvas, Focus focus) {
        int y = 0;
        if (quoted.isPresent()) {
            Quoted answered = quoted.get();
            canvas.put(0, y, shell.line("room.answering", answered.author(),
                    answered.words().lines().findFirst().orElse("")).cut(canvas.columns()), Role.QUOTE);
            y++;
        }
        if (edited.isPresent()) {
            canvas.put(0, y, shell.line("room.editing").cut(canvas.columns()), Role.WARNING);
            y++;
        }
        y = enclosures.draw(canvas, y);
        editor.draw(canvas.part(0, y, canvas.columns(), canvas.rows() - y), focus);
    }

    void input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> send();
            case Input.Pressed(Key.Ctrl(char c)) when c == 's' -> send();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'n' -> editor.input(new Input.Pasted("\n"));
            case Input.Pressed(Key.Ctrl(char c)) when c == 'o' -> enclosures.attach();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'x' -> enclosures.detach();
            case Input.Pressed(Key.Named key) when key == Key.Named.ESCAPE -> giveUp();
            default -> editor.input(input);
        }
        keepNowAndThen();
    }

    private void keepNowAndThen() {
        Instant now = shell.clock().instant();
        if (!isEmpty() && Duration.between(kept, now).compareTo(KEEP_EVERY) >= 0) {
            kept = now;
            keepAndThen(() -> {
            });
        }
    }

    private boolean isEmpty() {
        return editor.isBlank() && enclosures.isEmpty();
    }

    private ChatDraft draft() {
        return new ChatDraft(draftId, shell.desk().person().name(), room.caseId(), room.id(),
                editor.text().stripTrailing(), enclosures.files(), quoted.map(Quoted::message));
    }

    private void send() {
        if (isEmpty() || sending.isUnderWay()) {
            return;
        }
        if (edited.isPresent()) {
            replace(edited.get(), editor.text().stripTrailing());
            return;
        }
        ChatDraft written = draft();
        new RoomSending(shell, room, sending).send(written, () -> {
            editor.show("");
            enclosures.clear();
            quoted = Optional.empty();
            draftId = Optional.empty();
            said.run();
        });
    }

    private void replace(MessageId message, String words) {
        shell.office().change(sending, shell.texts().say("work.releasing"),
                _ -> shell.desk().chat().gate().edit(message, words, shell.desk().actor()),
                changed -> new RoomChanges(shell).told(changed, Optional.of(room), _ -> {
                    giveUp();
                    said.run();
                }));
    }

    /// Puts what is written into the vault, or forgets the draft where nothing is.
    void keepAndThen(Runnable then) {
        ChatDraft now = draft();
        boolean empty = isEmpty();
        if (!loaded || edited.isPresent() || (empty && draftId.isEmpty())) {
            then.run();
            return;
        }
        shell.office().write(tx -> empty ? discard(tx) : Optional.of(store(tx, now)), id -> {
            draftId = id;
            then.run();
        });
    }

    private Optional<DraftId> discard(Tx tx) throws VaultException {
        if (draftId.isPresent()) {
            shell.desk().drafts().discard(tx, draftId.get());
        }
        return Optional.empty();
    }

    private DraftId store(Tx tx, ChatDraft now) throws VaultException {
        if (now.id().isPresent() && shell.desk().drafts().replace(tx, now.id().get(), now)) {
            return now.id().get();
        }
        return shell.desk().drafts().save(tx, now);
    }

    /// Right before the vault closes.
    void keep() {
        if (!isEmpty() && edited.isEmpty() && !sending.isUnderWay()) {
            ChatDraft now = draft();
            Kept.now(shell, tx -> store(tx, now));
        }
    }
}
