package guichet.inbox.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MailIdentityTest {
    private static final String MAIL = "From: bob@example.org\nMessage-ID: <a@b>\n\nhello\nworld\n";

    @Test
    void isTheSameWhateverTheLineEnds() {
        assertEquals(of(MAIL), of(MAIL.replace("\n", "\r\n")));
        assertEquals(of(MAIL), of(MAIL.replace("\n", "\r")));
    }

    @Test
    void isTheSameWithOrWithoutEmptyLinesAtTheEnd() {
        assertEquals(of(MAIL), of(MAIL + "\r\n\r\n"));
    }

    @Test
    void isTheSameWhateverServersWriteOnTop() {
        assertEquals(of(MAIL), of("Received: from somewhere\n\tby elsewhere\nX-Spam: no\n" + MAIL));
    }

    @Test
    void differsWhereTheBodyDiffersUnderOneMessageId() {
        assertNotEquals(of(MAIL), of(MAIL.replace("world", "World")));
    }

    @Test
    void differsWhereTheMessageIdDiffersOverOneBody() {
        assertNotEquals(of(MAIL), of(MAIL.replace("a@b", "c@b")));
    }

    @Test
    void withoutMessageIdTellsApartByAuthorAndDate() {
        String bare = "From: bob@example.org\nDate: Mon, 23 Nov 2026 09:00:00 +0000\n\nyes\n";
        assertEquals(of(bare), of("Received: x\n" + bare));
        assertNotEquals(of(bare), of(bare.replace("09:00", "09:01")));
        assertNotEquals(of(bare), of(bare.replace("bob", "carol")));
    }

    @Test
    void findsAFoldedMessageIdInAnyCase() {
        assertEquals(of(MAIL), of("from: bob@example.org\nMESSAGE-id:\n <a@b>\n\nhello\nworld\n"));
        assertEquals(Optional.of("a@b"), of(MAIL).wireId());
    }

    @Test
    void aMessageIdInTheBodyIsNone() {
        assertEquals(Optional.empty(), of("From: bob@example.org\n\nMessage-ID: <a@b>\n").wireId());
    }

    @Test
    void anEmptyMessageIdIsNone() {
        assertNotEquals(of("Message-ID: \nFrom: a@b\n\nx"), of("Message-ID: \nFrom: c@b\n\nx"));
    }

    @Test
    void aBodyCanNotPassForHeaders() {
        assertNotEquals(of("Message-ID: <a@b>\n\nx"), of("Message-ID: <a@b>\n\n\nx"));
    }

    @Test
    void anyBytesHaveOne() {
        assertEquals(of(""), of("\r\n"));
        assertNotEquals(of("x"), of("y"));
        MailIdentity.of(new byte[]{0, -1, '\r'});
    }

    @Test
    void aMillionHeadersTakeNoTime() {
        byte[] hostile = "X: y\n".repeat(1_000_000).getBytes(StandardCharsets.ISO_8859_1);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> MailIdentity.of(hostile));
    }

    private static MailIdentity of(String mail) {
        return MailIdentity.of(mail.getBytes(StandardCharsets.UTF_8));
    }
}
