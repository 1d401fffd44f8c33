package guichet.keystore.vault;

import guichet.crypto.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// What an opened slot gives: the key of the database, which changes when the vault is re-keyed, and the seal, which
/// never does. The seal authenticates the header. Since only slots hold it, a vault made up by somebody else does not
/// open with this vault's passphrases, although anyone can encrypt to a slot's public key.
final class VaultKeys implements AutoCloseable {
    static final int BYTES = 32;
    private static final byte[] HEADER = "guichet header 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] database;
    private final byte[] seal;

    /// Takes the arrays over.
    VaultKeys(byte[] database, byte[] seal) {
        if (database.length != BYTES || seal.length != BYTES) {
            throw new IllegalArgumentException("a vault's keys have 32 bytes");
        }
        this.database = database;
        this.seal = seal;
    }

    static VaultKeys random(SecureRandom random) {
        return new VaultKeys(bytes(random), bytes(random));
    }

    /// Another database key under the same seal.
    VaultKeys rekeyed(SecureRandom random) {
        return new VaultKeys(bytes(random), seal.clone());
    }

    /// Itself, not a copy.
    byte[] database() {
        return database;
    }

    /// Itself, not a copy.
    byte[] seal() {
        return seal;
    }

    /// SQLCipher's form of a raw key. A String can't be wiped, but the driver takes nothing else.
    String rawKey() {
        return "x'" + HexFormat.of().formatHex(database) + "'";
    }

    byte[] mac(byte[] header) {
        byte[] key = Digests.hkdfSha256(seal, new byte[0], HEADER, BYTES);
        try {
            return Digests.hmacSha256(key, header);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    boolean made(byte[] mac, byte[] header) {
        return MessageDigest.isEqual(mac, mac(header));
    }

    VaultKeys copy() {
        return new VaultKeys(database.clone(), seal.clone());
    }

    @Override
    public void close() {
        Arrays.fill(database, (byte) 0);
        Arrays.fill(seal, (byte) 0);
    }

    @Override
    public String toString() {
        return "vault keys";
    }

    private static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
