package guichet.inbox.chat;

import guichet.crypto.Certificate;
import guichet.crypto.KeyFile;
import guichet.inbox.chat.VCardLines.Property;
import guichet.keystore.Address;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one vCard says: the first address, the first name, and a key, of which it may have one alone.
final class ClaimedCard {
    /// Delta Chat escapes the comma, other programs do not.
    private static final Pattern DATA = Pattern.compile("(?i)data:application/pgp-keys;base64\\\\?,(.*)");
    /// How versions 2.1 and 3.0 say that the value is base64.
    private static final Pattern BASE64 = Pattern.compile("(^|;)ENCODING=(B|BASE64)(;|$)");

    private ClaimedCard() {
    }

    static Optional<StaffCard> of(List<Property> card) {
        Optional<Address> address = first(card, "EMAIL").flatMap(Address::parse);
        List<Property> keys = card.stream().filter(property -> property.name().equals("KEY")).toList();
        Optional<Certificate> key = keys.size() == 1
                ? bytes(keys.getFirst()).flatMap(ClaimedCard::only)
                : Optional.empty();
        return address.isPresent() && key.isPresent()
                ? Optional.of(new StaffCard(first(card, "FN").orElse(""), address.get(), key.get()))
                : Optional.empty();
    }

    private static Optional<String> first(List<Property> card, String name) {
        return card.stream().filter(property -> property.name().equals(name)).map(Property::text).findFirst();
    }

    private static Optional<byte[]> bytes(Property key) {
        Matcher data = DATA.matcher(key.raw().strip());
        Optional<String> base64 = data.matches()
                ? Optional.of(data.group(1))
                : Optional.of(key.raw().strip()).filter(_ -> BASE64.matcher(key.parameters()).find());
        try {
            return base64.map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Nothing where there are several, or a secret one: whoever wrote that wanted something else.
    private static Optional<Certificate> only(byte[] raw) {
        return switch (KeyFile.read(raw)) {
            case KeyFile.Keys(var certificates, var secret, int skipped) ->
                certificates.size() == 1 && secret.isEmpty() && skipped == 0
                        ? Optional.of(certificates.getFirst())
                        : Optional.empty();
            case KeyFile.Unreadable _ -> Optional.empty();
        };
    }
}
