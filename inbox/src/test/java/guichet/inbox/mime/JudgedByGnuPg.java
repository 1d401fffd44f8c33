package guichet.inbox.mime;

import guichet.crypto.Cast;
import guichet.crypto.PeerCondition;
import guichet.inbox.Protection.Signature;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// On a class of tests: every mail that the desk called validly signed in any of them is put before GnuPG at its end, which must say the same.
/// Where GnuPG is missing, nothing is asked ([PeerMailTest] says so).
final class JudgedByGnuPg implements BeforeAllCallback, AfterAllCallback {
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Seen(byte[] rawMail, Reading reading, SignerDirectory signers) {
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Desk.watchedBy((rawMail, reading, signers) -> {
            if (reading.protection().signature() == Signature.VALID) {
                seen.add(new Seen(rawMail, reading, signers));
            }
        });
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Desk.watchedBy((_, _, _) -> {
        });
        if (!PeerCondition.find("gpg").isPresent()) {
            return;
        }
        try (GnuPgWitness witness = new GnuPgWitness(List.of(Cast.alice().key()), Cast.NOW)) {
            for (Seen one : seen) {
                witness.confirms(one.rawMail(), one.reading(), one.signers());
            }
        }
    }
}
