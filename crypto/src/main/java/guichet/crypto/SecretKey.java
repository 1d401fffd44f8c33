package guichet.crypto;

import java.time.Instant;

/// One of our own secret keys, unlocked. Prints its fingerprint only; [#close()] zeroes what can be zeroed.
public final class SecretKey implements AutoCloseable {
    private SecretKey() {
    }

    /// A new key that never expires, in the form that every other program reads: version 4, Ed25519 and X25519.
    public static SecretKey generate(String userId, Instant now) {
        return Unfinished.yet();
    }

    /// As [#generate(String, Instant)], until that time.
    public static SecretKey generate(String userId, Instant now, Instant expires) {
        return Unfinished.yet();
    }

    /// Takes back what [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException where it is none
    public static SecretKey fromVault(byte[] bytes) {
        return Unfinished.yet();
    }

    public Certificate certificate() {
        return Unfinished.yet();
    }

    public Fingerprint fingerprint() {
        return Unfinished.yet();
    }

    /// Binary and *unprotected*: for the vault alone.
    public byte[] bytes() {
        return Unfinished.yet();
    }

    /// ASCII armor, protected by the passphrase in the form that GnuPG 2.2 reads (S2K 3, usage 254).
    public byte[] exportProtected(Secret passphrase) throws CryptoException {
        return Unfinished.yet();
    }

    /// The same key with a later (or earlier) expiry.
    public SecretKey extendedTo(Instant expires, Instant now) throws CryptoException {
        return Unfinished.yet();
    }

    /// The certificate with a revocation in it, for everyone who has it.
    public Certificate revoked(Instant now, RevocationReason reason) throws CryptoException {
        return Unfinished.yet();
    }

    @Override
    public void close() {
        Unfinished.yet();
    }
}
