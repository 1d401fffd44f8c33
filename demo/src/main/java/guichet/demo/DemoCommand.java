package guichet.demo;

import guichet.keystore.vault.VaultException;
import guichet.tui.command.ExtraCommand;
import guichet.tui.command.Parts;
import guichet.tui.command.Screen;
import guichet.tui.command.Surroundings;
import guichet.tui.command.Terminal;
import guichet.tui.text.Lang;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `guichet demo [--headless]`: the real program on a small organisation that nobody outside this machine can reach.
public final class DemoCommand implements ExtraCommand {
    private static final Path RAM = Path.of("/dev/shm");
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /// For [java.util.ServiceLoader].
    public DemoCommand() {
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary(Lang lang) {
        return DemoTexts.in(lang).say("summary");
    }

    @Override
    public String help(Lang lang) {
        return DemoTexts.in(lang).say("help");
    }

    @Override
    public int run(List<String> arguments, Lang lang, Surroundings around, Parts parts) {
        DemoTexts texts = DemoTexts.in(lang);
        boolean headless = arguments.equals(List.of("--headless"));
        if (!headless && !arguments.isEmpty()) {
            around.err().println(texts.say("usage"));
            return USAGE;
        }
        if (!headless && around.terminal().filter(Terminal::showsOutput).isEmpty()) {
            around.err().println(texts.say("no-terminal"));
            return FAILED;
        }
        around.err().println(texts.say("setting-up"));
        try (Demo demo = Demo.setUp(RAM, Clock.system(ZoneId.systemDefault()), new SecureRandom())) {
            around.err().println(texts.say(demo.hasSignal() ? "signal-stand-in" : "signal-without"));
            around.err().println(texts.say("colleagues-simulated"));
            return headless ? headless(demo, around) : onScreen(demo, texts, lang, around, parts.screen());
        } catch (IOException | VaultException e) {
            around.err().println(texts.say("no-room"));
            return FAILED;
        }
    }

    private static int headless(Demo demo, Surroundings around) throws IOException {
        around.out().println("{\"vault\":\"" + demo.vault() + "\",\"passphraseFile\":\"" + demo.passphraseFile()
                + "\",\"imap\":\"" + demo.imap() + "\",\"smtp\":\"" + demo.smtp() + "\",\"signal\":"
                + (demo.hasSignal() ? "\"" + SignalNeighbours.US + "\"" : "null") + "}");
        around.out().flush();
        try (InputStream in = around.in()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return DONE;
    }

    private static int onScreen(Demo demo, DemoTexts texts, Lang lang, Surroundings around, Screen screen)
            throws IOException, VaultException {
        screen.run(new Screen.Place(demo.vaults(), demo.vault(), Optional.empty(), lang, around.environment(),
                Optional.of(texts.tour())), Optional.of(demo.open()));
        return DONE;
    }
}
