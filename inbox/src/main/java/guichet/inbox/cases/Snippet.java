package guichet.inbox.cases;

/// The first words of a text, on one line: what a list shows of it.
final class Snippet {
    static final int LONGEST = 120;
    /// Of a longer text, no more is looked at.
    private static final int LOOKED_AT = 10_000;

    private Snippet() {
    }

    /// At most [#LONGEST] characters, whole code points. Quoted lines are left out where there is anything else.
    static String of(String text) {
        String head = text.substring(0, Math.min(text.length(), LOOKED_AT));
        StringBuilder own = new StringBuilder();
        head.lines().filter(line -> !line.startsWith(">")).forEach(line -> own.append(line).append(' '));
        String line = oneLine(own.toString());
        return cut(line.isEmpty() ? oneLine(head) : line, LONGEST);
    }

    /// At most so many characters, never half of a code point.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
    }
}
