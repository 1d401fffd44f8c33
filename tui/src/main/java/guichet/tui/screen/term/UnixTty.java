package guichet.tui.screen.term;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The terminal that the program was started in, on its alternate screen.
public final class UnixTty implements Tty {
    private final Utf8Terminal terminal;
    private final AnsiPainter painter;
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

    private UnixTty(Utf8Terminal terminal, Theme theme) {
        this.terminal = terminal;
        this.painter = new AnsiPainter(theme);
    }

    /// Takes the terminal over. Fails where there is none.
    public static UnixTty open(Map<String, String> environment) throws IOException {
        Utf8Terminal terminal = new Utf8Terminal();
        UnixTty tty = new UnixTty(terminal, Theme.of(environment));
        terminal.enterPrivateMode();
        terminal.addResizeListener((source, size) -> tty.inputs
                .add(new Input.Resized(new Frame.Size(Math.max(1, size.getColumns()), Math.max(1, size.getRows())))));
        tty.startReading();
        return tty;
    }

    private void startReading() {
        Keys keys = new Keys(terminal::readInput);
        Thread.ofPlatform().daemon().name("keyboard").start(() -> {
            try {
                Input input;
                do {
                    input = keys.next();
                    inputs.add(input);
                } while (!(input instanceof Input.HungUp));
            } catch (IOException e) {
                inputs.add(new Input.HungUp());
            }
        });
    }

    @Override
    public Frame.Size size() throws IOException {
        var size = terminal.getTerminalSize();
        return new Frame.Size(Math.max(1, size.getColumns()), Math.max(1, size.getRows()));
    }

    @Override
    public void show(Frame frame) throws IOException {
        terminal.write(painter.paint(frame));
    }

    @Override
    public void showWhole(Frame frame) throws IOException {
        painter.forget();
        show(frame);
    }

    @Override
    public Input read() throws IOException {
        try {
            return inputs.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Input.HungUp();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
