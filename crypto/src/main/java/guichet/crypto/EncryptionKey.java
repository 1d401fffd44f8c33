package guichet.crypto;

/// The proof that a certificate was usable for encryption at an instant. Only [Certificate#usability] makes one.
public final class EncryptionKey {
    private final Certificate certificate;

    EncryptionKey(Certificate certificate) {
        this.certificate = certificate;
    }

    /// The certificate's.
    public Fingerprint fingerprint() {
        return certificate.fingerprint();
    }

    Certificate certificate() {
        return certificate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKey key && certificate.equals(key.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    @Override
    public String toString() {
        return "EncryptionKey[" + fingerprint() + "]";
    }
}
