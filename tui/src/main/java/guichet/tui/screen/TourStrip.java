package guichet.tui.screen;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import guichet.tui.text.Tour;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A guided tour along the bottom of the screen: F2 goes on, F3 back, F4 ends it. Takes no other key.
final class TourStrip {
    private static final int LEAST_ROWS_LEFT = 18;

    private @Nullable Tour tour;
    private int step;

    TourStrip(Optional<Tour> tour) {
        this.tour = tour.orElse(null);
    }

    /// Draws itself where there is room, and gives what is left for everything else.
    Canvas draw(Canvas screen) {
        Tour shown = tour;
        if (shown == null) {
            return screen;
        }
        List<Printable> words = Printable.line(shown.steps().get(step)).wrap(Math.max(20, screen.columns() - 2));
        int rows = Math.min(1 + words.size(), screen.rows() - LEAST_ROWS_LEFT);
        if (rows < 2) {
            return screen;
        }
        int top = screen.rows() - rows;
        Canvas strip = screen.part(0, top, screen.columns(), rows).fill(Role.STRONG);
        String place = " " + shown.label() + " " + (step + 1) + "/" + shown.steps().size();
        strip.put(0, 0, Printable.line(place), Role.STRONG);
        strip.putRight(0, Printable.line(shown.hint() + " "), Role.DIM);
        for (int line = 0; line < rows - 1; line++) {
            strip.put(1, 1 + line, words.get(line), Role.PLAIN);
        }
        return screen.part(0, 0, screen.columns(), top);
    }

    /// Whether the key was for the tour.
    boolean takes(Input input) {
        if (tour == null || !(input instanceof Input.Pressed(Key.Named key))) {
            return false;
        }
        switch (key) {
            case F2 -> step = Math.min(step + 1, tour.steps().size() - 1);
            case F3 -> step = Math.max(step - 1, 0);
            case F4 -> tour = null;
            default -> {
                return false;
            }
        }
        return true;
    }
}
