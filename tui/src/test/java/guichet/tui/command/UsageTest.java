package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.text.Lang;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person types wrong, in which language they are told, and where each kind of output goes.
class UsageTest {
    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void noVaultYet() {
        program = new Program(folder);
    }

    @Test
    void whatIsTypedWrongEndsWithTwoAndASentenceOnStandardError() {
        for (List<String> typed : List.of(List.of("nonsense"), List.of("case"), List.of("case", "nonsense"),
                List.of("--nonsense"), List.of("case", "show"), List.of("case", "list", "extra"),
                List.of("init", "--name"), List.of("init", "--name", "a", "--address", "nowhere"),
                List.of("list", "--limit", "many"), List.of("send", "--via", "pigeon"),
                List.of("case", "list", "--json", "--json"))) {
            Program.Ended ended = program.run(typed.toArray(String[]::new)).ends(Exit.USAGE);
            assertEquals("", ended.out(), typed.toString());
            assertTrue(ended.err().contains("Nothing was done."), ended.err());
        }
    }

    @Test
    void theLanguageIsTheOptionsElseTheFirstVariableThatIsSetElseEnglish() {
        assertEquals("fr", languageOf("--lang", "fr"));
        assertEquals("fr", languageOf("--lang=fr"));
        program.without("LC_ALL").with("LC_MESSAGES", "fr_FR.UTF-8").with("LANG", "en_GB.UTF-8");
        assertEquals("fr", languageOf());
        assertEquals("en", languageOf("--lang", "en"));
        program.with("LC_ALL", "C");
        assertEquals("en", languageOf());
        program.without("LC_ALL").without("LC_MESSAGES").without("LANG");
        assertEquals("en", languageOf());
    }

    private String languageOf(String... options) {
        List<String> all = new java.util.ArrayList<>(List.of(options));
        all.add("nonsense");
        String err = program.run(all.toArray(String[]::new)).err();
        return err.contains("Rien n'a été fait") ? "fr" : "en";
    }

    @Test
    void anArgumentThatBeginsWithAtIsNoFileToRead() {
        program.file("at", "--help");
        program.run("@" + folder.resolve("at")).ends(Exit.USAGE);
    }

    @Test
    void generalOptionsAreTakenAfterTheCommandToo() {
        Program.ofAlice(folder);
        program.run("case", "new", "One", "--json").ends(Exit.DONE).json();
        assertEquals("One", program.run("case", "list", "--json").ends(Exit.DONE).json().getFirst().text("title"));
    }

    @Test
    void helpAndVersionNeedNoVaultAndEndWell() {
        assertTrue(program.run("--help").ends(Exit.DONE).out().contains("journal"));
        assertTrue(program.run("--lang", "fr", "send", "--help").ends(Exit.DONE).out().contains("chiffré"));
        assertTrue(program.run("--version").ends(Exit.DONE).out().startsWith("guichet "));
    }

    @Test
    void withoutATerminalTheScreenSaysSo() {
        program.run().ends(Exit.USAGE);
    }

    @Test
    void aModuleAboveMayAddACommandOfItsOwn() {
        program.with(new Echo());
        assertTrue(program.run("--help").out().contains("echoes"));
        assertTrue(program.run("echo", "--help").ends(Exit.DONE).out().contains("says it again"));
        assertEquals(3, program.run("echo", "--headless", "a", "b").exit());
    }

    private static final class Echo implements ExtraCommand {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public String summary(Lang lang) {
            return "echoes 100 %";
        }

        @Override
        public String help(Lang lang) {
            return "says it again";
        }

        @Override
        public int run(List<String> arguments, Lang lang, Surroundings around, Parts parts) {
            return arguments.size();
        }
    }
}
