package guichet.inbox.mime;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises words that were taken from a message, by any run of [#RUN] words in a row: quote marks, line breaks, case, accents and
/// characters without width don't hide them. A message shorter than that is recognised whole. In scripts that have no spaces, each
/// character is a word.
public final class QuotedWords {
    /// How many words in a row are no accident.
    static final int RUN = 8;

    /// A shorter message than this says too little to be told from anybody's words.
    private static final int SHORTEST = 4;
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]|[\\p{L}\\p{N}&&[^\\p{IsHan}"
                    + "\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{M}\\p{Cf}\\x{115F}\\x{1160}\\x{3164}]+");

    private final Set<List<String>> runs;
    private final int length;

    private QuotedWords(Set<List<String>> runs, int length) {
        this.runs = runs;
        this.length = length;
    }

    /// The words to look for.
    ///
    /// @param shownBody what a person sees of the message, and so could copy
    public static QuotedWords of(String shownBody) {
        List<String> words = words(shownBody);
        int length = Math.min(RUN, words.size());
        if (length < SHORTEST) {
            return new QuotedWords(Set.of(), length);
        }
        Set<List<String>> runs = new HashSet<>();
        for (int from = 0; from + length <= words.size(); from++) {
            runs.add(List.copyOf(words.subList(from, from + length)));
        }
        return new QuotedWords(runs, length);
    }

    /// Whether any of them stand in this text.
    public boolean in(String text) {
        return !starts(words(text)).isEmpty();
    }

    /// The text without the lines that hold any of them; where there are such, without any quoted line (`>`) either. None of them
    /// stand [#in(String)] what is left.
    public String takenOutOf(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        BitSet stained = stained(lines);
        while (!stained.isEmpty()) {
            List<String> kept = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!stained.get(i) && !lines.get(i).startsWith(">")) {
                    kept.add(lines.get(i));
                }
            }
            lines = kept;
            stained = stained(lines);
        }
        return String.join("\n", lines);
    }

    private BitSet stained(List<String> lines) {
        List<String> words = new ArrayList<>();
        List<Integer> lineOf = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            for (String word : words(lines.get(i))) {
                words.add(word);
                lineOf.add(i);
            }
        }
        BitSet stained = new BitSet();
        starts(words).stream().forEach(start -> stained.set(lineOf.get(start), lineOf.get(start + length - 1) + 1));
        return stained;
    }

    private BitSet starts(List<String> words) {
        BitSet starts = new BitSet();
        for (int from = 0; !runs.isEmpty() && from + length <= words.size(); from++) {
            if (runs.contains(words.subList(from, from + length))) {
                starts.set(from);
            }
        }
        return starts;
    }

    private static List<String> words(String text) {
        String folded = UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(folded);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
