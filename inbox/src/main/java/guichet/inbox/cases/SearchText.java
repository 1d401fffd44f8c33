package guichet.inbox.cases;

/// Text as the search index takes it, the same for what is stored and for what is asked.
///
/// SQLite's tokenizer folds case and accents; here ligatures become letters and invisible characters vanish, so that
/// `cœur` is found by `coeur` and a soft hyphen hides no word. To take a text out of the index, it has to be folded
/// exactly as it was when it went in: a change here needs a migration that rebuilds the index.
final class SearchText {
    /// Of a longer text, no more is indexed.
    static final int LONGEST = 2_000_000;

    private SearchText() {
    }

    static String fold(String text) {
        StringBuilder folded = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        int end = Math.min(text.length(), LONGEST);
        int plain = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            folded.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case 'œ', 'Œ' -> folded.append("oe");
                case 'æ', 'Æ' -> folded.append("ae");
                case 'ß', 'ẞ' -> folded.append("ss");
                default -> {
                    if (!invisible(c)) {
                        folded.append(unusable(c, text, i) ? ' ' : c);
                    }
                }
            }
        }
        return folded.append(text, plain, end).toString();
    }

    /// Stays as it is, whatever stands beside it: nearly all of most texts, so it goes by runs.
    private static boolean isPlain(char c) {
        return (c >= ' ' && c <= '~') || (c >= 'à' && c <= 'ÿ' && c != 'æ');
    }

    /// Soft hyphen, zero-width characters, bidirectional controls. A list of our own: Java's changes with its version.
    private static boolean invisible(char c) {
        return c == '\u00ad' || c == '\ufeff' || (c >= '\u200b' && c <= '\u200f') || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2060' && c <= '\u2069');
    }

    /// NUL and its like, and halves of surrogate pairs, which can't be written as UTF-8.
    private static boolean unusable(char c, String text, int i) {
        if (Character.isHighSurrogate(c)) {
            return i + 1 >= text.length() || i + 1 >= LONGEST || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return Character.isISOControl(c);
    }
}
