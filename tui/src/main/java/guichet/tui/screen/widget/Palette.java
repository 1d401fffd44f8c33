package guichet.tui.screen.widget;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Everything that can be done, found by typing some of its words.
public final class Palette implements Widget {
    private final Box box;
    private final List<Entry> entries;
    private final Field field = new Field();
    private final ListView<Entry> list = new ListView<>(Palette::paint);
    private final Consumer<Entry> chosen;

    /// Something to do: its name, the key that does it without the palette (may be empty), and the doing.
    public record Entry(Printable name, Printable key, Runnable act) {
    }

    public Palette(Printable title, List<Entry> entries, Consumer<Entry> chosen) {
        this.box = new Box(Border.PLAIN, Role.FRAME_FOCUSED, title);
        this.entries = List.copyOf(entries);
        this.chosen = chosen;
        filter();
    }

    @Override
    public void draw(Canvas screen, Focus focus) {
        Canvas inside = box.centred(screen, Math.min(60, screen.columns() - 6), Math.min(entries.size() + 2, 18));
        field.draw(inside.part(0, 0, inside.columns(), 1), focus);
        list.draw(inside.part(0, 2, inside.columns(), inside.rows() - 2), focus);
    }

    private static void paint(Canvas row, Entry entry) {
        int room = Math.max(0, row.columns() - entry.key().width() - 2);
        row.put(1, 0, entry.name().cut(room), Role.PLAIN);
        row.putRight(0, entry.key(), Role.KEY);
    }

    @Override
    public Taken input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Named key) when key == Key.Named.ENTER -> list.selected().ifPresent(chosen);
            case Input.Pressed(Key.Named key) when key == Key.Named.UP || key == Key.Named.DOWN -> list.input(input);
            default -> {
                Taken taken = field.input(input);
                filter();
                return taken;
            }
        }
        return Taken.YES;
    }

    private void filter() {
        String[] words = folded(field.text()).split(" ");
        list.show(Rows.of(entries.stream().filter(entry -> holdsAll(folded(entry.name().toString()), words)).toList()));
        list.select(0);
    }

    private static boolean holdsAll(String name, String[] words) {
        for (String word : words) {
            if (!name.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /// Without accents and capitals, so that `etiquette` finds `Étiquette`.
    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
