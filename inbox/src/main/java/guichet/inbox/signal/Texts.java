package guichet.inbox.signal;

import guichet.inbox.signal.Envelope.Mention;
import java.util.Comparator;
import java.util.List;

/// Strangers' texts, made fit to be kept; how they are shown is the screen's to decide.
final class Texts {
    private static final int LONGEST_LINE = 300;

    private Texts() {
    }

    /// How somebody who is mentioned is called.
    interface Naming<E extends Exception> {
        String of(Mention mention) throws E;
    }

    /// With each mention's place holder as `@` and a name. Those that lie outside of the text, or in another one, are left as they are.
    static <E extends Exception> String withMentions(String text, List<Mention> mentions, Naming<E> naming) throws E {
        if (mentions.isEmpty()) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text);
        int end = text.length();
        for (Mention mention : mentions.stream().sorted(Comparator.comparingInt(Mention::start).reversed()).toList()) {
            boolean inside = mention.start() >= 0 && mention.length() > 0 && mention.start() < end
                    && mention.length() <= end - mention.start();
            if (inside) {
                whole.replace(mention.start(), mention.start() + mention.length(), "@" + naming.of(mention));
                end = mention.start();
            }
        }
        return whole.toString();
    }

    /// Without NUL, cut to what a line of a table may hold.
    static String oneLine(String claimed) {
        String cut = claimed.length() > LONGEST_LINE
                ? claimed.substring(0, claimed.offsetByCodePoints(0, claimed.codePointCount(0, LONGEST_LINE)))
                : claimed;
        return cut.replace('\0', '\ufffd');
    }
}
