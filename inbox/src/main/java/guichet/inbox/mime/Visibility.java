package guichet.inbox.mime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Whether what stands in an element can be seen by a person with a browser, as far as its own and inherited styles tell.
///
/// @param colour     of text, as inherited
/// @param background below it; empty where it can't be known (an image)
/// @param tiny       whether its letters are too small to be seen
record Visibility(Optional<Colour> colour, Optional<Colour> background, boolean tiny) {
    static final Visibility PAGE = new Visibility(Optional.of(Colour.BLACK), Optional.of(Colour.WHITE), false);

    private static final Pattern LENGTH = Pattern
            .compile("(-?(?:[0-9]{1,9})?(?:\\.[0-9]{1,9})?)\\s*(px|pt|em|rem|%|ex|vw|vh)?");
    private static final double UNREADABLE = 2;
    private static final double FAR_AWAY = -200;

    /// The text directly in an element, given the styles in force round it.
    Visibility within(Element element, Map<String, String> style) {
        Optional<Colour> text = first(style.get("color"),
                element.normalName().equals("font") ? element.attr("color") : "",
                element.normalName().equals("body") ? element.attr("text") : "").or(() -> colour);
        if (style.getOrDefault("color", "").equals("transparent")) {
            text = background;
        }
        String shorthand = style.getOrDefault("background", "");
        boolean picture = shorthand.contains("url(") || shorthand.contains("gradient")
                || !style.getOrDefault("background-image", "none").equals("none") || element.hasAttr("background");
        Optional<Colour> below = picture
                ? Optional.empty()
                : first(style.get("background-color"), shorthand.split(" ", 2)[0], element.attr("bgcolor"))
                        .or(() -> background);
        OptionalDouble size = length(style.getOrDefault("font-size", ""));
        return new Visibility(text, below, size.isPresent() ? size.getAsDouble() < UNREADABLE : tiny);
    }

    boolean textIsInvisible() {
        return tiny || (colour.isPresent() && background.isPresent() && colour.get().looksLike(background.get()));
    }

    /// Whether an element and all in it is hidden.
    static boolean hides(Element element, Map<String, String> style) {
        if (element.hasAttr("hidden")) {
            return true;
        }
        if (style.isEmpty()) {
            return false;
        }
        String clip = style.getOrDefault("overflow", "");
        boolean clipped = clip.startsWith("hidden") || clip.startsWith("clip");
        boolean away = style.getOrDefault("position", "").matches("absolute|fixed|relative");
        return style.getOrDefault("display", "").equals("none")
                || style.getOrDefault("visibility", "").matches("hidden|collapse") || below(style, "opacity", 0.1)
                || (clipped && (below(style, "height", UNREADABLE) || below(style, "max-height", UNREADABLE)
                        || below(style, "width", UNREADABLE) || below(style, "max-width", UNREADABLE)))
                || below(style, "text-indent", FAR_AWAY)
                || (away && (below(style, "left", FAR_AWAY) || below(style, "top", FAR_AWAY)))
                || (style.containsKey("clip") && style.getOrDefault("clip", "").matches("rect\\((0(px)?[, ]*){4}\\)"))
                || style.getOrDefault("transform", "").contains("scale(0)");
    }

    /// A length or number smaller than this, in whichever unit; relative units count as pixels of 16.
    private static boolean below(Map<String, String> style, String property, double limit) {
        String value = style.get(property);
        if (value == null) {
            return false;
        }
        OptionalDouble length = length(value);
        return length.isPresent() && length.getAsDouble() < limit;
    }

    private static OptionalDouble length(String css) {
        Matcher form = LENGTH.matcher(css);
        if (!form.matches() || form.group(1).isEmpty() || form.group(1).equals("-") || form.group(1).endsWith(".")) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(form.group(1));
        String unit = form.group(2);
        boolean relative = unit != null && unit.matches("r?em|ex");
        boolean share = unit != null && unit.matches("%|vw|vh");
        return OptionalDouble.of(relative ? number * 16 : share ? number * 0.16 : number);
    }

    private static Optional<Colour> first(@Nullable String... css) {
        for (String text : css) {
            if (text != null && !text.isEmpty()) {
                Optional<Colour> colour = Colour.parse(text);
                if (colour.isPresent()) {
                    return colour;
                }
            }
        }
        return Optional.empty();
    }
}
