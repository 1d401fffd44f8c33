package guichet.tui.screen;

import guichet.inbox.Case;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Role;
import guichet.tui.screen.widget.ListView;
import guichet.tui.screen.widget.Rows;
import guichet.tui.screen.widget.Widget;
import guichet.tui.text.Printable;
import guichet.tui.text.Texts;
import java.util.List;
import java.util.Optional;

/// The left pane: what is to be done, the cases with their counters, and what happened.
final class CasesPane implements Widget {
    private final Texts texts;
    private final ListView<Shelf> list = new ListView<>(this::paint);
    private List<Shelf> shelves = List.of();

    CasesPane(Texts texts) {
        this.texts = texts;
    }

    /// Other counters; the selection stays at its place, wherever that is now.
    void show(List<Shelf> newShelves) {
        Optional<Shelf> before = selected();
        shelves = newShelves;
        list.show(Rows.of(shelves));
        before.ifPresent(this::select);
    }

    void select(Shelf place) {
        for (int i = 0; i < shelves.size(); i++) {
            if (shelves.get(i).isSamePlace(place)) {
                list.select(i);
                return;
            }
        }
    }

    Optional<Shelf> selected() {
        return list.selected();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        list.draw(canvas, focus);
    }

    @Override
    public Taken input(Input input) {
        return list.input(input);
    }

    private void paint(Canvas row, Shelf shelf) {
        switch (shelf) {
            case Shelf.ToSort(int count) -> place(row, "shelf.to-sort", count, count > 0 ? Role.STRONG : Role.PLAIN);
            case Shelf.Unread(int count) -> place(row, "shelf.unread", count, count > 0 ? Role.STRONG : Role.PLAIN);
            case Shelf.Machines(int count) ->
                place(row, "shelf.machines", count, count > 0 ? Role.STRONG : Role.PLAIN);
            case Shelf.OneCase(Case its) -> oneCase(row, its);
            case Shelf.Closed(int count) -> place(row, "shelf.closed", count, Role.DIM);
            case Shelf.Drafts(int count) -> place(row, "shelf.drafts", count, Role.PLAIN);
            case Shelf.Outbox(int count) -> place(row, "shelf.outbox", count, Role.WARNING);
            case Shelf.Exposed(int count) -> place(row, "shelf.exposed", count, count > 0 ? Role.EXPOSED : Role.PLAIN);
            case Shelf.Expiring(int count) -> place(row, "shelf.expiring", count, Role.WARNING);
            case Shelf.Due(int count) -> place(row, "shelf.due", count, Role.WARNING);
            case Shelf.Backups(int count) -> place(row, "shelf.backups", count, Role.WARNING);
            case Shelf.Alarms(int count) -> place(row, "shelf.alarms", count, Role.ERROR);
            case Shelf.Rooms(int count, int mentions, int stopped) -> rooms(row, count, mentions, stopped);
            case Shelf.ChatAlarms(int count) -> place(row, "shelf.chat-alarms", count, Role.ERROR);
            case Shelf.SignalAlarms(int count) -> place(row, "shelf.signal-alarms", count, Role.ERROR);
        }
    }

    private void place(Canvas row, String key, int count, Role role) {
        Printable number = Printable.line(String.valueOf(count));
        row.put(0, 0, texts.line(key).cut(row.columns() - number.width() - 2), role);
        row.putRight(0, number.plus(Printable.spaces(1)), role);
    }

    /// A room that stands still is worth more than what is new in others.
    private void rooms(Canvas row, int count, int mentions, int stopped) {
        Printable right = Printable
                .line((stopped > 0 ? "✗ " + stopped + "  " : "") + (mentions > 0 ? "@" + mentions + "  " : "")
                        + count + " ");
        Role role = stopped > 0 ? Role.ERROR : count > 0 ? Role.STRONG : Role.NOTE;
        row.put(0, 0, texts.line("shelf.rooms").cut(row.columns() - right.width() - 1), role);
        row.putRight(0, right, role);
    }

    private static void oneCase(Canvas row, Case its) {
        Printable unread = Printable.line(its.unread() > 0 ? "● " + its.unread() + " " : "");
        Role role = its.state() == Case.State.CLOSED ? Role.DIM : its.unread() > 0 ? Role.STRONG : Role.PLAIN;
        Printable name = Printable.line(its.id() + " " + its.title());
        row.put(1, 0, name.cut(row.columns() - unread.width() - 2), role);
        row.putRight(0, unread, role);
    }
}
