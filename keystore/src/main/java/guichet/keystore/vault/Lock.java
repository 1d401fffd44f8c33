package guichet.keystore.vault;

import guichet.crypto.Argon2Cost;
import guichet.crypto.Digests;
import guichet.crypto.KeyDerivation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// What stands between a credential and a slot's box: public parameters, and the key that they give together with the
/// credential. A kind that this version doesn't know is carried along unopened.
final class Lock {
    static final int PASSPHRASE = 1;
    static final int RECOVERY = 2;
    private static final int SALT_BYTES = 16;
    private static final int PASSPHRASE_BYTES = 3 * Integer.BYTES + SALT_BYTES;
    private static final byte[] RECOVERY_INFO = "guichet recovery key 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] parameters;
    private final Credential credential;

    private Lock(byte[] parameters, Credential credential) {
        this.parameters = parameters;
        this.credential = credential;
    }

    static Lock of(NewPassphrase passphrase, SecureRandom random) {
        Argon2Cost cost = passphrase.cost();
        byte[] parameters = ByteBuffer.allocate(PASSPHRASE_BYTES).putInt(cost.memoryKib()).putInt(cost.iterations())
                .putInt(cost.parallelism()).put(salt(random)).array();
        return new Lock(parameters, new Credential.Passphrase(passphrase.secret()));
    }

    static Lock of(RecoveryKey key, SecureRandom random) {
        return new Lock(salt(random), new Credential.Recovery(key));
    }

    /// Empty where this credential is of another kind than the lock.
    static Optional<Lock> read(int kind, byte[] parameters, Credential credential) {
        return kind == kind(credential) ? Optional.of(new Lock(parameters, credential)) : Optional.empty();
    }

    static boolean wellFormed(int kind, byte[] parameters) {
        return switch (kind) {
            case PASSPHRASE -> parameters.length == PASSPHRASE_BYTES && affordable(ByteBuffer.wrap(parameters));
            case RECOVERY -> parameters.length == SALT_BYTES;
            default -> true;
        };
    }

    int kind() {
        return kind(credential);
    }

    byte[] bytes() {
        return parameters.clone();
    }

    /// The key of the box; the caller wipes it.
    ///
    /// @throws VaultException IO where this process may not use as much memory as the passphrase was made to cost
    byte[] key() throws VaultException {
        return switch (credential) {
            case Credential.Passphrase passphrase -> {
                ByteBuffer from = ByteBuffer.wrap(parameters);
                Argon2Cost cost = new Argon2Cost(from.getInt(), from.getInt(), from.getInt());
                CostBounds.requireMemory(cost);
                yield KeyDerivation.argon2id(passphrase.secret(),
                        Arrays.copyOfRange(parameters, from.position(), parameters.length), cost);
            }
            case Credential.Recovery recovery ->
                Digests.hkdfSha256(recovery.key().bytes(), parameters, RECOVERY_INFO, VaultKeys.BYTES);
        };
    }

    private static int kind(Credential credential) {
        return switch (credential) {
            case Credential.Passphrase _ -> PASSPHRASE;
            case Credential.Recovery _ -> RECOVERY;
        };
    }

    private static boolean affordable(ByteBuffer cost) {
        return CostBounds.allow(Integer.toUnsignedLong(cost.getInt()), Integer.toUnsignedLong(cost.getInt()),
                Integer.toUnsignedLong(cost.getInt()));
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
