package guichet.tui.screen.term;

import com.googlecode.lanterna.input.DefaultKeyDecodingProfile;
import com.googlecode.lanterna.input.InputDecoder;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/// A terminal without a terminal: keys go in as the bytes that a real one sends, frames come out as the bytes that a real
/// one gets, and what they show is read as text.
public final class VirtualTerm implements Tty {
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
    private final AnsiPainter painter;
    private Frame.Size size;
    private AnsiScreen screen;
    private long bytesShown;

    public VirtualTerm(int columns, int rows) {
        this(columns, rows, Map.of("TERM", "xterm-256color"));
    }

    public VirtualTerm(int columns, int rows, Map<String, String> environment) {
        size = new Frame.Size(columns, rows);
        screen = new AnsiScreen(size);
        painter = new AnsiPainter(Theme.of(environment));
    }

    /// Types what a terminal would send: text, or sequences such as `\u001b[A`.
    public void type(String sent) {
        InputDecoder decoder = new InputDecoder(new AllThere(sent));
        decoder.addProfile(new DefaultKeyDecodingProfile());
        Keys.teach(decoder);
        Keys keys = new Keys(() -> decoder.getNextCharacter(true));
        try {
            for (Input input = keys.next(); !(input instanceof Input.HungUp); input = keys.next()) {
                inputs.add(input);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void hangUp() {
        inputs.add(new Input.HungUp());
    }

    public synchronized void resize(int columns, int rows) {
        size = new Frame.Size(columns, rows);
        screen = new AnsiScreen(size);
        inputs.add(new Input.Resized(size));
    }

    /// What is on the screen.
    public synchronized List<String> lines() {
        return screen.lines();
    }

    public synchronized AnsiScreen screen() {
        return screen;
    }

    public synchronized long bytesShown() {
        return bytesShown;
    }

    /// Waits until the screen is as it should be; says whether it came to that in time.
    public synchronized boolean await(Predicate<List<String>> expected, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!expected.test(screen.lines())) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public synchronized Frame.Size size() {
        return size;
    }

    @Override
    public synchronized void show(Frame frame) {
        if (frame.size().equals(size)) {
            byte[] bytes = painter.paint(frame);
            bytesShown += bytes.length;
            screen.feed(bytes);
            notifyAll();
        }
    }

    @Override
    public synchronized void showWhole(Frame frame) {
        painter.forget();
        show(frame);
    }

    @Override
    public Input read() {
        try {
            return inputs.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Input.HungUp();
        }
    }

    @Override
    public void close() {
        hangUp();
    }

    /// Text that never blocks: ready until its end.
    private static final class AllThere extends Reader {
        private final String text;
        private int at;

        AllThere(String text) {
            this.text = text;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (at == text.length()) {
                return -1;
            }
            into[offset] = text.charAt(at++);
            return 1;
        }

        @Override
        public boolean ready() {
            return at < text.length();
        }

        @Override
        public void close() {
            at = text.length();
        }
    }
}
