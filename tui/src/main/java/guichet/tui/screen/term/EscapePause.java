package guichet.tui.screen.term;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Input that waits a moment after an ESC before it says that nothing follows: over a slow line the rest of a key's
/// sequence may come in a packet of its own, and must not be taken for the escape key and some letters.
final class EscapePause extends FilterInputStream {
    private static final int STEP_MILLIS = 5;
    private static final int STEPS = 8;
    private static final int ESC = 0x1B;
    private int last;

    EscapePause(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        last = in.read();
        return last;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read > 0) {
            last = bytes[offset + read - 1];
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        for (int step = 0; last == ESC && step < STEPS && in.available() == 0; step++) {
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return in.available();
    }
}
