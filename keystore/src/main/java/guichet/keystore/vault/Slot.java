package guichet.keystore.vault;

import guichet.crypto.Aead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// One way into a vault. It has an X25519 key pair of its own: the database key is sealed to the public key, and the
/// private key lies behind the [Lock]. So anyone inside can give a slot another database key, and only its owner can
/// open it. Immutable; nothing in it is secret.
///
/// Bytes: docs/vault-format.md.
final class Slot {
    static final int LONGEST_LOCK = 1024;
    private static final byte[] CONTEXT = "guichet slot 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONCE = new byte[12];
    private static final int CONTENT_BYTES = SealedBox.KEY_BYTES + VaultKeys.BYTES;
    private static final int BOX_BYTES = CONTENT_BYTES + 16;

    private final int kind;
    private final SlotId id;
    private final byte[] publicKey;
    private final byte[] sealedKey;
    /// How to get the key of the box, as [Lock] reads it.
    private final byte[] lock;
    /// The private key and the seal, encrypted.
    private final byte[] box;

    private Slot(int kind, SlotId id, byte[] publicKey, byte[] sealedKey, byte[] lock, byte[] box) {
        this.kind = kind;
        this.id = id;
        this.publicKey = publicKey;
        this.sealedKey = sealedKey;
        this.lock = lock;
        this.box = box;
    }

    /// What a slot gave to a credential.
    sealed interface Attempt {
        /// The caller closes the keys.
        record Opened(VaultKeys keys) implements Attempt {
        }

        record Refused() implements Attempt {
        }

        /// The credential is right, and the slot was altered all the same.
        record Altered() implements Attempt {
        }
    }

    static Slot make(SlotId id, Lock lock, VaultKeys keys, SecureRandom random) throws VaultException {
        byte[] privateKey = SealedBox.newPrivateKey(random);
        byte[] content = Arrays.copyOf(privateKey, CONTENT_BYTES);
        System.arraycopy(keys.seal(), 0, content, privateKey.length, VaultKeys.BYTES);
        byte[] boxKey = lock.key();
        try {
            byte[] publicKey = SealedBox.publicKey(privateKey);
            byte[] box = Aead.seal(boxKey, NONCE, content, context(lock.kind(), id, publicKey, lock.bytes()));
            return new Slot(lock.kind(), id, publicKey,
                    SealedBox.seal(keys.database(), publicKey, id.bytes(), random), lock.bytes(), box);
        } finally {
            Arrays.fill(privateKey, (byte) 0);
            Arrays.fill(content, (byte) 0);
            Arrays.fill(boxKey, (byte) 0);
        }
    }

    SlotId id() {
        return id;
    }

    boolean isRecovery() {
        return kind == Lock.RECOVERY;
    }

    /// The same slot, for a database with another key.
    Slot with(VaultKeys keys, SecureRandom random) {
        return new Slot(kind, id, publicKey, SealedBox.seal(keys.database(), publicKey, id.bytes(), random), lock, box);
    }

    Attempt open(Credential credential) throws VaultException {
        Optional<Lock> known = Lock.read(kind, lock, credential);
        if (known.isEmpty()) {
            return new Attempt.Refused();
        }
        byte[] boxKey = known.get().key();
        Optional<byte[]> content = Aead.open(boxKey, NONCE, box, context(kind, id, publicKey, lock));
        Arrays.fill(boxKey, (byte) 0);
        if (content.isEmpty()) {
            return new Attempt.Refused();
        }
        byte[] privateKey = Arrays.copyOf(content.get(), SealedBox.KEY_BYTES);
        byte[] seal = Arrays.copyOfRange(content.get(), SealedBox.KEY_BYTES, CONTENT_BYTES);
        Arrays.fill(content.get(), (byte) 0);
        Optional<byte[]> database = SealedBox.open(sealedKey, privateKey, publicKey, id.bytes());
        Arrays.fill(privateKey, (byte) 0);
        if (database.isEmpty() || database.get().length != VaultKeys.BYTES) {
            Arrays.fill(seal, (byte) 0);
            return new Attempt.Altered();
        }
        return new Attempt.Opened(new VaultKeys(database.get(), seal));
    }

    int length() {
        return 1 + SlotId.BYTES + SealedBox.KEY_BYTES + SealedBox.SEALED_BYTES + 2 + lock.length + BOX_BYTES;
    }

    void write(ByteBuffer to) {
        to.put((byte) kind).put(id.bytes()).put(publicKey).put(sealedKey).putShort((short) lock.length).put(lock)
                .put(box);
    }

    /// Empty where it isn't a slot, or one whose lock asks for more than this program spends.
    static Optional<Slot> read(ByteBuffer from) {
        if (from.remaining() < 1 + SlotId.BYTES + SealedBox.KEY_BYTES + SealedBox.SEALED_BYTES + 2) {
            return Optional.empty();
        }
        int kind = from.get() & 0xff;
        SlotId id = SlotId.of(take(from, SlotId.BYTES));
        byte[] publicKey = take(from, SealedBox.KEY_BYTES);
        byte[] sealedKey = take(from, SealedBox.SEALED_BYTES);
        int lockLength = from.getShort() & 0xffff;
        if (lockLength > LONGEST_LOCK || from.remaining() < lockLength + BOX_BYTES) {
            return Optional.empty();
        }
        byte[] lock = take(from, lockLength);
        byte[] box = take(from, BOX_BYTES);
        return Lock.wellFormed(kind, lock)
                ? Optional.of(new Slot(kind, id, publicKey, sealedKey, lock, box))
                : Optional.empty();
    }

    private static byte[] take(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] context(int kind, SlotId id, byte[] publicKey, byte[] lock) {
        return ByteBuffer.allocate(CONTEXT.length + 1 + SlotId.BYTES + publicKey.length + lock.length).put(CONTEXT)
                .put((byte) kind).put(id.bytes()).put(publicKey).put(lock).array();
    }
}
