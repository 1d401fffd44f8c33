package guichet.keystore;

import guichet.crypto.SecretKey;

/// Someone about to get a slot in a vault.
///
/// @param name not blank, at most 100 characters, one line
/// @param key the caller closes it
public record NewPerson(String name, Address address, SecretKey key) {
    private static final int LONGEST = 100;

    public NewPerson {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.codePoints().anyMatch(NewPerson::unprintable)) {
            throw new IllegalArgumentException("a name is one line of 1 to 100 characters");
        }
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
