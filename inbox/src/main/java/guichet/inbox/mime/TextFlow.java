package guichet.inbox.mime;

/// Words on their way into lines: white space collapses, blocks begin lines, quotes carry their marks.
final class TextFlow {
    private final StringBuilder out = new StringBuilder();
    private int breaks;
    private boolean space;
    private int quotes;
    private int preserved;

    /// Text with its white space, which collapses unless it is preserved.
    void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean white = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
            if (preserved > 0 && c == '\n') {
                newLine();
            } else if (white && preserved == 0) {
                space = true;
            } else if (c != '\r') {
                put(c == '\u00A0' ? ' ' : c);
            }
        }
    }

    /// The next word begins a line.
    void breakLine() {
        breaks = Math.max(breaks, 1);
    }

    /// The next word begins a paragraph.
    void breakParagraph() {
        breaks = Math.max(breaks, 2);
    }

    /// A line ends here, even an empty one.
    void newLine() {
        breaks++;
        space = false;
    }

    /// Between two cells of a table.
    void gap() {
        space = true;
    }

    void quoteMore() {
        breakLine();
        quotes++;
    }

    void quoteLess() {
        breakLine();
        quotes = Math.max(0, quotes - 1);
    }

    void preserve() {
        preserved++;
    }

    void collapse() {
        preserved = Math.max(0, preserved - 1);
    }

    int length() {
        return out.length();
    }

    String since(int start) {
        return out.substring(Math.min(start, out.length()));
    }

    String text() {
        return out.toString();
    }

    private void put(char c) {
        if (breaks > 0 && !out.isEmpty()) {
            for (int i = 0; i < Math.min(breaks, 3); i++) {
                out.append('\n');
                if (i + 1 < Math.min(breaks, 3) && quotes > 0) {
                    out.append(">".repeat(Math.min(quotes, 20)));
                }
            }
        } else if (space && !out.isEmpty()) {
            out.append(' ');
        }
        if ((breaks > 0 || out.isEmpty()) && quotes > 0) {
            out.append(">".repeat(Math.min(quotes, 20))).append(' ');
        }
        breaks = 0;
        space = false;
        out.append(c);
    }
}
