package guichet.tui.screen.term;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.UnixTerminal;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Lanterna's Unix terminal with what it lacks: output that is flushed once a frame, a size read from the terminal's driver
/// instead of by a conversation with it, bracketed paste, no key that stops or suspends the program behind its back, and a
/// screen that is wiped before it is left. Restored by a shutdown hook too, so that a crash leaves a usable terminal.
final class Utf8Terminal extends UnixTerminal {
    private static final String TERMINAL = "/dev/tty";
    private static final int BUFFER = 1 << 16;

    /// On the terminal itself, whatever the standard streams are connected to.
    Utf8Terminal() throws IOException {
        super(new EscapePause(new FileInputStream(TERMINAL)),
                new BufferedOutputStream(new FileOutputStream(TERMINAL), BUFFER), StandardCharsets.UTF_8,
                CtrlCBehaviour.TRAP);
        Keys.teach(getInputDecoder());
    }

    void write(byte[] bytes) throws IOException {
        writeToTerminal(bytes);
        flush();
    }

    /// All modes in one call of stty: no echo, no line editing, and no key that interrupts, quits (the JVM would print its
    /// threads over the screen), suspends (the text would stay on the screen) or stops the output.
    @Override
    protected void canonicalMode(boolean enabled) throws IOException {
        if (!enabled) {
            runSTTYCommand("-icanon", "-echo", "-ixon", "-iexten", "min", "1", "time", "0", "intr", "undef", "quit",
                    "undef",
                    "susp", "undef");
        }
    }

    /// Part of [#canonicalMode]; leaving restores what was saved at the start.
    @Override
    protected void keyEchoEnabled(boolean enabled) {
    }

    /// Part of [#canonicalMode]; leaving restores what was saved at the start.
    @Override
    protected void keyStrokeSignalsEnabled(boolean enabled) {
    }

    @Override
    protected TerminalSize findTerminalSize() throws IOException {
        String[] size = runSTTYCommand("size").strip().split(" ", -1);
        if (size.length == 2 && size[0].matches("[1-9]\\d{0,3}") && size[1].matches("[1-9]\\d{0,3}")) {
            return new TerminalSize(Integer.parseInt(size[1]), Integer.parseInt(size[0]));
        }
        return new TerminalSize(80, 24);
    }

    @Override
    public void enterPrivateMode() throws IOException {
        super.enterPrivateMode();
        write(ascii("\u001b[?2004h\u001b[2J"));
    }

    @Override
    public void exitPrivateMode() throws IOException {
        writeToTerminal(ascii("\u001b[0m\u001b[2J\u001b[H\u001b[?2004l"));
        super.exitPrivateMode();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
