package guichet.tui.command;

import guichet.tui.text.Lang;
import guichet.tui.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the commands say to people, in one language.
///
/// Values stand in the bundle as `{0}`, `{1}`…; no other character is special, so an apostrophe is an apostrophe.
final class Sentences {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private final Lang lang;
    private final ResourceBundle bundle;

    private Sentences(Lang lang, ResourceBundle bundle) {
        this.lang = lang;
        this.bundle = bundle;
    }

    static Sentences in(Lang lang) {
        String name = "Messages_" + lang.locale().getLanguage() + ".properties";
        try (InputStream in = Sentences.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new Sentences(lang,
                    new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The language of the contract: what was asked for, else the first of the three variables that is set, else English.
    static Lang choose(Optional<String> asked, Map<String, String> environment) {
        return asked.or(() -> Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, "")).filter(value -> !value.isEmpty()).findFirst())
                .flatMap(Lang::of).orElse(Lang.EN);
    }

    Lang lang() {
        return lang;
    }

    ResourceBundle bundle() {
        return bundle;
    }

    String tell(String key, Object... values) {
        return PLACE.matcher(bundle.getString(key)).replaceAll(
                place -> Matcher.quoteReplacement(values[Integer.parseInt(place.group(1))].toString()));
    }

    /// A fixed word of the contract in the person's language: key `word.` and the word.
    String word(String word) {
        return bundle.containsKey("word." + word) ? bundle.getString("word." + word) : word;
    }

    /// Day and time in the person's time zone.
    String time(Instant time, Clock clock) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(lang.locale())
                .format(time.atZone(clock.getZone()));
    }

    /// What strangers wrote, as one line that can do nothing to a terminal.
    static String safe(String remote) {
        return Printable.line(remote).toString();
    }
}
