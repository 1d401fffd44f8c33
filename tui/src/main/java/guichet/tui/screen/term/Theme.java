package guichet.tui.screen.term;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How each [Role] looks: the parameters of the terminal's SGR sequence (ECMA-48, 8.3.117). The background stays the
/// terminal's own, so that light and dark terminals both work; the colours are middle tones for the same reason.
public final class Theme {
    private final Map<Role, String> parameters = new EnumMap<>(Role.class);

    private Theme(Depth depth) {
        for (Role role : Role.values()) {
            parameters.put(role, depth.choose(look(role)));
        }
    }

    /// What a terminal can show.
    enum Depth {
        NONE, SIXTEEN, INDEXED, DIRECT;

        private String choose(Look look) {
            return switch (this) {
                case NONE -> look.plain;
                case SIXTEEN -> look.sixteen;
                case INDEXED -> look.indexed;
                case DIRECT -> look.direct;
            };
        }
    }

    private record Look(String plain, String sixteen, String indexed, String direct) {
        static Look uncoloured(String parameters) {
            return new Look(parameters, parameters, parameters, parameters);
        }

        /// A foreground: attributes without colour, then one of sixteen, of 256, and red;green;blue.
        static Look of(String plain, String base, int sixteen, int indexed, String rgb) {
            return new Look(plain, base + ";" + sixteen, base + ";38;5;" + indexed, base + ";38;2;" + rgb);
        }
    }

    /// By the environment: a `NO_COLOR` that is not empty wins (no-color.org), then `COLORTERM`, then `TERM`.
    public static Theme of(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return new Theme(Depth.NONE);
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit")) {
            return new Theme(Depth.DIRECT);
        }
        String term = environment.getOrDefault("TERM", "");
        if (term.contains("256color") || term.contains("direct")) {
            return new Theme(Depth.INDEXED);
        }
        return new Theme(term.equals("vt100") || term.equals("vt220") || term.isEmpty() ? Depth.NONE : Depth.SIXTEEN);
    }

    /// The parameters that show a role, from whatever was set before.
    String sgr(Role role) {
        return Objects.requireNonNull(parameters.get(role));
    }

    private static Look look(Role role) {
        return switch (role) {
            case PLAIN -> Look.uncoloured("0");
            case DIM -> Look.uncoloured("0;2");
            case STRONG -> Look.uncoloured("0;1");
            case FRAME -> Look.uncoloured("0;2");
            case FRAME_FOCUSED -> Look.of("0;1", "0;1", 36, 37, "0;150;160");
            case SELECTED -> Look.uncoloured("0;7");
            case SELECTED_UNFOCUSED -> Look.uncoloured("0;4");
            case SAFE -> Look.of("0", "0", 32, 71, "60;155;70");
            case EXPOSED -> Look.of("0;1;4", "0;1", 31, 196, "225;50;40");
            case WARNING -> Look.of("0;1", "0;1", 33, 172, "200;130;0");
            case ERROR -> Look.of("0;1;7", "0;1;7", 31, 196, "215;50;40");
            case NOTE -> Look.of("0;4", "0", 35, 133, "165;85;170");
            case REPLY -> Look.of("0", "0", 34, 32, "30;130;215");
            case KEY -> Look.of("0;1", "0;1", 36, 37, "0;150;160");
            case QUOTE -> Look.of("0;2", "0", 36, 66, "95;135;140");
            case STATUS -> Look.uncoloured("0;7");
            case INPUT -> Look.uncoloured("0;4");
            // Without colours: right on a dark terminal, and inverted on a light one, which most cameras read, too.
            case CODE -> new Look("0;7", "0;30;107", "0;38;5;16;48;5;231", "0;38;2;0;0;0;48;2;255;255;255");
        };
    }
}
