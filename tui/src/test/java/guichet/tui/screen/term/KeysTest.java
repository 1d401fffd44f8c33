package guichet.tui.screen.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static List<Input> typed(String sent) {
        VirtualTerm term = new VirtualTerm(10, 2);
        term.type(sent);
        term.hangUp();
        List<Input> inputs = new ArrayList<>();
        for (Input input = term.read(); !(input instanceof Input.HungUp); input = term.read()) {
            inputs.add(input);
        }
        return inputs;
    }

    private static List<Input> pressed(Key... keys) {
        List<Input> inputs = new ArrayList<>();
        for (Key key : keys) {
            inputs.add(new Input.Pressed(key));
        }
        return inputs;
    }

    @Test
    void lettersControlAndNamedKeysAreTold() {
        assertEquals(pressed(new Key.Typed("é"), Key.Named.UP, new Key.Ctrl('s'), Key.Named.ENTER, Key.Named.F1),
                typed("é\u001b[A\u0013\n\u001bOP"));
    }

    @Test
    void anEmojiTypedIsOneKey() {
        assertEquals(pressed(new Key.Typed("😀"), new Key.Typed("a")), typed("😀a"));
    }

    @Test
    void aPasteIsTextAndNeverKeys() {
        assertEquals(List.of(new Input.Pasted("q\nD 😀\tx"), new Input.Pressed(new Key.Typed("z"))),
                typed("\u001b[200~q\nD 😀\tx\u001b[201~z"));
    }

    @Test
    void aControlSequenceInsideAPasteIsNoText() {
        assertEquals(List.of(new Input.Pasted("ab")), typed("\u001b[200~a\u001b[A\u0003b\u001b[201~"));
    }

    @Test
    void controlArrowsMoveByWords() {
        assertEquals(pressed(Key.Named.WORD_LEFT, Key.Named.WORD_RIGHT, new Key.Alt('b')),
                typed("\u001b[1;5D\u001b[1;5C\u001bb"));
    }
}
