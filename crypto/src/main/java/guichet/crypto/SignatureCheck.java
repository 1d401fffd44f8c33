package guichet.crypto;

import java.time.Instant;
import java.util.Optional;

/// What one signature is worth. Where there is no signature, there is no check.
public sealed interface SignatureCheck {
    /// Made by this certificate's owner over these bytes, with a key that was usable then.
    ///
    /// @param signer the primary key's fingerprint, also where a subkey signed
    /// @param made   when, as the signer claims
    /// @param keyNow what has become of the key since
    record Good(Fingerprint signer, Instant made, KeyState keyNow) implements SignatureCheck {
    }

    /// Not to be believed.
    ///
    /// @param signer the certificate that it names, where we have that; it proves nothing
    record Bad(Optional<Fingerprint> signer, Why why) implements SignatureCheck {
    }

    /// By a key that we don't have: nothing can be said of it.
    ///
    /// @param keyId 16 hexadecimal digits, or empty where the signature names no key
    record UnknownKey(String keyId) implements SignatureCheck {
    }

    /// Why a signature is bad.
    enum Why {
        /** The bytes are not those that were signed, or the signature itself is damaged. */
        MODIFIED,
        /** The key had expired, was retired, did not exist yet, or was never allowed to sign. */
        KEY_NOT_USABLE_THEN,
        /** The key was revoked as compromised (or without a reason): nothing of it can be believed. */
        KEY_COMPROMISED,
        /** SHA-1, MD5, RSA under 2048 bits and their like: anybody may have made it. */
        WEAK_ALGORITHM,
        /** It claims a time that has not come yet. */
        MADE_IN_FUTURE,
        /** Its signer made it for others, one of whom passed it on (RFC 9580, 5.2.3.36). */
        FOR_OTHERS
    }
}
