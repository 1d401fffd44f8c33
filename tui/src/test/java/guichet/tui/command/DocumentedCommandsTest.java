package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import guichet.tui.text.Lang;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What the pages under docs/ say about commands is what the program has: no more, no less.
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("guichet.root", ".."));
    /// A heading and the command line under it.
    private static final Pattern ENTRY = Pattern.compile("^### (.+)\\n {4}(.+)$", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    /// Not the labels of the formats, which end with their version.
    private static final Pattern MENTION = Pattern
            .compile("(?:`|^ {4}(?:\\$ )?(?:\\./)?|\\./)guichet ([a-z][a-z-]*+(?: [a-z][a-z-]*+)*+)(?! 1`)",
                    Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern DECISION = Pattern.compile("([0-9]{4})-.*\\.md");
    /// What a module above this one adds.
    private static final Set<String> EXTRAS = Set.of("demo");

    @Test
    void everyCommandIsDocumentedWithItsOptionsAndNoOtherIs() throws IOException {
        NavigableMap<String, Set<String>> documented = new TreeMap<>();
        ENTRY.matcher(Files.readString(ROOT.resolve("docs/commands.md"))).results()
                .forEach(entry -> documented.put(entry.group(1), options(entry.group(2))));
        EXTRAS.forEach(documented::remove);

        NavigableMap<String, Set<String>> real = new TreeMap<>();
        collect(tree(), real);

        assertEquals(real, documented);
    }

    @Test
    void noPageNamesACommandThatIsNotThere() throws IOException {
        List<String> unknown = new ArrayList<>();
        for (Path page : pages()) {
            MENTION.matcher(Files.readString(page)).results().map(mention -> mention.group(1))
                    .filter(words -> !isThere(words)).forEach(words -> unknown.add(page + ": " + words));
        }
        assertEquals(List.of(), unknown);
    }

    @Test
    void everyLinkFromOnePageToAnotherLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(Files.readString(page)).results().map((MatchResult link) -> link.group(1))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(page + ": " + target));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyDecisionHasANumberOfItsOwn() throws IOException {
        try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
            Map<String, List<String>> names = decisions.map(decision -> decision.getFileName().toString())
                    .collect(Collectors.groupingBy(name -> DECISION.matcher(name).replaceFirst("$1")));
            assertEquals(List.of(), names.values().stream().filter(sameNumber -> sameNumber.size() > 1).toList());
        }
    }

    private static void collect(CommandLine command, NavigableMap<String, Set<String>> found) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.parent() == null || command.getSubcommands().isEmpty() || command.getCommand() instanceof Action) {
            found.put(spec.qualifiedName().replaceFirst("^guichet ", ""),
                    spec.options().stream().filter(option -> !option.inherited() && !option.hidden())
                            .map(option -> option.longestName()).collect(Collectors.toCollection(TreeSet::new)));
        }
        command.getSubcommands().values().forEach(below -> collect(below, found));
    }

    private static Set<String> options(String line) {
        return OPTION.matcher(line).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether these words lead to a command or to a group of commands; behind a command they are its arguments.
    private static boolean isThere(String words) {
        CommandLine at = tree();
        for (String word : List.of(words.split(" ", -1))) {
            if (at.getSubcommands().isEmpty()) {
                return true;
            }
            if (at.getParent() == null && EXTRAS.contains(word)) {
                return true;
            }
            CommandLine below = at.getSubcommands().get(word);
            if (below == null) {
                return false;
            }
            at = below;
        }
        return true;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Stream.of("README.md", "CHANGELOG.md").map(ROOT::resolve).filter(Files::exists)) {
            return Stream.concat(docs, top).filter(page -> page.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static CommandLine tree() {
        Surroundings nowhere = new Surroundings(InputStream.nullInputStream(),
                new PrintStream(PrintStream.nullOutputStream()), new PrintStream(PrintStream.nullOutputStream()),
                Map.of(), Optional.empty(), Path.of("."));
        return CommandTree.of(new Root(), Sentences.in(Lang.EN), nowhere, List.of());
    }
}
