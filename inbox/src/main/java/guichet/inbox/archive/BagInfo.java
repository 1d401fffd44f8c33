package guichet.inbox.archive;

import java.util.List;
import java.util.regex.Pattern;

/// One line of `bag-info.txt` (RFC 8493, 2.2.2), in the field's own terms.
record BagInfo(String label, String value) {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    BagInfo {
        value = BREAKS.matcher(value).replaceAll(" ").strip();
    }

    /// Lines without a value are left out.
    static String text(List<BagInfo> lines) {
        StringBuilder text = new StringBuilder();
        for (BagInfo line : lines) {
            if (!line.value.isEmpty()) {
                text.append(line.label).append(": ").append(line.value).append('\n');
            }
        }
        return text.toString();
    }
}
