package guichet.inbox.gate;

import java.util.ArrayList;
import java.util.List;

/// Quoted text in what a person writes.
final class Quotes {
    private Quotes() {
    }

    /// The text without its quotes (lines that begin with `>`) and without the line that introduces each.
    static String removed(String text) {
        List<String> kept = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(">")) {
                dropIntroduction(kept);
            } else {
                kept.add(line);
            }
        }
        return String.join("\n", kept).strip();
    }

    private static void dropIntroduction(List<String> kept) {
        if (!kept.isEmpty() && kept.getLast().stripTrailing().endsWith(":")) {
            kept.removeLast();
        }
    }
}
