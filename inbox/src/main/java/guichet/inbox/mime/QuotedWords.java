package guichet.inbox.mime;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises words that were taken from a message, by any run of [#RUN] words in a row: quote marks, line breaks, case and accents don't
/// hide them. A message shorter than that is recognised whole.
public final class QuotedWords {
    /// How many words in a row are no accident.
    static final int RUN = 8;

    /// A shorter message than this says too little to be told from anybody's words.
    private static final int SHORTEST = 4;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Set<List<String>> runs;
    private final int length;

    private QuotedWords(Set<List<String>> runs, int length) {
        this.runs = runs;
        this.length = length;
    }

    /// @param shownBody what a person sees of the message, and so could copy
    public static QuotedWords of(String shownBody) {
        List<String> words = words(shownBody);
        int length = Math.min(RUN, words.size());
        return new QuotedWords(length < SHORTEST ? Set.of() : runs(words, length), length);
    }

    /// Whether any of them stand in this text.
    public boolean in(String text) {
        return !runs.isEmpty() && runs(words(text), length).stream().anyMatch(runs::contains);
    }

    private static Set<List<String>> runs(List<String> words, int length) {
        Set<List<String>> runs = new HashSet<>();
        for (int from = 0; from + length <= words.size(); from++) {
            runs.add(List.copyOf(words.subList(from, from + length)));
        }
        return runs;
    }

    private static List<String> words(String text) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(folded);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
