package guichet.inbox.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A file of vCards cut into cards, and these into properties (RFC 6350 sections 3.2 and 3.3); what a property means is not asked here.
final class VCardLines {
    private static final Pattern FOLD = Pattern.compile("\r?\n[\t ]");
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\,;nN])");

    private VCardLines() {
    }

    /// @param name       in capitals, without the group that may stand before it
    /// @param parameters as they stand after the name, in capitals; empty: none
    /// @param raw        the value with its escapes
    record Property(String name, String parameters, String raw) {
        /// The value of a text property.
        String text() {
            return ESCAPE.matcher(raw)
                    .replaceAll(escape -> switch (escape.group(1)) {
                        case "n", "N" -> "\n";
                        case "\\" -> "\\\\";
                        default -> escape.group(1);
                    });
        }
    }

    /// @param most no more are read
    static List<List<Property>> cards(String text, int most) {
        List<List<Property>> cards = new ArrayList<>();
        List<Property> open = List.of();
        boolean inside = false;
        for (String line : LINE_END.split(FOLD.matcher(text).replaceAll(""), -1)) {
            if (line.strip().equalsIgnoreCase("BEGIN:VCARD")) {
                open = new ArrayList<>();
                inside = true;
            } else if (inside && line.strip().equalsIgnoreCase("END:VCARD")) {
                cards.add(open);
                inside = false;
                if (cards.size() == most) {
                    return cards;
                }
            } else if (inside && line.indexOf(':') > 0) {
                open.add(property(line));
            }
        }
        return cards;
    }

    /// A colon inside of a quoted parameter would cut too early: such a property has no value that means anything here.
    private static Property property(String line) {
        int colon = line.indexOf(':');
        String head = line.substring(0, colon).toUpperCase(Locale.ROOT);
        int semicolon = head.indexOf(';');
        String name = semicolon < 0 ? head : head.substring(0, semicolon);
        return new Property(name.substring(name.lastIndexOf('.') + 1).strip(),
                semicolon < 0 ? "" : head.substring(semicolon + 1), line.substring(colon + 1));
    }
}
