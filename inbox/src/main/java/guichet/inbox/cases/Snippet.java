package guichet.inbox.cases;

import java.util.stream.Stream;

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
        String own = oneLine(head.lines().filter(line -> !line.startsWith(">")));
        return own.isEmpty() ? oneLine(head.lines()) : own;
    }

    /// At most so many characters, never half of a code point.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /// Reads no further than it has to: most of a mail is never shown in a list.
    private static String oneLine(Stream<String> lines) {
        StringBuilder words = new StringBuilder();
        for (String line : (Iterable<String>) lines::iterator) {
            boolean gap = !words.isEmpty();
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (Character.isSpaceChar(c) || Character.isISOControl(c)) {
                    gap = !words.isEmpty();
                } else {
                    words.append(gap ? " " : "").append(c);
                    gap = false;
                }
                if (words.length() > LONGEST) {
                    return cut(words.toString(), LONGEST);
                }
            }
        }
        return words.toString();
    }
}
