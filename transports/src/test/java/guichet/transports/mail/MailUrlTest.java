package guichet.transports.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import guichet.transports.mail.MailUrl.Parsed;
import guichet.transports.mail.MailUrl.Protocol;
import guichet.transports.mail.MailUrl.Security;
import guichet.transports.mail.MailUrl.Why;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailUrlTest {
    @ParameterizedTest
    @CsvSource({"imaps://mail.example.org, IMAP, TLS, mail.example.org, 993",
            "imap+starttls://mail.example.org, IMAP, STARTTLS, mail.example.org, 143",
            "smtps://mail.example.org, SMTP, TLS, mail.example.org, 465",
            "smtp+starttls://mail.example.org/, SMTP, STARTTLS, mail.example.org, 587",
            "IMAPS://Mail.Example.ORG:1993, IMAP, TLS, mail.example.org, 1993",
            "imaps://192.0.2.7, IMAP, TLS, 192.0.2.7, 993",
            "smtps://[2001:db8::1]:25, SMTP, TLS, 2001:db8:0:0:0:0:0:1, 25",
            "imaps://münchen.example, IMAP, TLS, xn--mnchen-3ya.example, 993",
            "imap://localhost:14143, IMAP, LOOPBACK, localhost, 14143",
            "smtp://127.0.0.1, SMTP, LOOPBACK, 127.0.0.1, 25",
            "smtp://127.8.9.255:25, SMTP, LOOPBACK, 127.8.9.255, 25",
            "imap://[::1]:143, IMAP, LOOPBACK, 0:0:0:0:0:0:0:1, 143"})
    void readsEveryForm(String typed, Protocol protocol, Security security, String host, int port) {
        assertEquals(new Parsed.Good(new MailUrl(protocol, security, host, port)), MailUrl.parse(protocol, typed));
    }

    @ParameterizedTest
    @CsvSource({"mail.example.org, NOT_A_URL", "'', NOT_A_URL", "https://example.org, UNKNOWN_SCHEME",
            "imap+tls://example.org, UNKNOWN_SCHEME", "smtps://example.org, OTHER_PROTOCOL",
            "imaps://alice@example.org, MORE_THAN_A_HOST", "imaps://alice:pw@example.org, MORE_THAN_A_HOST",
            "imaps://example.org/INBOX, MORE_THAN_A_HOST", "imaps://example.org?x=y, MORE_THAN_A_HOST",
            "imaps://exa_mple.org, BAD_HOST", "imaps://-example.org, BAD_HOST", "imaps://1.2.3, BAD_HOST",
            "imaps://256.1.1.1, BAD_HOST", "imaps://[::zz], MORE_THAN_A_HOST", "imaps://[1::2::3], BAD_HOST",
            "imaps://example.org:0, BAD_PORT", "imaps://example.org:65536, BAD_PORT"})
    void saysWhatIsWrong(String typed, Why why) {
        assertEquals(new Parsed.Bad(why), MailUrl.parse(Protocol.IMAP, typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap://mail.example.org", "imap://192.0.2.1", "imap://localhost.example.org",
            "imap://127.0.0.1.example.org", "imap://xn--localhost-x.test", "imap://[2001:db8::1]",
            "imap://[::ffff:192.0.2.1]",
            "imap://128.0.0.1", "imap://0.0.0.0", "imap://[::]"})
    void neverReachesAnotherMachineInTheClear(String typed) {
        assertEquals(new Parsed.Bad(Why.PLAIN_NOT_LOOPBACK), MailUrl.parse(Protocol.IMAP, typed));
    }

    @Test
    void whateverIsTypedIsJudgedAndNothingElse() {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_123);
        String pieces = "imaps://+tlspxn-.:[]@/?#%127001ex\u00e9\u202e\r\n\0 ";
        for (int n = 0; n < 20_000; n++) {
            StringBuilder typed = new StringBuilder(n % 3 == 0 ? "imap://" : "");
            int length = chance.nextInt(40);
            for (int i = 0; i < length; i++) {
                typed.append(pieces.charAt(chance.nextInt(pieces.length())));
            }
            if (MailUrl.parse(Protocol.IMAP, typed.toString()) instanceof Parsed.Good(MailUrl url)
                    && url.security() == Security.LOOPBACK) {
                assertInstanceOf(String.class, url.host());
                assertEquals(true, url.host().matches("localhost|127\\..*|0:0:0:0:0:0:0:1"), url.host());
            }
        }
    }
}
