package guichet.tui.screen.widget;

import guichet.tui.text.Printable;

/// One way out of a sheet: a letter, what it does in words, and the doing.
public record Choice(char letter, Printable label, Runnable act) {
}
