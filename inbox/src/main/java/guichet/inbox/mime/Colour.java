package guichet.inbox.mime;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A CSS colour as far as mails use them, to tell text that can't be seen on its background.
record Colour(int red, int green, int blue) {
    static final Colour BLACK = new Colour(0, 0, 0);
    static final Colour WHITE = new Colour(255, 255, 255);

    private static final Map<String, Integer> NAMES = Map.ofEntries(Map.entry("black", 0), Map.entry("white", 0xffffff),
            Map.entry("silver", 0xc0c0c0), Map.entry("gray", 0x808080), Map.entry("grey", 0x808080),
            Map.entry("red", 0xff0000), Map.entry("maroon", 0x800000), Map.entry("yellow", 0xffff00),
            Map.entry("olive", 0x808000), Map.entry("lime", 0xff00), Map.entry("green", 0x8000),
            Map.entry("aqua", 0xffff), Map.entry("cyan", 0xffff), Map.entry("teal", 0x8080), Map.entry("blue", 0xff),
            Map.entry("navy", 0x80), Map.entry("fuchsia", 0xff00ff), Map.entry("purple", 0x800080),
            Map.entry("orange", 0xffa500), Map.entry("whitesmoke", 0xf5f5f5), Map.entry("snow", 0xfffafa),
            Map.entry("ivory", 0xfffff0), Map.entry("ghostwhite", 0xf8f8ff), Map.entry("lightgray", 0xd3d3d3));
    private static final Pattern RGB = Pattern
            .compile("rgba?\\(\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\b.*\\)");
    private static final Pattern HEX = Pattern.compile("#?([0-9a-f]{6}|[0-9a-f]{3})");
    private static final int INDISTINCT = 24;

    static Optional<Colour> parse(String css) {
        String text = css.strip().toLowerCase(Locale.ROOT);
        Integer named = NAMES.get(text);
        if (named != null) {
            return Optional.of(of(named));
        }
        Matcher hex = HEX.matcher(text);
        if (hex.matches()) {
            String digits = hex.group(1);
            return Optional.of(of(Integer.parseInt(digits.length() == 6 ? digits : doubled(digits), 16)));
        }
        Matcher rgb = RGB.matcher(text);
        return rgb.matches()
                ? Optional.of(new Colour(Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)),
                        Integer.parseInt(rgb.group(3))))
                : Optional.empty();
    }

    boolean looksLike(Colour other) {
        return Math.abs(red - other.red) + Math.abs(green - other.green) + Math.abs(blue - other.blue) <= INDISTINCT;
    }

    private static Colour of(int rgb) {
        return new Colour(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }

    private static String doubled(String digits) {
        StringBuilder all = new StringBuilder();
        digits.chars().forEach(c -> all.append((char) c).append((char) c));
        return all.toString();
    }
}
