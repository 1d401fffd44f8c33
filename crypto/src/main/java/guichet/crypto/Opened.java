package guichet.crypto;

import java.util.List;
import java.util.Set;

/// What came of opening an encrypted message.
public sealed interface Opened {
    /// The whole plaintext; its integrity was checked to the last byte before this was made.
    final class Plaintext implements Opened {
        private final byte[] bytes;
        private final SessionKey sessionKey;
        private final List<SignatureCheck> signatures;
        private final Set<String> recipientKeyIds;

        Plaintext(byte[] bytes, SessionKey sessionKey, List<SignatureCheck> signatures, Set<String> recipientKeyIds) {
            this.bytes = bytes;
            this.sessionKey = sessionKey;
            this.signatures = List.copyOf(signatures);
            this.recipientKeyIds = Set.copyOf(recipientKeyIds);
        }

        /// The plaintext itself, not a copy (it may be large): who reads it changes nothing in it.
        public byte[] bytes() {
            return bytes;
        }

        /// Opens this one message again, without a secret key.
        public SessionKey sessionKey() {
            return sessionKey;
        }

        /// One for each signature over the whole plaintext, in the message's order; empty where it is not signed.
        public List<SignatureCheck> signatures() {
            return signatures;
        }

        /// The key ids (16 hexadecimal digits) that the message says it is encrypted to, without hidden ones. Claims, not
        /// proofs.
        public Set<String> recipientKeyIds() {
            return recipientKeyIds;
        }

        @Override
        public String toString() {
            return "Plaintext";
        }
    }

    /// Not a byte of it may be shown.
    record Refused(Why why) implements Opened {
    }

    /// Why a message was refused.
    enum Why {
        /** It is encrypted to none of the keys given, or to a passphrase. */
        NO_KEY,
        /** Nothing in it would tell that it was altered on its way (RFC 9580, 5.7). */
        NO_INTEGRITY_PROTECTION,
        /** It was altered on its way. */
        MODIFIED,
        /** Its cipher is no longer safe. */
        WEAK_ALGORITHM,
        /** Its end is missing. */
        TRUNCATED,
        /** It would expand beyond the limit. */
        TOO_LARGE,
        /** It is no encrypted OpenPGP message, or more than one, or something follows it. */
        MALFORMED
    }
}
