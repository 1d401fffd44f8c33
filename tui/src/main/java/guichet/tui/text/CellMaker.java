package guichet.tui.text;

import java.util.ArrayList;
import java.util.List;

/// Turns characters into cells, one grapheme a cell, with everything that hides made visible. For one string.
///
/// Three things are left out rather than shown, since they change only how an emoji or a joined letter looks: a variation
/// selector or skin tone right after an emoji, a joiner between two emoji, a joiner between two letters of a script that
/// joins its letters.
final class CellMaker {
    /// More marks than this on one character are told by number: a pile of them would run over the lines around.
    private static final int MARKS_SHOWN = 3;
    private static final String BASE_FOR_LONE_MARKS = "\u25CC";

    private final List<Cell> cells = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openWidth;
    private int marks;

    void addAll(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F && (i + 1 == text.length() || text.charAt(i + 1) < 0x7F)) {
                close();
                cells.add(Cell.ascii(c));
                i++;
            } else {
                i = addAt(text, i);
            }
        }
    }

    /// Ends the open cell and gives all cells.
    List<Cell> cells() {
        close();
        return cells;
    }

    private int addAt(String text, int at) {
        int codePoint = text.codePointAt(at);
        int next = at + Character.charCount(codePoint);
        if (Kind.isFlagLetter(codePoint)) {
            return addFlag(text, at, next);
        }
        int before = open.isEmpty() ? -1 : open.codePointBefore(open.length());
        int after = next < text.length() ? text.codePointAt(next) : -1;
        if (!isOnlyStyle(before, codePoint, after)) {
            add(codePoint);
        }
        return next;
    }

    private int addFlag(String text, int at, int next) {
        if (next < text.length() && Kind.isFlagLetter(text.codePointAt(next))) {
            close();
            int end = next + Character.charCount(text.codePointAt(next));
            cells.add(Cell.of(text.substring(at, end), 2));
            return end;
        }
        addNumber(text.codePointAt(at));
        return next;
    }

    private static boolean isOnlyStyle(int before, int codePoint, int after) {
        if (before < 0) {
            return false;
        }
        return switch (codePoint) {
            case 0xFE0E, 0xFE0F -> Character.isEmoji(before);
            case 0x200D -> (isPicture(before) && isPicture(after)) || joinsLetters(before, after);
            case 0x200C -> joinsLetters(before, after);
            default -> Character.isEmojiModifier(codePoint) && Character.isEmojiModifierBase(before);
        };
    }

    private static boolean isPicture(int codePoint) {
        return codePoint >= 0 && Character.isExtendedPictographic(codePoint);
    }

    private static boolean joinsLetters(int before, int after) {
        if (after < 0 || !Character.isLetter(after)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(after)) {
            case ARABIC, SYRIAC, MONGOLIAN, NKO, DEVANAGARI, BENGALI, GUJARATI, GURMUKHI, KANNADA, MALAYALAM, ORIYA,
                    SINHALA,
                    TAMIL, TELUGU ->
                Character.UnicodeScript.of(before) == Character.UnicodeScript.of(after);
            default -> false;
        };
    }

    private void add(int codePoint) {
        switch (Kind.of(codePoint)) {
            case BASE -> begin(codePoint);
            case SPACE -> {
                close();
                cells.add(Cell.SPACE);
            }
            case MARK -> addMark(codePoint, 0);
            case SPACING_MARK -> addMark(codePoint, 1);
            case HIDDEN -> addNumber(codePoint);
        }
    }

    private void begin(int codePoint) {
        close();
        open.appendCodePoint(codePoint);
        openWidth = Columns.of(codePoint);
    }

    private void addMark(int codePoint, int columns) {
        if (open.isEmpty()) {
            open.append(BASE_FOR_LONE_MARKS);
            openWidth = 1;
        }
        marks++;
        if (marks <= MARKS_SHOWN) {
            open.appendCodePoint(codePoint);
            openWidth = Math.min(2, openWidth + columns);
        }
    }

    /// Control characters by their picture (U+2400 on), all else as `⟨U+202E⟩`.
    private void addNumber(int codePoint) {
        close();
        if (codePoint < 0x20) {
            cells.add(Cell.of(String.valueOf((char) (0x2400 + codePoint)), 1));
        } else if (codePoint == 0x7F) {
            cells.add(Cell.of("\u2421", 1));
        } else {
            addSafe("\u27E8U+%04X\u27E9".formatted(codePoint));
        }
    }

    private void addSafe(String safe) {
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            cells.add(c < 0x7F ? Cell.ascii(c) : Cell.of(String.valueOf(c), 1));
        }
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        int left = marks - MARKS_SHOWN;
        cells.add(open.length() == 1 && open.charAt(0) < 0x7F
                ? Cell.ascii(open.charAt(0))
                : Cell.of(open.toString(), openWidth));
        open.setLength(0);
        marks = 0;
        if (left > 0) {
            addSafe("\u27E8+" + left + "\u27E9");
        }
    }
}
