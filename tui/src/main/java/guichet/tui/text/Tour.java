package guichet.tui.text;

import java.util.List;

/// A guided tour: what to try, one step after the other, along the bottom of the screen.
///
/// @param label what is being toured, always shown
/// @param hint  which keys go on, back and out
/// @param steps at least one; two lines of 80 columns at most, each
public record Tour(String label, String hint, List<String> steps) {
    public Tour {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a tour without steps");
        }
    }
}
