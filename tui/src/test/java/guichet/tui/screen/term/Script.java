package guichet.tui.screen.term;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text script: what is typed, and what must be seen. Each line is empty, a comment (`#`), or one of
///
///     type: text and <keys>      keys: enter esc tab up down left right home end pgup pgdn del bs f1 ctrl-x alt-x
///     paste: text                in one go; \n is a line end
///     see: words                 waits until some row holds the words
///     see-not: words             waits until no row holds them
///     row 3: words               waits until row 3 (from 1) is just this
///     resize: 250x70
public final class Script {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("guichet.patience", 8));
    private static final Pattern KEY = Pattern.compile("<([a-z0-9-]+|.)>");
    private static final Map<String, String> KEYS = Map.ofEntries(Map.entry("enter", "\n"), Map.entry("esc", "\u001b"),
            Map.entry("tab", "\t"), Map.entry("backtab", "\u001b[Z"), Map.entry("up", "\u001b[A"),
            Map.entry("down", "\u001b[B"), Map.entry("right", "\u001b[C"), Map.entry("left", "\u001b[D"),
            Map.entry("home", "\u001b[H"), Map.entry("end", "\u001b[F"), Map.entry("pgup", "\u001b[5~"),
            Map.entry("pgdn", "\u001b[6~"), Map.entry("del", "\u001b[3~"), Map.entry("bs", "\u007f"),
            Map.entry("f1", "\u001bOP"));

    private final String name;
    private final List<String> lines;

    private Script(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /// The script of that name in the test resources' folder `scripts`.
    public static Script named(String name) {
        try (InputStream in = Script.class.getResourceAsStream("/scripts/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with `@word` replaced by what belongs to the word.
    public Script with(Map<String, String> words) {
        return new Script(name, lines.stream().map(line -> {
            String whole = line;
            for (Map.Entry<String, String> word : words.entrySet()) {
                whole = whole.replace("@" + word.getKey(), word.getValue());
            }
            return whole;
        }).toList());
    }

    public void run(VirtualTerm term) throws InterruptedException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                step(term, line, i + 1);
            }
        }
    }

    private void step(VirtualTerm term, String line, int number) throws InterruptedException {
        int colon = line.indexOf(": ");
        String verb = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 2);
        boolean seen = switch (verb) {
            case "type" -> {
                keys(rest).forEach(term::type);
                yield true;
            }
            case "paste" -> {
                term.type("\u001b[200~" + rest.replace("\\n", "\n") + "\u001b[201~");
                yield true;
            }
            case "see" -> term.await(rows -> rows.stream().anyMatch(row -> row.contains(rest)), PATIENCE);
            case "see-not" -> term.await(rows -> rows.stream().noneMatch(row -> row.contains(rest)), PATIENCE);
            case "resize" -> {
                String[] size = rest.split("x", -1);
                term.resize(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
                yield true;
            }
            default -> {
                if (!verb.startsWith("row ")) {
                    throw new IllegalArgumentException(name + ":" + number + ": " + line);
                }
                int row = Integer.parseInt(verb.substring(4)) - 1;
                yield term.await(rows -> rows.get(row).equals(rest), PATIENCE);
            }
        };
        if (!seen) {
            fail(name + ".txt:" + number + ": " + line + "\nThe screen:\n" + String.join("\n", term.lines()));
        }
    }

    /// What a terminal sends for the keys written in a script, key by key: nobody types two at once.
    private static List<String> keys(String written) {
        List<String> sent = new ArrayList<>();
        Matcher key = KEY.matcher(written);
        int at = 0;
        while (key.find()) {
            sent.add(written.substring(at, key.start()));
            sent.add(sequence(key.group(1)));
            at = key.end();
        }
        sent.add(written.substring(at));
        return sent;
    }

    private static String sequence(String key) {
        if (key.startsWith("ctrl-")) {
            return String.valueOf((char) (key.charAt(5) & 0x1F));
        }
        if (key.startsWith("alt-")) {
            return "\u001b" + key.substring(4);
        }
        String sequence = KEYS.get(key);
        if (sequence == null) {
            throw new IllegalArgumentException("no key <" + key + ">");
        }
        return sequence;
    }
}
