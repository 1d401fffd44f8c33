package guichet.inbox.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import guichet.crypto.Cast;
import guichet.crypto.Mixed;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Signature;
import guichet.keystore.Address;
import java.util.Optional;

/// A good mail with any bytes put into it: what it says is protected is what was, or it is not said to be.
class VerdictFuzz {
    private static final Optional<Address> BOB = Address.parse("bob@example.org");
    private static final String BODY = "Les analyses sont fausses.";
    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\nFrom: Bob <bob@example.org>\n\n"
            + BODY;
    private static final byte[] SIGNED = Desk.crlf("From: Bob <bob@example.org>\nSubject: outer\n"
            + Desk.pgpSigned(TEXT, Desk.signature(TEXT, Cast.bob())));
    private static final byte[] ENCRYPTED = Desk.crlf("From: Bob <bob@example.org>\nSubject: outer\n"
            + Desk.pgpEncrypted(Desk.encrypted(TEXT, Cast.bob())));

    @FuzzTest(maxDuration = "30m")
    void neverLies(byte[] raw) {
        judge(Mixed.into(SIGNED, raw));
        judge(Mixed.into(ENCRYPTED, raw));
    }

    private static void judge(byte[] mail) {
        Reading reading = Desk.read(mail, Cast.bob());
        boolean isProtected = reading.protection().signature() == Signature.VALID
                || reading.protection().encryption() == Encryption.END_TO_END;
        if (isProtected && !reading.body().strip().equals(BODY)) {
            throw new AssertionError("other words than those that were protected: " + reading.body());
        }
        if (reading.protection().authorProven()
                && !Address.parse(reading.from().getFirst().address()).equals(BOB)) {
            throw new AssertionError("another author is proven");
        }
    }
}
