package guichet.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/// Opens one message without a secret key: what the vault keeps of it.
///
/// Its value must not leave the vault; it prints nothing.
public final class SessionKey {
    private final byte[] algorithmAndKey;

    private SessionKey(byte[] algorithmAndKey) {
        this.algorithmAndKey = algorithmAndKey;
    }

    static SessionKey of(int algorithm, byte[] key) {
        byte[] joined = new byte[1 + key.length];
        joined[0] = (byte) algorithm;
        System.arraycopy(key, 0, joined, 1, key.length);
        return new SessionKey(joined);
    }

    /// Takes back what [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException where it can't be one
    public static SessionKey fromVault(byte[] bytes) {
        if (bytes.length != 17 && bytes.length != 25 && bytes.length != 33) {
            throw new IllegalArgumentException("not a session key");
        }
        return new SessionKey(bytes.clone());
    }

    /// For the vault: one byte for the algorithm (RFC 9580, 9.3), then the key.
    public byte[] bytes() {
        return algorithmAndKey.clone();
    }

    int algorithm() {
        return algorithmAndKey[0] & 0xff;
    }

    byte[] key() {
        byte[] key = new byte[algorithmAndKey.length - 1];
        System.arraycopy(algorithmAndKey, 1, key, 0, key.length);
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionKey key && MessageDigest.isEqual(algorithmAndKey, key.algorithmAndKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(algorithmAndKey);
    }

    @Override
    public String toString() {
        return "SessionKey";
    }
}
