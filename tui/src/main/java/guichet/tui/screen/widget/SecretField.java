package guichet.tui.screen.widget;

import guichet.tui.screen.term.Canvas;
import guichet.tui.screen.term.Input;
import guichet.tui.screen.term.Key;
import guichet.tui.screen.term.Role;
import guichet.tui.text.Printable;
import java.util.Arrays;

/// A passphrase being typed: shown as dots, kept as characters that are zeroed, never a string of the whole.
public final class SecretField implements Widget, AutoCloseable {
    private static final Printable DOT = Printable.line("•");
    private char[] typed = new char[64];
    private int length;

    /// What was typed, which stays in the field. The caller zeroes it.
    public char[] copy() {
        return Arrays.copyOf(typed, length);
    }

    /// What was typed, taken out of the field. The caller zeroes it.
    public char[] take() {
        char[] copy = Arrays.copyOf(typed, length);
        close();
        return copy;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    @Override
    public void draw(Canvas canvas, Focus focus) {
        canvas.fillRow(0, Role.INPUT);
        int shown = Math.min(length, canvas.columns() - 1);
        for (int x = 0; x < shown; x++) {
            canvas.put(x, 0, DOT, Role.INPUT);
        }
        if (focus == Focus.HERE) {
            canvas.cursor(Math.max(0, shown), 0);
        }
    }

    @Override
    public Taken input(Input input) {
        switch (input) {
            case Input.Pressed(Key.Typed(String text)) -> add(text);
            case Input.Pressed(Key.Named key) when key == Key.Named.BACKSPACE -> deleteLast();
            case Input.Pressed(Key.Ctrl(char c)) when c == 'u' -> close();
            case Input.Pasted(String text) -> add(text.strip());
            case Input.Pressed ignored -> {
                return Taken.NO;
            }
            case Input.Resized ignored -> {
                return Taken.NO;
            }
            case Input.HungUp ignored -> {
                return Taken.NO;
            }
        }
        return Taken.YES;
    }

    private void deleteLast() {
        if (length > 0) {
            length -= length > 1 && Character.isLowSurrogate(typed[length - 1]) ? 2 : 1;
            Arrays.fill(typed, length, typed.length, '\0');
        }
    }

    private void add(String text) {
        if (length + text.length() > typed.length) {
            char[] longer = Arrays.copyOf(typed, Math.max(typed.length * 2, length + text.length()));
            Arrays.fill(typed, '\0');
            typed = longer;
        }
        text.getChars(0, text.length(), typed, length);
        length += text.length();
    }

    /// Forgets what was typed.
    @Override
    public void close() {
        Arrays.fill(typed, '\0');
        length = 0;
    }
}
