package guichet.inbox.chat;

import guichet.crypto.Certificate;
import guichet.keystore.Address;
import java.util.stream.Collectors;

/// A colleague as a vCard tells of them: claims, until a person pins them.
///
/// @param name one line without control or invisible formatting characters, 1 to 100 characters; the address where none was given
public record StaffCard(String name, Address address, Certificate certificate) {
    private static final int LONGEST_NAME = 100;

    public StaffCard {
        String shown = name.codePoints().map(StaffCard::printable).limit(LONGEST_NAME)
                .mapToObj(Character::toString).collect(Collectors.joining()).replaceAll("\\s+", " ").strip();
        name = shown.isEmpty() ? address.value() : shown;
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                ' ';
            default -> character;
        };
    }
}
