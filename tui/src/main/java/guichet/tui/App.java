package guichet.tui;

import guichet.keystore.vault.NewPassphrase;
import guichet.tui.command.ExtraCommand;
import guichet.tui.command.Guichet;
import guichet.tui.command.Parts;
import guichet.tui.command.Surroundings;
import guichet.tui.command.Terminal;
import guichet.tui.term.Hardening;
import guichet.tui.term.Pager;
import guichet.tui.term.Tty;
import guichet.tui.workspace.Vaults;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.ServiceLoader;

/// Where the program begins: gives it the real clock, chance, streams and terminal.
public final class App {
    private static final int BUFFER = 1 << 14;
    private static final int FAILED = 1;

    private App() {
    }

    /// Hardens the process before anything else, runs one command, and ends with its exit code.
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out, BUFFER);
        PrintStream err = stream(FileDescriptor.err, 1);
        LastWords lastWords = LastWords.instead();
        int exit = FAILED;
        try {
            exit = run(arguments, out, err);
        } catch (RuntimeException | Error bug) {
            lastWords.commandEnded(bug);
        }
        out.flush();
        if (lastWords.tell(List.of(arguments), System.getenv(), err)) {
            exit = exit == 0 ? FAILED : exit;
        }
        err.flush();
        System.exit(exit);
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) {
        Hardening.apply();
        Vaults vaults = new Vaults(Clock.system(ZoneId.systemDefault()), new SecureRandom(), NewPassphrase.USUAL_COST);
        return Guichet.run(List.of(arguments), new Surroundings(System.in, out, err, System.getenv(),
                Tty.open().map(App::terminal), Path.of(System.getProperty("user.home"))),
                parts(vaults));
    }

    static Parts parts(Vaults vaults) {
        List<ExtraCommand> extras = ServiceLoader.load(ExtraCommand.class).stream().map(ServiceLoader.Provider::get)
                .toList();
        return new Parts(vaults, new TextScreen(), extras);
    }

    private static PrintStream stream(FileDescriptor descriptor, int buffer) {
        return new PrintStream(new java.io.BufferedOutputStream(new FileOutputStream(descriptor), buffer), buffer == 1,
                StandardCharsets.UTF_8);
    }

    private static Terminal terminal(Tty tty) {
        return new Terminal() {
            @Override
            public boolean showsOutput() {
                return Tty.isStandardOutput();
            }

            @Override
            public char[] askHidden(String prompt) throws IOException {
                return tty.askHidden(prompt);
            }

            @Override
            public void page(List<String> lines, String hint) throws IOException {
                new Pager(tty).show(lines, hint);
            }
        };
    }
}
