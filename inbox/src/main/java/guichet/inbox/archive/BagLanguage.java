package guichet.inbox.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.PropertyResourceBundle;

/// The language of what people read in a bag, and of the letter that goes with a sealed one. Bundles: `Archive_fr`, `Archive_en`, in which
/// `{0}` is the value.
public enum BagLanguage {
    FR(Locale.FRENCH), EN(Locale.UK);

    private final Locale locale;
    @SuppressWarnings("ImmutableEnumChecker") // filled once, at the start
    private final PropertyResourceBundle bundle;

    BagLanguage(Locale locale) {
        this.locale = locale;
        this.bundle = load("Archive_" + locale.getLanguage() + ".properties");
    }

    /// The one of a word such as `fr`; English where it is neither.
    public static BagLanguage of(String word) {
        return word.equals("fr") ? FR : EN;
    }

    String say(String key) {
        return bundle.getString(key);
    }

    String say(String key, String value) {
        return bundle.getString(key).replace("{0}", value);
    }

    /// A fixed word in this language, or as it is where it is none of ours.
    String word(String kind, String word) {
        String key = kind + "." + word;
        return bundle.containsKey(key) ? bundle.getString(key) : word;
    }

    String time(Instant time) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", locale).format(time.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    String tag() {
        return locale.getLanguage();
    }

    private static PropertyResourceBundle load(String name) {
        try (InputStream in = BagLanguage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
