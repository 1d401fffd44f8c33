package guichet.inbox.mime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/// HTML as plain text. Nothing is fetched or run; a link shows where it really leads, behind the words that it stands on.
///
/// Text that a person with a browser would not see (not displayed, of no size, of its background's colour, moved out of the page)
/// is kept apart in [Rendered#hidden]: it can neither pass as what the sender said nor disappear.
final class HtmlText implements NodeFilter {
    private static final Set<String> NEVER_TEXT = Set.of("script", "style", "head", "title", "meta", "template");
    private static final Set<String> OUT_OF_SIGHT = Set.of("iframe", "object", "embed", "svg", "math", "noembed",
            "audio",
            "video", "applet", "canvas");
    private static final Set<String> BLOCKS = Set.of("div", "section", "article", "header", "footer", "table", "tr",
            "ul",
            "ol", "dl", "dt", "dd", "form", "fieldset", "address", "center", "main", "nav", "aside", "figure", "li",
            "pre",
            "blockquote", "body", "caption", "details", "summary", "hr");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final int LONGEST_TARGET = 2_000;

    private final StyleSheet styles = new StyleSheet();
    private final TextFlow out = new TextFlow();
    private final StringBuilder hidden = new StringBuilder();
    private final Deque<Visibility> seen = new ArrayDeque<>();
    private final Deque<Integer> linkStarts = new ArrayDeque<>();

    private HtmlText() {
        seen.push(Visibility.PAGE);
    }

    /// @param text   what a person would see
    /// @param hidden what they would not see; empty where there is none
    record Rendered(String text, String hidden) {
    }

    static Rendered of(Document page) {
        HtmlText renderer = new HtmlText();
        for (Element style : page.getElementsByTag("style")) {
            renderer.styles.addRules(style.data());
        }
        NodeTraversor.filter(renderer, page);
        return new Rendered(renderer.out.text(), renderer.hidden.toString().strip());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            if (!text.isBlank() && seen.element().textIsInvisible()) {
                hide(text.text());
            } else {
                out.text(text.getWholeText());
            }
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        String tag = element.normalName();
        if (NEVER_TEXT.contains(tag)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        Map<String, String> style = styles.of(element);
        if (OUT_OF_SIGHT.contains(tag) || Visibility.hides(element, style)) {
            hide(element.text());
            return FilterResult.SKIP_ENTIRELY;
        }
        seen.push(seen.element().within(element, style));
        begin(element, tag);
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element, element.normalName());
            seen.pop();
        }
        return FilterResult.CONTINUE;
    }

    private void begin(Element element, String tag) {
        if (PARAGRAPHS.contains(tag)) {
            out.breakParagraph();
        } else if (BLOCKS.contains(tag)) {
            out.breakLine();
        }
        switch (tag) {
            case "br" -> out.newLine();
            case "hr" -> out.text("----------------");
            case "li" -> out.text("- ");
            case "td", "th" -> out.gap();
            case "blockquote" -> out.quoteMore();
            case "pre" -> out.preserve();
            case "a" -> linkStarts.push(out.length());
            case "img" -> {
                if (!element.attr("alt").isBlank()) {
                    out.text("[" + Header.oneLine(element.attr("alt")) + "]");
                }
            }
            default -> {
            }
        }
    }

    private void end(Element element, String tag) {
        switch (tag) {
            case "blockquote" -> out.quoteLess();
            case "pre" -> out.collapse();
            case "a" -> showTarget(element.attr("href"), linkStarts.pop());
            default -> {
            }
        }
        if (PARAGRAPHS.contains(tag)) {
            out.breakParagraph();
        } else if (BLOCKS.contains(tag)) {
            out.breakLine();
        }
    }

    private void showTarget(String href, int start) {
        String target = Header.oneLine(href).replaceAll("[\\s<>]", "");
        String words = out.since(start).strip();
        if (target.isEmpty() || target.startsWith("#") || words.isEmpty() || same(words, target)) {
            return;
        }
        out.text(" <" + (target.length() > LONGEST_TARGET ? target.substring(0, LONGEST_TARGET) + "…" : target) + ">");
    }

    private static boolean same(String words, String target) {
        return words.equals(target) || ("mailto:" + words).equals(target) || ("tel:" + words).equals(target)
                || words.concat("/").equals(target);
    }

    private void hide(String text) {
        if (!text.isBlank()) {
            hidden.append(text.strip()).append('\n');
        }
    }
}
