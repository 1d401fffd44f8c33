package guichet.tui.screen.term;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A terminal as text: reads the bytes that would go to one. It knows the few sequences that the program may send; any
/// other control character or sequence fails the test.
public final class AnsiScreen {
    private final int columns;
    private final int rows;
    private final String[][] cells;
    private final String[][] looks;
    private int x;
    private int y;
    private String look = "0";
    private boolean cursorShown;

    public AnsiScreen(Frame.Size size) {
        columns = size.columns();
        rows = size.rows();
        cells = new String[rows][columns];
        looks = new String[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                cells[row][column] = "#";
                looks[row][column] = "0";
            }
        }
    }

    public void feed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == 0x1B) {
                i = sequence(text, i);
            } else {
                character(c);
            }
        }
    }

    private int sequence(String text, int start) {
        int end = start + 1;
        while (end < text.length() && !Character.isLetter(text.charAt(end))) {
            end++;
        }
        String sequence = text.substring(start, end + 1);
        if (sequence.matches("\\[\\d+;\\d+H")) {
            String[] place = sequence.substring(1, sequence.length() - 1).split(";", -1);
            y = Integer.parseInt(place[0]) - 1;
            x = Integer.parseInt(place[1]) - 1;
        } else if (sequence.matches("\\[[\\d;]+m")) {
            look = sequence.substring(1, sequence.length() - 1);
        } else if (sequence.equals("[?25l") || sequence.equals("[?25h")) {
            cursorShown = sequence.endsWith("h");
        } else {
            fail("the terminal was sent ESC " + sequence);
        }
        return end + 1;
    }

    private void character(int c) {
        int type = Character.getType(c);
        if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE || c >= 0xE0000) {
            fail("the terminal was sent U+%04X".formatted(c));
        }
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            cells[y][x - 1] += Character.toString(c);
            return;
        }
        if (x >= columns || y >= rows) {
            fail("something was written outside the screen");
        }
        cells[y][x] = Character.toString(c);
        looks[y][x] = look;
        x++;
        if (isWide(c)) {
            if (x >= columns) {
                fail("a wide character crosses the edge");
            }
            cells[y][x] = "";
            looks[y][x] = look;
            x++;
        }
    }

    private static boolean isWide(int c) {
        boolean isFlagLetter = c >= 0x1F1E6 && c <= 0x1F1FF;
        return (Character.isEmojiPresentation(c) && !isFlagLetter) || switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /// The rows, without the blanks at their ends.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String[] row : cells) {
            lines.add(String.join("", row).stripTrailing());
        }
        return lines;
    }

    /// The look (SGR parameters) of the first place where a text stands; empty where it stands nowhere.
    public String lookOf(String text) {
        for (int row = 0; row < rows; row++) {
            String line = String.join("", cells[row]);
            int at = line.indexOf(text);
            if (at >= 0) {
                int column = 0;
                for (int length = 0; length < at; column++) {
                    length += cells[row][column].length();
                }
                return looks[row][column];
            }
        }
        return "";
    }

    public boolean isCursorShown() {
        return cursorShown;
    }

    public int cursorX() {
        return x;
    }

    public int cursorY() {
        return y;
    }
}
