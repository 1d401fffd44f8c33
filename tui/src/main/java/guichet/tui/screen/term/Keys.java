package guichet.tui.screen.term;

import com.googlecode.lanterna.input.InputDecoder;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.util.Optional;

/// Lanterna's keystrokes as [Input]: pasted text gathered, the two halves of a character beyond the BMP joined.
final class Keys {
    private final Source source;

    @FunctionalInterface
    interface Source {
        /// Waits for the next keystroke.
        KeyStroke next() throws IOException;
    }

    Keys(Source source) {
        this.source = source;
    }

    static void teach(InputDecoder decoder) {
        decoder.addProfile(() -> PasteMark.PATTERNS);
    }

    Input next() throws IOException {
        while (true) {
            KeyStroke stroke = source.next();
            if (stroke.getKeyType() == KeyType.EOF) {
                return new Input.HungUp();
            }
            if (PasteMark.isStart(stroke)) {
                return new Input.Pasted(paste());
            }
            Optional<Key> key = stroke.getKeyType() == KeyType.Character ? character(stroke) : named(stroke);
            if (key.isPresent()) {
                return new Input.Pressed(key.get());
            }
        }
    }

    private String paste() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            KeyStroke stroke = source.next();
            if (PasteMark.isEnd(stroke) || stroke.getKeyType() == KeyType.EOF) {
                return text.toString();
            }
            switch (stroke.getKeyType()) {
                case Character ->
                    text.append(stroke.isCtrlDown() || stroke.isAltDown() ? "" : stroke.getCharacter().toString());
                case Enter -> text.append('\n');
                case Tab -> text.append('\t');
                default -> {
                    // A control sequence inside a paste has no meaning as text.
                }
            }
        }
    }

    private Optional<Key> character(KeyStroke stroke) throws IOException {
        char c = stroke.getCharacter();
        if (stroke.isCtrlDown()) {
            return stroke.isAltDown() ? Optional.empty() : Optional.of(new Key.Ctrl(c));
        }
        if (stroke.isAltDown()) {
            return Optional.of(new Key.Alt(c));
        }
        if (Character.isHighSurrogate(c)) {
            KeyStroke low = source.next();
            boolean joins = low.getKeyType() == KeyType.Character && Character.isLowSurrogate(low.getCharacter());
            return joins
                    ? Optional.of(new Key.Typed(String.valueOf(new char[]{c, low.getCharacter()})))
                    : Optional.empty();
        }
        return Optional.of(new Key.Typed(String.valueOf(c)));
    }

    private static Optional<Key> named(KeyStroke stroke) {
        boolean modified = stroke.isCtrlDown() || stroke.isAltDown();
        Key.Named key = switch (stroke.getKeyType()) {
            case Enter -> Key.Named.ENTER;
            case Escape -> Key.Named.ESCAPE;
            case Backspace -> Key.Named.BACKSPACE;
            case Delete -> Key.Named.DELETE;
            case Insert -> Key.Named.INSERT;
            case Tab -> Key.Named.TAB;
            case ReverseTab -> Key.Named.BACK_TAB;
            case ArrowUp -> Key.Named.UP;
            case ArrowDown -> Key.Named.DOWN;
            case ArrowLeft -> modified ? Key.Named.WORD_LEFT : Key.Named.LEFT;
            case ArrowRight -> modified ? Key.Named.WORD_RIGHT : Key.Named.RIGHT;
            case Home -> modified ? Key.Named.START : Key.Named.HOME;
            case End -> modified ? Key.Named.FINISH : Key.Named.END;
            case PageUp -> Key.Named.PAGE_UP;
            case PageDown -> Key.Named.PAGE_DOWN;
            case F1 -> Key.Named.F1;
            case F2 -> Key.Named.F2;
            case F3 -> Key.Named.F3;
            case F4 -> Key.Named.F4;
            case F5 -> Key.Named.F5;
            case F6 -> Key.Named.F6;
            case F7 -> Key.Named.F7;
            case F8 -> Key.Named.F8;
            case F9 -> Key.Named.F9;
            case F10 -> Key.Named.F10;
            case F11 -> Key.Named.F11;
            case F12 -> Key.Named.F12;
            default -> null;
        };
        return Optional.ofNullable(key);
    }
}
