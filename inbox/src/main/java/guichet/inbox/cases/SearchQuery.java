package guichet.inbox.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person typed to search for, as an expression that SQLite's index takes: words, `"phrases"` and `prefixes*`,
/// all of which have to be there. Whatever else is typed is words: nothing of it is ever an operator or an error.
final class SearchQuery {
    private static final int LONGEST = 2_000;
    private static final int MOST_TERMS = 32;
    /// A single letter with a star would visit half the index.
    private static final int SHORTEST_PREFIX = 2;
    private static final Pattern TERM = Pattern.compile("[\"“”«»]([^\"“”«»]*)(?:[\"“”«»](\\*)?|$)|([^\\s\"“”«»]+)");

    private SearchQuery() {
    }

    /// Empty where there is nothing to search for.
    static Optional<String> match(String typed) {
        List<String> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(SearchText.fold(Snippet.cut(typed, LONGEST)));
        while (matcher.find() && terms.size() < MOST_TERMS) {
            String phrase = matcher.group(1);
            String term = phrase == null ? matcher.group(3) : phrase;
            boolean starred = phrase == null ? term.endsWith("*") : matcher.group(2) != null;
            long letters = term.codePoints().filter(Character::isLetterOrDigit).count();
            if (letters > 0) {
                terms.add('"' + term + '"' + (starred && letters >= SHORTEST_PREFIX ? "*" : ""));
            }
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(terms.stream().collect(Collectors.joining(" ")));
    }
}
