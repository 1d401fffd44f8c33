package guichet.crypto;

import java.util.Set;

/// Says of an encrypted message that was written to a stream whom it is for. Only [OpenPgp] makes one, after reading the beginning of its own output back,
/// where its readers are named.
public final class LongCiphertext {
    private final Set<Fingerprint> recipients;

    LongCiphertext(Set<Fingerprint> recipients) {
        this.recipients = Set.copyOf(recipients);
    }

    /// The certificates that can open it: these, and no others.
    public Set<Fingerprint> recipients() {
        return recipients;
    }

    @Override
    public String toString() {
        return "LongCiphertext" + recipients;
    }
}
