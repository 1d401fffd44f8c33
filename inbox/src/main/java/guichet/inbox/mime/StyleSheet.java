package guichet.inbox.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The declarations that apply to an element: its own `style`, and rules for one tag, class or id. Rules for certain media only are left
/// out, and so are selectors of more than one step.
final class StyleSheet {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?(\\*/|\\z)");
    private static final Pattern SIMPLE = Pattern.compile("(?:[a-z][a-z0-9]*|\\*)?(?:[.#][A-Za-z0-9_-]+)?");
    private static final int MOST_RULES = 2_000;
    private static final int LONGEST = 200_000;

    private final Map<String, Map<String, String>> rules = new HashMap<>();

    void addRules(String css) {
        String rest = COMMENT.matcher(css.length() > LONGEST ? css.substring(0, LONGEST) : css).replaceAll(" ");
        int at = 0;
        while (at < rest.length() && rules.size() < MOST_RULES) {
            int brace = rest.indexOf('{', at);
            if (brace < 0) {
                return;
            }
            String selectors = rest.substring(at, brace).strip();
            if (selectors.startsWith("@")) {
                at = afterBlock(rest, brace);
                continue;
            }
            int end = rest.indexOf('}', brace);
            end = end < 0 ? rest.length() : end;
            addRule(selectors, declarations(rest.substring(brace + 1, end)));
            at = end + 1;
        }
    }

    /// Later in the list of names wins: tag, class, id, `style`.
    Map<String, String> of(Element element) {
        Map<String, String> merged = new HashMap<>();
        String tag = element.normalName();
        apply(merged, "*");
        apply(merged, tag);
        if (!rules.isEmpty()) {
            for (String name : element.classNames()) {
                apply(merged, "." + name);
                apply(merged, tag + "." + name);
            }
            apply(merged, "#" + element.id());
        }
        merged.putAll(declarations(element.attr("style")));
        return merged;
    }

    private void apply(Map<String, String> merged, String selector) {
        Map<String, String> rule = rules.get(selector);
        if (rule != null) {
            merged.putAll(rule);
        }
    }

    private void addRule(String selectors, Map<String, String> declarations) {
        for (String selector : selectors.split(",", 50)) {
            String name = selector.strip();
            if (!name.isEmpty() && SIMPLE.matcher(name).matches() && rules.size() < MOST_RULES) {
                rules.computeIfAbsent(name, _ -> new HashMap<>()).putAll(declarations);
            }
        }
    }

    private static Map<String, String> declarations(String css) {
        if (css.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new HashMap<>();
        for (String declaration : css.split(";", 200)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String value = declaration.substring(colon + 1).toLowerCase(Locale.ROOT).replace("!important", "");
                all.put(declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT), value.strip());
            }
        }
        return all;
    }

    private static int afterBlock(String css, int brace) {
        int depth = 0;
        for (int i = brace; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return css.length();
    }
}
