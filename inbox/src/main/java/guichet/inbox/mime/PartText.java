package guichet.inbox.mime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/// The text of one part, as it is shown: decoded, unwrapped, out of HTML, lines ended by LF.
final class PartText {
    private static final Pattern COPIED_HEADER = Pattern
            .compile("(?i)(subject|from|to|cc|date|reply-to|followup-to): .*");
    private static final int LONGEST_HTML = 1_000_000;
    private static final int MOST_TAGS = 40_000;
    private static final int DEEPEST = 200;
    /// Of texts that are not held, in bytes as they are encoded: of one, and of all together.
    private static final long LONGEST_FAR = 2 << 20;
    private static final long MOST_FAR = 8 << 20;

    private final LegacyDisplay legacy;
    private final Map<Entity.Leaf, Shown> done = new HashMap<>();
    private final Set<Entity.Leaf> admitted = new HashSet<>();
    private long far;

    PartText(LegacyDisplay legacy) {
        this.legacy = legacy;
    }

    /// @param hidden         what a browser would not have shown
    /// @param charsetGuessed whether the declared charset was of no use
    /// @param cut            whether only the beginning was read
    record Shown(String text, String hidden, boolean charsetGuessed, boolean cut) {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    Shown of(Entity.Leaf leaf) {
        return done.computeIfAbsent(leaf, this::read);
    }

    /// Whether there is no room for it: then it is a file.
    boolean isTooLong(Entity.Leaf leaf) {
        if (!leaf.isFar() || admitted.contains(leaf)) {
            return false;
        }
        if (leaf.encodedLength() > LONGEST_FAR || far + leaf.encodedLength() > MOST_FAR) {
            return true;
        }
        far += leaf.encodedLength();
        admitted.add(leaf);
        return false;
    }

    /// A part that holds copied headers only, as drafts before RFC 9788 had it.
    boolean isLegacyDisplayPart(Entity.Leaf leaf) {
        return legacy == LegacyDisplay.DROPPED && !leaf.isFar()
                && (leaf.type().is("text/plain") || leaf.type().is("text/rfc822-headers"))
                && leaf.type().parameter("protected-headers").isPresent()
                && of(leaf).text().strip().lines().allMatch(line -> COPIED_HEADER.matcher(line).matches());
    }

    private Shown read(Entity.Leaf leaf) {
        TextDecoding.Decoded decoded = TextDecoding.decode(leaf.content(), leaf.type().parameter("charset"));
        boolean copies = legacy == LegacyDisplay.DROPPED
                && leaf.type().parameter("hp-legacy-display").filter("1"::equals).isPresent();
        if (leaf.type().is("text/html")) {
            int length = readable(decoded.text());
            HtmlText.Rendered page = HtmlText.of(page(decoded.text().substring(0, length), copies));
            return new Shown(page.text(), page.hidden(), decoded.guessed(), length < decoded.text().length());
        }
        String text = decoded.text().replace("\r\n", "\n").replace('\r', '\n');
        if (leaf.type().parameter("format").filter("flowed"::equalsIgnoreCase).isPresent()) {
            boolean delete = leaf.type().parameter("delsp").filter("yes"::equalsIgnoreCase).isPresent();
            text = FlowedText.unwrap(text, delete ? FlowedText.BreakSpace.DELETED : FlowedText.BreakSpace.KEPT);
        }
        return new Shown(copies ? withoutCopies(text) : text, "", decoded.guessed(), false);
    }

    /// How much of a page is laid out: more tags than this were made to keep a reader busy.
    private static int readable(String html) {
        int most = Math.min(html.length(), LONGEST_HTML);
        int tags = 0;
        for (int i = 0; i < most; i++) {
            if (html.charAt(i) == '<' && ++tags > MOST_TAGS) {
                return i;
            }
        }
        return most;
    }

    private static Document page(String html, boolean copies) {
        Document page = Jsoup.parse(html, Parser.htmlParser().setMaxDepth(DEEPEST));
        if (copies) {
            Optional.ofNullable(page.selectFirst("div.header-protection-legacy-display"))
                    .ifPresent(div -> div.remove());
        }
        return page;
    }

    /// Drops the first paragraph where it is nothing but copied headers.
    private static String withoutCopies(String text) {
        int end = text.indexOf("\n\n");
        boolean copied = end >= 0
                && text.substring(0, end).lines().allMatch(line -> COPIED_HEADER.matcher(line).matches());
        return copied ? text.substring(end + 2) : text;
    }
}
