package guichet.tui.text;

/// One character as a person sees it, safe to write to a terminal, and the columns (1 or 2) that it takes there.
/// Only [Printable] makes cells.
public final class Cell {
    static final Cell SPACE = new Cell(" ", 1);
    private static final Cell[] ASCII = new Cell[0x7F];

    static {
        for (char c = ' '; c < 0x7F; c++) {
            ASCII[c] = c == ' ' ? SPACE : new Cell(String.valueOf(c), 1);
        }
    }

    private final String text;
    private final int width;

    private Cell(String text, int width) {
        this.text = text;
        this.width = width;
    }

    /// A cell of printable ASCII (0x20 to 0x7E).
    static Cell ascii(int c) {
        return ASCII[c];
    }

    static Cell of(String text, int width) {
        return new Cell(text, width);
    }

    public String text() {
        return text;
    }

    public int width() {
        return width;
    }

    /// Whether terminals may disagree about the columns of this cell, so that the next one must be placed explicitly.
    public boolean isUncertain() {
        if (text.length() > 1) {
            return true;
        }
        char c = text.charAt(0);
        return c >= 0x250 && !(c >= 0x2010 && c <= 0x2027) && !(c >= 0x2500 && c <= 0x257F);
    }

    boolean isSpace() {
        return text.equals(" ") || text.equals("\u3000");
    }

    /// Whether a line may be broken before or after this cell without a space: scripts written without spaces.
    boolean breaksAnywhere() {
        return width == 2;
    }

    /// Whether this is part of a word, for the editor's word movement.
    public boolean isWord() {
        return Character.isLetterOrDigit(text.codePointAt(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && cell.width == width && cell.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
