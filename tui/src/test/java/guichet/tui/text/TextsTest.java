package guichet.tui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Texts FRENCH = Texts.in(Lang.FR);
    private static final Texts ENGLISH = Texts.in(Lang.EN);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    /// Any string literal of the sources that may be a key.
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-zA-Z0-9-]*(?:\\.[a-z0-9-]+)+)\"");
    /// A key handed straight to [Texts].
    private static final Pattern ASKED = Pattern
            .compile("\\.(say|line|count)\\(\\s*\"([a-z][a-zA-Z0-9-]*(?:\\.[a-z0-9-]+)+)\"");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(ENGLISH.keys(), FRENCH.keys());
    }

    @Test
    void bothLanguagesHaveTheSamePlaceholders() {
        for (String key : ENGLISH.keys()) {
            assertEquals(placeholders(ENGLISH.raw(key)), placeholders(FRENCH.raw(key)), key);
        }
    }

    @Test
    void noTextIsEmptyOrBroken() {
        for (Texts texts : new Texts[]{ENGLISH, FRENCH}) {
            for (String key : texts.keys()) {
                String text = texts.raw(key);
                assertEquals(text.strip(), text, key);
                assertEquals(false, text.isEmpty() || text.contains("\ufffd") || text.contains("Ã"), key);
            }
        }
    }

    @Test
    void everyKeyThatTheSourcesAskForIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        String sources = sources();
        Set<String> families = ENGLISH.keys().stream().map(key -> key.replaceFirst("\\..*", ""))
                .collect(Collectors.toSet());
        LITERAL.matcher(sources).results().map(found -> found.group(1))
                .filter(literal -> families.contains(literal.replaceFirst("\\..*", "")))
                .filter(literal -> !ENGLISH.keys().contains(literal) && !ENGLISH.keys().contains(literal + ".one"))
                .forEach(missing::add);
        ASKED.matcher(sources).results().forEach(found -> {
            String key = found.group(2);
            boolean there = found.group(1).equals("count")
                    ? ENGLISH.keys().contains(key + ".one")
                            && ENGLISH.keys().contains(key + ".other")
                    : ENGLISH.keys().contains(key);
            if (!there) {
                missing.add(key);
            }
        });
        assertEquals(Set.of(), missing);
    }

    @Test
    void noTextIsUnused() throws IOException {
        Set<String> literals = LITERAL.matcher(sources()).results().map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>(ENGLISH.keys());
        unused.removeIf(key -> literals.contains(key) || literals.contains(key.replaceFirst("\\.(one|other)$", ""))
                || Character.isUpperCase(key.charAt(0)));
        assertEquals(Set.of(), unused);
    }

    @Test
    void countsAsEachLanguageDoes() {
        assertEquals("0 min", FRENCH.count("time.minutes", 0));
        assertEquals("1\u202f200 min", FRENCH.count("time.minutes", 1200));
        assertEquals("1,200 min", ENGLISH.count("time.minutes", 1200));
    }

    @Test
    void languageComesOutOfLocaleNames() {
        assertEquals(Lang.FR, Lang.of("fr_FR.UTF-8").orElseThrow());
        assertEquals(Lang.EN, Lang.of("en").orElseThrow());
        assertEquals(true, Lang.of("frr_DE").isEmpty());
        assertEquals(true, Lang.of("C").isEmpty());
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String folder : List.of("text", "screen")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/guichet/tui", folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }
}
