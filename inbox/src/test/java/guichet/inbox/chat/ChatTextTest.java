package guichet.inbox.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bonjour", "> un chevron", "-- ", "a\n-- \nb", "deux\n\nlignes", "a\n> b", ">",
            "-- début\n-- fin", "été 👍"})
    void whatIsWrittenIsReadAsItWasWithAQuoteAndWithout(String text) {
        assertEquals(new ChatText(Optional.empty(), text.stripTrailing()),
                ChatText.read(new ChatText(Optional.empty(), text.stripTrailing()).written()));
        assertEquals(new ChatText(Optional.of("cité\nsur deux lignes"), text.stripTrailing()),
                ChatText.read(new ChatText(Optional.of("cité\nsur deux lignes"), text.stripTrailing()).written()));
    }

    @Test
    void aQuoteAndAFooterAsAPhoneWritesThem() {
        ChatText read = ChatText.read("> première\r\n> seconde\r\n\r\nréponse\r\n-- \r\nEnvoyé de mon téléphone");
        assertEquals(new ChatText(Optional.of("première\nseconde"), "réponse"), read);
    }

    @Test
    void anEditAsAPhoneWritesIt() {
        assertEquals("nouveau", ChatText.readEdit("> ancien\r\n\r\n✏️nouveau"));
        assertEquals("nouveau", ChatText.readEdit(new ChatText(Optional.of("ancien"), "nouveau").writtenAsEdit()));
    }
}
