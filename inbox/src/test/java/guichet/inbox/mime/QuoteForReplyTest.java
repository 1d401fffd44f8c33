package guichet.inbox.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.crypto.Cast;
import guichet.inbox.Protection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuoteForReplyTest {
    @Test
    void theShownWordsAreQuotedAndTheSignatureBlockIsNot() {
        assertEquals(Optional.of("> Bonjour\n>\n>> cité\n> fin"),
                QuoteForReply.of("Bonjour\n\n> cité\nfin\n-- \nBob\n", Protection.NONE));
    }

    @Test
    void whatCameEncryptedIsQuotedToItsProvenAuthor() {
        Reading reading = Desk.read(Desk.crlf("From: bob@example.org\n"
                + Desk.pgpEncrypted(Desk.encrypted("Content-Type: text/plain\n\nsecret\n", Cast.bob()))), Cast.bob());

        assertEquals(Optional.of("> secret"), QuoteForReply.of(reading.body(), reading.protection()));
    }

    @Test
    void whatCouldNotBeReadIsNotQuoted() {
        Reading reading = Desk.readClear("From: bob@example.org\n"
                + Desk.pgpEncrypted(Desk.encrypted("Content-Type: text/plain\n\nsecret\n", Cast.bob())));

        assertTrue(QuoteForReply.of("anything", reading.protection()).isEmpty());
    }
}
