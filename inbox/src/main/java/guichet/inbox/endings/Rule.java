package guichet.inbox.endings;

import java.util.OptionalInt;

/// How long cases of a kind are kept.
///
/// @param kind         as people call it; empty: every case of which nothing else is said
/// @param archiveAfter days from closing; empty: not archived
/// @param destroyAfter days from archiving, or from closing where it is not archived; empty: not destroyed
public record Rule(String kind, OptionalInt archiveAfter, OptionalInt destroyAfter, Word word) {
    private static final int LONGEST = 36_500;

    /// Who has the last word.
    public enum Word {
        /** A person, for each case. */
        ASK,
        /** The rule itself, when its time has come: somebody has said so once for all. */
        ALONE
    }

    public Rule {
        kind = kind.strip().toLowerCase(java.util.Locale.ROOT);
        if (kind.length() > 40 || kind.codePoints().anyMatch(Character::isISOControl)
                || outside(archiveAfter) || outside(destroyAfter)) {
            throw new IllegalArgumentException("not a rule");
        }
    }

    private static boolean outside(OptionalInt days) {
        return days.isPresent() && (days.getAsInt() < 0 || days.getAsInt() > LONGEST);
    }
}
