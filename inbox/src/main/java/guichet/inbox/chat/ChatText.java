package guichet.inbox.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A message's text as it stands in a mail, and as it is shown: the format puts a quote before it, behind `> `, and cuts at a line `-- `.
///
/// @param quote what it answers
public record ChatText(Optional<String> quote, String text) {
    private static final String NO_SIGNATURE = "-\u200B- ";
    private static final String EDITED = "\u270F\uFE0F";
    private static final int LONGEST_QUOTE = 500;

    /// For a mail.
    public String written() {
        String safe = text.startsWith("-- ") ? NO_SIGNATURE + text.substring(3) : text;
        safe = safe.replace("\n-- ", "\n" + NO_SIGNATURE);
        if (quote.isPresent()) {
            return quoted(quote.get()) + "\n\n" + safe;
        }
        return safe.startsWith(">") ? "\n" + safe : safe;
    }

    /// In the place of earlier words, for a mail.
    public String writtenAsEdit() {
        return new ChatText(quote, EDITED + text).written();
    }

    /// As much of earlier words as an answer cites.
    public static String cited(String words) {
        return words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words;
    }

    /// Of a mail's text.
    static ChatText read(String body) {
        List<String> lines = body.replace("\r", "").lines().toList();
        int first = 0;
        while (first < lines.size() && lines.get(first).startsWith(">")) {
            first++;
        }
        Optional<String> quote = first == 0
                ? Optional.empty()
                : Optional.of(cited(lines.subList(0, first).stream().map(ChatText::unquoted)
                        .collect(Collectors.joining("\n")).strip()));
        if (first < lines.size() && lines.get(first).isBlank()
                && (first > 0 || (lines.size() > 1 && lines.get(1).startsWith(">")))) {
            first++;
        }
        String text = lines.subList(first, lines.size()).stream().takeWhile(line -> !isFooter(line))
                .collect(Collectors.joining("\n")).stripTrailing();
        return new ChatText(quote.filter(words -> !words.isBlank()), unescaped(text));
    }

    /// Of a mail whose words stand in the place of earlier ones.
    static String readEdit(String body) {
        String text = read(body).text();
        return text.startsWith(EDITED) ? text.substring(EDITED.length()) : text;
    }

    private static boolean isFooter(String line) {
        return line.equals("-- ") || line.equals("--  ");
    }

    private static String quoted(String words) {
        return words.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private static String unquoted(String line) {
        return line.startsWith("> ") ? line.substring(2) : line.substring(1);
    }

    private static String unescaped(String text) {
        String start = text.startsWith("-\u200B-") ? "--" + text.substring(3) : text;
        return start.replace("\n-\u200B-", "\n--");
    }
}
