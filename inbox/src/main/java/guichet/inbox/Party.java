package guichet.inbox;

import guichet.keystore.Address;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Someone as a message names them. Both parts are claims: nothing here is proven.
///
/// @param name    the display name, empty where there is none
/// @param address the bare address as it stands in the message, possibly malformed
public record Party(String name, String address) {
    private static final Pattern AT = Pattern.compile("[@\uFE6B\uFF20]");

    /// The name and always the address beside it; and where letters beyond ASCII stand in that, which may look like others, its ASCII form too.
    public String shown() {
        if (address.isEmpty()) {
            return name;
        }
        String whole = name.isEmpty() ? address : name + " <" + address + ">";
        return address.codePoints().allMatch(Party::isAscii) ? whole : whole + " (" + ascii() + ")";
    }

    /// For a list: the name; but the address where there is none, or where it poses as an address itself.
    public String brief() {
        return address.isEmpty() || !(name.isBlank() || AT.matcher(name).find()) ? name : ascii();
    }

    /// The domain as IDNA has it, and each other letter beyond ASCII by its number.
    private String ascii() {
        return Address.parse(address).map(Address::value).orElse(address).codePoints()
                .mapToObj(letter -> isAscii(letter)
                        ? Character.toString(letter)
                        : String.format(Locale.ROOT, "\\u{%04X}", letter))
                .collect(Collectors.joining());
    }

    private static boolean isAscii(int letter) {
        return letter < 128;
    }
}
