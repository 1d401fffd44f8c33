package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// At a terminal: secrets are asked for, and content goes where the scrollback keeps nothing of it.
class TerminalTest {
    private static final String PASSPHRASE = "typed and not shown anywhere";

    @TempDir
    private Path folder;

    @Test
    void aNewPassphraseIsAskedTwiceAndTheOldOneOnce() {
        Typist typist = new Typist(PASSPHRASE, PASSPHRASE, PASSPHRASE);
        Program program = new Program(folder).without("GUICHET_PASSPHRASE_FILE").at(typist);
        program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.DONE);
        program.run("--json", "case", "new", "One").ends(Exit.DONE);
        assertEquals(List.of("New passphrase: ", "The same again: ", "Passphrase: "), typist.prompts);
        assertTrue(typist.handedOut.stream().allMatch(chars -> new String(chars).isBlank() || allZero(chars)));
    }

    @Test
    void twoPassphrasesThatDifferMakeNoVault() {
        Program program = new Program(folder).without("GUICHET_PASSPHRASE_FILE").at(new Typist(PASSPHRASE, "another"));
        program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.USAGE);
        program.at(new Typist(PASSPHRASE)).run("case", "list").ends(Exit.NO_ACCESS);
    }

    @Test
    void contentIsPagedAndNothingOfItIsLeftOnStandardOutput() {
        Program program = Program.ofAlice(folder);
        program.run("case", "new", "Eaux usées").ends(Exit.DONE);
        Typist typist = new Typist();
        program.at(typist);
        assertEquals("", program.run("case", "list").ends(Exit.DONE).out());
        assertTrue(typist.paged.getFirst().contains("Eaux usées"), typist.paged.toString());
        assertTrue(program.run("--json", "case", "list").ends(Exit.DONE).out().contains("Eaux usées"));
        assertEquals(1, typist.paged.size());
    }

    @Test
    void theRecoveryKeyIsNotLeftInTheScrollback() {
        Typist typist = new Typist();
        Program program = new Program(folder).at(typist);
        assertEquals("",
                program.run("init", "--name", "alice", "--address", "alice@guichet.example").ends(Exit.DONE).out());
        assertTrue(String.join("\n", typist.paged).matches("(?s).*([0-9A-Z]{4}-){8}[0-9A-Z]{4}.*"));
    }

    @Test
    void withoutACommandTheScreenOpensLockedOrWithWhatWasGiven() {
        Program program = Program.ofAlice(folder).at(new Typist());
        List<String> shown = new ArrayList<>();
        program.with((place, first) -> {
            shown.add(place.lang() + " " + first.map(vault -> vault.person().name()).orElse("locked"));
            first.ifPresent(TerminalTest::close);
        });
        program.run("--lang", "fr").ends(Exit.DONE);
        program.without("GUICHET_PASSPHRASE_FILE").run().ends(Exit.DONE);
        assertEquals(List.of("FR alice", "EN locked"), shown);
        assertEquals(List.of("screen", "command"), program.with("GUICHET_PASSPHRASE_FILE", folder.resolve("passphrase")
                .toString()).json("journal", "list", "--kind", "unlocked").stream().map(e -> e.text("via")).sorted()
                .toList().reversed());
        program.with("GUICHET_VAULT", folder.resolve("nowhere").toString()).run().ends(Exit.NO_ACCESS);
        program.without("GUICHET_PASSPHRASE_FILE").run().ends(Exit.DONE);
        assertEquals(List.of("FR alice", "EN locked", "EN locked"), shown,
                "where there is no vault the screen makes one");
    }

    private static void close(guichet.tui.workspace.Workspace vault) {
        try {
            vault.close();
        } catch (guichet.keystore.vault.VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean allZero(char[] chars) {
        return new String(chars).chars().allMatch(c -> c == 0);
    }

    /// A terminal at which somebody types these lines, in this order.
    private static final class Typist implements Terminal {
        private final Deque<String> lines;
        private final List<String> prompts = new ArrayList<>();
        private final List<String> paged = new ArrayList<>();
        private final List<char[]> handedOut = new ArrayList<>();

        Typist(String... lines) {
            this.lines = new ArrayDeque<>(Arrays.asList(lines));
        }

        @Override
        public boolean showsOutput() {
            return true;
        }

        @Override
        public char[] askHidden(String prompt) {
            prompts.add(prompt);
            char[] line = lines.isEmpty() ? new char[0] : lines.remove().toCharArray();
            handedOut.add(line);
            return line;
        }

        @Override
        public void page(List<String> lines, String hint) {
            paged.add(String.join("\n", lines));
        }
    }
}
