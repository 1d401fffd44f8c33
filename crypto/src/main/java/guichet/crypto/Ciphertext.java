package guichet.crypto;

import java.util.Set;

/// An encrypted message that this program made. Only [OpenPgp] makes one, after reading its own output back to see for
/// whom it really is.
public final class Ciphertext {
    private final byte[] bytes;
    private final Set<Fingerprint> recipients;

    Ciphertext(byte[] bytes, Set<Fingerprint> recipients) {
        this.bytes = bytes;
        this.recipients = Set.copyOf(recipients);
    }

    /// ASCII armor, lines ended by CRLF.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The certificates that can open it: these, and no others.
    public Set<Fingerprint> recipients() {
        return recipients;
    }

    @Override
    public String toString() {
        return "Ciphertext" + recipients;
    }
}
