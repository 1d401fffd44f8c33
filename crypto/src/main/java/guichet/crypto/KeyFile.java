package guichet.crypto;

import java.util.List;

/// What a file of keys holds: armored or binary, several keys, several armored blocks with text between them.
public sealed interface KeyFile {
    /// Reads what a stranger may have written; never throws for it.
    static KeyFile read(byte[] raw) {
        return KeyFileReader.read(raw);
    }

    /// At least one key; a secret key's certificate is in both lists.
    ///
    /// @param skipped how many further keys were there that can't be read or lack their owner's signature
    record Keys(List<Certificate> certificates, List<LockedKey> secretKeys, int skipped) implements KeyFile {
        public Keys {
            certificates = List.copyOf(certificates);
            secretKeys = List.copyOf(secretKeys);
        }
    }

    /// No key can be taken from it.
    record Unreadable(Why why) implements KeyFile {
    }

    /// Why a file gave no key.
    enum Why {
        /** There is no OpenPGP key in it. */
        NO_KEY,
        /** There is one, but it is damaged, or of a form that is not supported. */
        MALFORMED,
        /** It is larger than a key can be. */
        TOO_LARGE
    }
}
