package guichet.crypto;

/// Encrypting or signing failed; nothing was made. Carries no content, no address, no key.
public final class CryptoException extends Exception {
    private static final long serialVersionUID = 1L;

    CryptoException(String message) {
        super(message);
    }

    CryptoException(String message, Throwable cause) {
        super(message, cause);
    }
}
