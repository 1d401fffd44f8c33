package guichet.inbox.mime;

/// Puts paragraphs together again that were broken into lines for the wire (RFC 3676).
final class FlowedText {
    private FlowedText() {
    }

    /// Whether the space that marks a soft break belongs to the text (RFC 3676, section 4.1).
    enum BreakSpace {
        KEPT, DELETED
    }

    /// @param text lines ended by LF
    static String unwrap(String text, BreakSpace space) {
        StringBuilder out = new StringBuilder(text.length());
        int paragraphDepth = -1; // the quote depth of the paragraph that goes on, or -1
        boolean first = true;
        for (String line : text.split("\n", -1)) {
            int depth = quoteDepth(line);
            String content = line.substring(depth);
            if (content.startsWith(" ")) {
                content = content.substring(1);
            }
            boolean signature = content.equals("-- ");
            boolean soft = content.endsWith(" ") && !signature;
            if (paragraphDepth < 0 || depth != paragraphDepth || signature) {
                if (!first) {
                    out.append('\n');
                }
                out.append(depth == 0 ? "" : ">".repeat(depth) + " ");
            }
            out.append(soft && space == BreakSpace.DELETED ? content.substring(0, content.length() - 1) : content);
            paragraphDepth = soft ? depth : -1;
            first = false;
        }
        return out.toString();
    }

    private static int quoteDepth(String line) {
        int depth = 0;
        while (depth < line.length() && line.charAt(depth) == '>') {
            depth++;
        }
        return depth;
    }
}
