package guichet.tui.screen;

import guichet.inbox.Direction;
import guichet.inbox.MessageId;
import guichet.inbox.Summary;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.Line;
import guichet.tui.screen.widget.ListView;
import guichet.tui.screen.widget.Rows;
import guichet.tui.screen.widget.Widget;
import guichet.tui.text.Moments;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The messages of one place, newest first: channel, time, who, what, and how it was protected. Asks for more when the
/// person comes near the end.
final class ThreadPane implements Widget {
    static final int PAGE = 200;
    private static final int NEAR_THE_END = 60;

    private final Texts texts;
    private final Moments moments;
    private final ProtectionWords words;
    private final ListView<Summary> list = new ListView<>(this::paint);
    private List<Summary> loaded = List.of();
    private boolean complete = true;

    ThreadPane(Texts texts, Moments moments) {
        this.texts = texts;
        this.moments = moments;
        this.words = new ProtectionWords(texts);
    }

    /// The first page of another place, or of the same one after a change; the selection stays on its message.
    void show(List<Summary> page) {
        Optional<Summary> before = list.selected();
        loaded = page;
        complete = page.size() < PAGE;
        list.show(Rows.of(loaded));
        list.select(before.map(summary -> indexOf(summary.id())).filter(index -> index >= 0).orElse(0));
    }

    /// Selects a message, if it is among those loaded.
    void select(MessageId id) {
        int index = indexOf(id);
        if (index >= 0) {
            list.select(index);
        }
    }

    /// The page after the one shown last.
    void append(List<Summary> page) {
        List<Summary> all = new ArrayList<>(loaded);
        all.addAll(page);
        loaded = all;
        complete = page.size() < PAGE;
        list.show(Rows.of(loaded));
    }

    private int indexOf(MessageId wanted) {
        for (int i = 0; i < loaded.size(); i++) {
            if (loaded.get(i).id().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /// The last message shown, where the next page should be read now.
    Optional<Summary> wantsMoreAfter() {
        boolean near = list.selectedIndex() > loaded.size() - NEAR_THE_END;
        return complete || !near ? Optional.empty() : Optional.of(loaded.getLast());
    }

    Optional<Summary> selected() {
        return list.selected();
    }

    int count() {
        return list.count();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        list.draw(canvas, focus);
    }

    @Override
    public Taken input(Input input) {
        return list.input(input);
    }

    private void paint(Canvas row, Summary message) {
        paint(row, message, texts, moments, words);
    }

    /// One message on one row, for every list of messages.
    static void paint(Canvas row, Summary message, Texts texts, Moments moments, ProtectionWords words) {
        boolean isNew = !message.read() && message.direction() == Direction.IN;
        Role role = isNew ? Role.STRONG : Role.PLAIN;
        int x = row.put(0, 0, Printable.line(isNew ? "●" : " "), Role.STRONG);
        x = row.put(x, 0, Printable.line(texts.of(message.channel())), Role.DIM) + 1;
        x = row.put(x, 0, Printable.line(moments.brief(message.date())).fit(7), Role.DIM) + 1;
        int people = Math.clamp(row.columns() / 6, 8, 24);
        String who = message.direction() == Direction.OUT
                ? texts.say("thread.us", message.from().name())
                : message.from().brief();
        x = row.put(x, 0, Printable.line(who).fit(people), role) + 1;
        Line protection = words.brief(message);
        int room = row.columns() - x - protection.text().width() - 2;
        String subject = Subject.of(message, texts);
        String what = subject.isBlank() ? message.snippet() : subject;
        row.put(x, 0, Printable.line(what).cut(room), role);
        protection.draw(row, row.columns() - protection.text().width() - 1, 0);
    }
}
