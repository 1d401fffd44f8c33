package guichet.tui.text;

/// What a code point does on a screen, as far as [Printable] cares: it is shown as itself (`BASE`); it joins the character
/// before it, taking no column (`MARK`) or one (`SPACING_MARK`); it is some blank of one column (`SPACE`); or it is shown
/// by its number, since it takes no room, changes direction, drives the terminal, or has no agreed look (`HIDDEN`).
enum Kind {
    BASE, MARK, SPACING_MARK, SPACE, HIDDEN;

    static Kind of(int codePoint) {
        if (isInvisible(codePoint)) {
            return HIDDEN;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> HIDDEN;
            case Character.PRIVATE_USE, Character.UNASSIGNED -> HIDDEN;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> HIDDEN;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            case Character.COMBINING_SPACING_MARK -> SPACING_MARK;
            case Character.SPACE_SEPARATOR -> codePoint == 0x3000 ? BASE : SPACE;
            default -> isJoiningJamo(codePoint) ? MARK : BASE;
        };
    }

    /// Characters that Unicode counts as letters or marks and that leave no trace on a screen: fillers, the grapheme
    /// joiner, inherent Khmer vowels, and every variation selector.
    private static boolean isInvisible(int c) {
        return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || (c >= 0x180B && c <= 0x180F)
                || c == 0x3164 || c == 0xFFA0 || isVariationSelector(c) || (c >= 0xE0000 && c <= 0xE0FFF);
    }

    static boolean isVariationSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    static boolean isFlagLetter(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean isJoiningJamo(int c) {
        return (c >= 0x1161 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB);
    }
}
