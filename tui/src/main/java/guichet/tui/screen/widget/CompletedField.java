package guichet.tui.screen.widget;

import guichet.tui.screen.term.Border;
import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.List;

/// A field for values separated by commas, each of which is completed from suggestions while it is typed: the arrows
/// choose, Enter or Tab takes. Without a suggestion chosen these keys go to the field's owner.
public final class CompletedField implements Widget {
    private static final int SHOWN = 6;

    private final Field field = new Field();
    private final Suggester suggester;
    private List<Suggestion> suggestions = List.of();
    private int selected;

    /// What is put into the field, and how it is shown in the list.
    public record Suggestion(String value, Printable shown) {
    }

    /// Gives the values that may be meant by what was typed so far.
    @FunctionalInterface
    public interface Suggester {
        List<Suggestion> suggest(String typed);
    }

    public CompletedField(Suggester suggester) {
        this.suggester = suggester;
    }

    public void show(String text) {
        field.show(text);
        suggestions = List.of();
    }

    public String text() {
        return field.text();
    }

    /// The values, as typed.
    public List<String> values() {
        return List.of(text().split(",")).stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    public boolean isSuggesting() {
        return !suggestions.isEmpty();
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        field.draw(canvas, focus);
    }

    /// Draws the suggestions below the field, over what is there; `x` and `y` are the field's place on that canvas.
    public void drawSuggestions(Canvas over, int x, int y) {
        if (suggestions.isEmpty()) {
            return;
        }
        int width = suggestions.stream().mapToInt(each -> each.shown().width()).max().orElse(0) + 4;
        Canvas popup = over.part(x, y + 1, Math.min(width, over.columns() - x), suggestions.size() + 2);
        Canvas inside = popup.fill(Role.PLAIN).border(Border.PLAIN, Role.FRAME);
        for (int i = 0; i < suggestions.size(); i++) {
            inside.put(1, i, suggestions.get(i).shown().cut(inside.columns() - 2), Role.PLAIN);
            if (i == selected) {
                inside.restyleRow(i, Role.SELECTED);
            }
        }
    }

    @Override
    public Taken input(Input input) {
        if (!suggestions.isEmpty() && input instanceof Input.Pressed(Key.Named key)) {
            switch (key) {
                case UP -> selected = Math.floorMod(selected - 1, suggestions.size());
                case DOWN -> selected = (selected + 1) % suggestions.size();
                case ENTER, TAB -> take(suggestions.get(selected));
                case ESCAPE -> suggestions = List.of();
                default -> {
                    return edit(input);
                }
            }
            return Taken.YES;
        }
        return edit(input);
    }

    private Taken edit(Input input) {
        String before = field.text();
        Taken taken = field.input(input);
        if (!field.text().equals(before)) {
            suggestAgain();
        }
        return taken;
    }

    /// What may be meant by what stands there now.
    public void suggestAgain() {
        String typed = last(field.text()).strip();
        suggestions = typed.isEmpty() ? List.of() : suggester.suggest(typed).stream().limit(SHOWN).toList();
        selected = 0;
    }

    private void take(Suggestion suggestion) {
        String text = field.text();
        String kept = text.substring(0, text.length() - last(text).length());
        field.show(kept.isEmpty() ? suggestion.value() : kept.strip() + " " + suggestion.value());
        suggestions = List.of();
    }

    private static String last(String text) {
        return text.substring(text.lastIndexOf(',') + 1);
    }
}
