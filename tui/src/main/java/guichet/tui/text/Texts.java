package guichet.tui.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/// Everything that the program says, in one language. A key's text may hold `{0}`, `{1}`…; nothing else is special in it.
/// Arguments go in as they are: what reaches a screen still passes [Printable].
public final class Texts {
    private final Lang lang;
    private final ResourceBundle bundle;

    private Texts(Lang lang, ResourceBundle bundle) {
        this.lang = lang;
        this.bundle = bundle;
    }

    /// Reads `texts_fr.properties` or `texts_en.properties`, in UTF-8.
    public static Texts in(Lang lang) {
        String name = "texts_" + lang.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new Texts(lang, new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Lang lang() {
        return lang;
    }

    /// The text of a key, its placeholders filled. A missing key is a bug, and a test looks for them all.
    public String say(String key, Object... args) {
        return fill(bundle.getString(key), args);
    }

    /// The text of `key.one` or `key.other`, as the language counts; `{0}` is the number, the others follow.
    public String count(String key, long number, Object... more) {
        Object[] args = new Object[more.length + 1];
        args[0] = number;
        System.arraycopy(more, 0, args, 1, more.length);
        return say(key + (isSingular(number) ? ".one" : ".other"), args);
    }

    /// The name of a constant: key `Type.CONSTANT`, a nested type's with the types around it.
    public String of(Enum<?> constant) {
        return bundle.getString(key(constant));
    }

    static String key(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
        return name + "." + constant.name();
    }

    public Printable line(String key, Object... args) {
        return Printable.line(say(key, args));
    }

    /// The keys that this language has.
    Set<String> keys() {
        return new TreeSet<>(bundle.keySet());
    }

    String raw(String key) {
        return bundle.getString(key);
    }

    private boolean isSingular(long number) {
        return switch (lang) {
            case FR -> number == 0 || number == 1;
            case EN -> number == 1;
        };
    }

    private String fill(String text, Object... args) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{' && at + 2 < text.length() && text.charAt(at + 2) == '}'
                    && Character.isDigit(text.charAt(at + 1))) {
                filled.append(shown(args[text.charAt(at + 1) - '0']));
                at += 3;
            } else {
                filled.append(c);
                at++;
            }
        }
        return filled.toString();
    }

    private String shown(Object arg) {
        return arg instanceof Number number
                ? NumberFormat.getIntegerInstance(lang.locale()).format(number)
                : arg.toString();
    }
}
