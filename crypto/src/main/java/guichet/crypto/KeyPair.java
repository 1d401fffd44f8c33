package guichet.crypto;

import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;

/// One key with its secret part, for as long as one operation lasts. Prints nothing.
final class KeyPair {
    private final PGPPublicKey key;
    private final PGPPrivateKey secret;

    KeyPair(PGPPublicKey key, PGPPrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    PGPPublicKey key() {
        return key;
    }

    PGPPrivateKey secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "KeyPair";
    }
}
