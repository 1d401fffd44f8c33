package guichet.inbox.archive;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A name for a file that a stranger named: its number first, so that no two are alike and none is special to a system, then letters,
/// digits, dots, dashes and underscores of what they called it. What they called it exactly stands in `case.json`.
final class SafeName {
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int LONGEST = 40;
    private static final int LONGEST_ENDING = 8;

    private SafeName() {
    }

    static String of(int number, String alleged) {
        String last = FOLDERS.matcher(alleged).replaceFirst("");
        String plain = OTHER
                .matcher(MARKS.matcher(Normalizer.normalize(last, Normalizer.Form.NFD)).replaceAll("")).replaceAll("_");
        String bare = plain.replaceAll("\\.{2,}", ".").replaceAll("^[._-]+|[._-]+$", "");
        return String.format(Locale.ROOT, "%02d-%s", number, bare.isEmpty() ? "file" : cut(bare));
    }

    /// The ending is kept where it is one: it says what opens the file.
    private static String cut(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        return name.substring(0, LONGEST - ending.length()) + ending;
    }
}
