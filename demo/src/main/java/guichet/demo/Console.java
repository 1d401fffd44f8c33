package guichet.demo;

import guichet.tui.command.Guichet;
import guichet.tui.command.Parts;
import guichet.tui.command.Screen;
import guichet.tui.command.Surroundings;
import guichet.tui.workspace.Vaults;
import guichet.tui.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Types the program's own commands, so that everything in the demo came about as it does in real use.
final class Console {
    private static final Pattern ID = Pattern.compile("\"(?:id|fingerprint)\":\"([^\"]+)\"");

    private final Path folder;
    private final Path vault;
    private final Path passphraseFile;
    private final Vaults vaults;
    private int files;

    /// @param folder in memory, for what commands read from files
    Console(Path folder, Path vault, Path passphraseFile, Vaults vaults) {
        this.folder = folder;
        this.vault = vault;
        this.passphraseFile = passphraseFile;
        this.vaults = vaults;
    }

    /// Runs one command.
    ///
    /// @return the id or fingerprint that it answers with, empty where it answers none
    String type(String... words) {
        List<String> arguments = new ArrayList<>(List.of("--vault", vault.toString(), "--passphrase-file",
                passphraseFile.toString(), "--lang", "en", "--json"));
        arguments.addAll(List.of(words));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Guichet.run(arguments,
                new Surroundings(new ByteArrayInputStream(new byte[0]), print(out), print(err), Map.of(),
                        Optional.empty(), folder),
                new Parts(vaults, Console::noScreen, List.of()));
        if (exit != 0) {
            throw new IllegalStateException(
                    "the demo's " + words[0] + " failed: " + err.toString(StandardCharsets.UTF_8).strip());
        }
        Matcher id = ID.matcher(out.toString(StandardCharsets.UTF_8));
        return id.find() ? id.group(1) : "";
    }

    private static void noScreen(Screen.Place place, Optional<Workspace> first) {
        throw new IllegalStateException("the demo types commands, and none of them opens the screen");
    }

    /// A file in memory that the next command reads.
    String file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file-" + ++files), content).toString();
    }

    String file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
