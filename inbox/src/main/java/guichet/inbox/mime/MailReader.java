package guichet.inbox.mime;

import guichet.crypto.Fingerprint;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.SecretKey;
import guichet.crypto.SessionKey;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns a stranger's bytes into one view that can be shown, with a verdict about exactly that view.
///
/// Never throws for what the bytes are: garbage gives a [Reading] that says so. Any thread.
public final class MailReader {
    private final OpenPgp openPgp;
    private final ReadLimits limits;
    private final Clock clock;

    /// @param clock tells what has become of keys, and signatures from the future
    public MailReader(OpenPgp openPgp, ReadLimits limits, Clock clock) {
        this.openPgp = openPgp;
        this.limits = limits;
        this.clock = clock;
    }

    /// Reads a message as it came, with the keys that may open it.
    ///
    /// @param rawMessage as it came, never altered
    /// @param keys       our own
    /// @param signers    says which certificates may have signed
    public Reading read(byte[] rawMessage, List<SecretKey> keys, SignerDirectory signers) {
        Set<Fingerprint> readers = keys.stream().map(SecretKey::fingerprint).collect(Collectors.toSet());
        return read(rawMessage, readers, signers,
                ciphertext -> openPgp.open(ciphertext, keys, signers.certificates(), openLimits(), clock.instant()));
    }

    /// Reads it again by the session key that an earlier reading kept.
    ///
    /// @param readers our own keys
    public Reading reread(byte[] rawMessage, SessionKey sessionKey, Set<Fingerprint> readers,
            SignerDirectory signers) {
        return read(rawMessage, readers, signers, ciphertext -> openPgp.reopen(ciphertext, sessionKey, readers,
                signers.certificates(), openLimits(), clock.instant()));
    }

    private Reading read(byte[] rawMessage, Set<Fingerprint> readers, SignerDirectory signers, Layers.Opener opener) {
        Budget budget = new Budget(limits, System::nanoTime);
        Layers.Verifier verifier = (signed, signature, where) -> switch (where) {
            case INSIDE -> openPgp.verifyDetachedInside(signed, signature, readers, signers.certificates(),
                    clock.instant());
            case IN_THE_CLEAR -> openPgp.verifyDetached(signed, signature, signers.certificates(), clock.instant());
        };
        return new Layers(budget, opener, verifier, signers).read(rawMessage);
    }

    private OpenLimits openLimits() {
        return new OpenLimits(limits.plaintextBytes());
    }
}
