package guichet.tui.screen.term;

import guichet.tui.text.Printable;

/// The line that a frame is drawn with. Shapes tell things apart where colours can't.
public enum Border {
    PLAIN("┌─┐│└┘"), DOUBLE("╔═╗║╚╝"), DASHED("┌┄┐┆└┘"), HEAVY("┏━┓┃┗┛");

    private final String glyphs;

    Border(String glyphs) {
        this.glyphs = glyphs;
    }

    private Printable glyph(int index) {
        return Printable.line(glyphs.substring(index, index + 1));
    }

    Printable topLeft() {
        return glyph(0);
    }

    Printable horizontal() {
        return glyph(1);
    }

    Printable topRight() {
        return glyph(2);
    }

    Printable vertical() {
        return glyph(3);
    }

    Printable bottomLeft() {
        return glyph(4);
    }

    Printable bottomRight() {
        return glyph(5);
    }
}
