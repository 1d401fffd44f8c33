package guichet.inbox.mime;

import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.crypto.SessionKey;
import java.util.List;

/// Turns a stranger's bytes into one view that can be shown, with a verdict about exactly that view.
///
/// Never throws for what the bytes are: garbage gives a [Reading] that says so. Any thread.
@SuppressWarnings("UnusedVariable") // unfinished: the bodies follow
public final class MailReader {
    private final OpenPgp openPgp;
    private final ReadLimits limits;

    public MailReader(OpenPgp openPgp, ReadLimits limits) {
        this.openPgp = openPgp;
        this.limits = limits;
    }

    /// Reads a message as it came, with the keys that may open it.
    ///
    /// @param rawMessage as it came, never altered
    /// @param keys       our own
    /// @param signers    says which certificates may have signed
    public Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers) {
        throw new UnsupportedOperationException("not written yet");
    }

    /// Reads it again by the session key that an earlier reading kept.
    public Reading reread(byte[] rawMessage, SessionKey sessionKey, SignerDirectory signers) {
        throw new UnsupportedOperationException("not written yet");
    }
}
