package guichet.keystore;

/// The rule for what people are called here: one line that a screen can show as it is.
final class DisplayName {
    private static final int LONGEST = 100;

    private DisplayName() {
    }

    /// The name without spaces around it.
    ///
    /// @throws IllegalArgumentException where it is empty, longer than 100 characters, or holds control characters,
    ///         line ends or invisible formatting
    static String checked(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.codePoints().anyMatch(DisplayName::unprintable)) {
            throw new IllegalArgumentException("a name is one line of 1 to 100 characters");
        }
        return name;
    }

    private static boolean unprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }
}
