package guichet.tui.command;

import guichet.tui.text.QrCode;
import java.io.PrintStream;

/// A QR code, dark on light where there are colours.
final class CodeOnTerminal {
    private static final String DARK_ON_LIGHT = "\u001b[30;107m";
    private static final String AS_BEFORE = "\u001b[0m";

    private CodeOnTerminal() {
    }

    static void show(QrCode code, PrintStream to, Surroundings around) {
        boolean colours = around.terminal().filter(Terminal::showsOutput).isPresent();
        code.lines().forEach(line -> to.println(colours ? DARK_ON_LIGHT + line + AS_BEFORE : line));
    }
}
