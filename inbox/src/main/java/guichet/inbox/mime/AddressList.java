package guichet.inbox.mime;

import guichet.inbox.Party;
import java.util.ArrayList;
import java.util.List;

/// The people of a From, To or Cc header (RFC 5322, section 3.4), read leniently. What can't be read as an address is still
/// listed, as it stands: nobody who is named goes missing.
///
/// An address is never decoded: `=40` or an encoded word in it stays as it is, so that no other address can be made to appear.
final class AddressList {
    private static final int MOST = 1_000;

    private final String text;
    private final List<Party> parties = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final List<String> angles = new ArrayList<>();
    private String comment = "";
    private int at;

    private AddressList(String text) {
        this.text = text;
    }

    /// @param fields each field's value, unfolded
    static List<Party> parse(List<String> fields) {
        List<Party> all = new ArrayList<>();
        for (String field : fields) {
            AddressList list = new AddressList(field);
            list.run();
            all.addAll(list.parties);
        }
        return List.copyOf(all.size() > MOST ? all.subList(0, MOST) : all);
    }

    private void run() {
        while (at < text.length() && parties.size() < MOST) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> words.append(quotedString());
                case '(' -> comment = comment();
                case '<' -> angles.add(angle());
                case ',', ';' -> {
                    at++;
                    finish();
                }
                case ':' -> {
                    at++;
                    if (angles.isEmpty() && words.indexOf("@") < 0) {
                        words.setLength(0); // a group's name (RFC 5322, section 3.4)
                    } else {
                        words.append(c);
                    }
                }
                default -> {
                    words.append(c);
                    at++;
                }
            }
        }
        finish();
    }

    private void finish() {
        String name = words.toString().strip();
        if (!angles.isEmpty()) {
            String shown = name.isEmpty() ? comment : name;
            for (String angle : angles) {
                parties.add(party(shown, angle));
            }
        } else if (!name.isEmpty()) {
            parties.add(party(comment, name));
        }
        words.setLength(0);
        angles.clear();
        comment = "";
    }

    private static Party party(String rawName, String address) {
        return new Party(EncodedWords.decode(rawName).strip(), address);
    }

    private String quotedString() {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            content.append(c);
        }
        // "bob@example.org" as a local part keeps its quotes: without them it would be another address.
        boolean localPart = at < text.length() && text.charAt(at) == '@';
        return localPart ? "\"" + content + "\"" : content.toString();
    }

    private String comment() {
        StringBuilder content = new StringBuilder();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                content.append(text.charAt(at++));
                continue;
            }
            if (c == '(' && depth++ == 0) {
                continue;
            }
            if (c == ')' && --depth == 0) {
                break;
            }
            content.append(c);
        }
        return content.toString().strip();
    }

    private String angle() {
        int end = text.indexOf('>', at);
        String inside = end < 0 ? text.substring(at + 1) : text.substring(at + 1, end);
        at = end < 0 ? text.length() : end + 1;
        return inside.strip();
    }
}
