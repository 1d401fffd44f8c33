package guichet.inbox;

import guichet.crypto.Fingerprint;
import guichet.keystore.SignalTrust;
import guichet.keystore.Trust;
import java.util.List;
import java.util.Optional;

/// The verdict about what is shown of a message, in the contract's words; never about what was merely present in it.
///
/// @param encryption    `END_TO_END` only where the whole of what is shown was inside the encrypted part
/// @param signature     `VALID` only where the whole of what is shown was covered by a good signature
/// @param signer        whose key signed, for a valid signature; a bad one proves nothing, not even whose it is
/// @param senderMatches whether the signing key bears the address that the message shows as its author; empty without signer
/// @param problems      what a person must know before believing it, in a fixed order
/// @param identity      on Signal alone: by which key its author is known, and how far that is trusted
public record Protection(Encryption encryption, Signature signature, Optional<Signer> signer,
        Optional<Boolean> senderMatches, List<Problem> problems, Optional<Identity> identity) {

    /// What came without any protection.
    public static final Protection NONE = new Protection(Encryption.NONE, Signature.NONE, Optional.empty(),
            Optional.empty(), List.of());

    /// What came through Signal, as long as nothing is said about who wrote it.
    public static final Protection SIGNAL = new Protection(Encryption.END_TO_END, Signature.NONE, Optional.empty(),
            Optional.empty(), List.of());

    public Protection(Encryption encryption, Signature signature, Optional<Signer> signer,
            Optional<Boolean> senderMatches, List<Problem> problems) {
        this(encryption, signature, signer, senderMatches, problems, Optional.empty());
    }

    public Protection {
        problems = problems.stream().distinct().sorted().toList();
        if (signature == Signature.VALID && signer.isEmpty()) {
            throw new IllegalArgumentException("a valid signature has a signer");
        }
    }

    /// Whether a screen may present the signer as the author.
    public boolean authorProven() {
        return signature == Signature.VALID && senderMatches.orElse(false);
    }

    public enum Encryption {
        END_TO_END("end-to-end"), NONE("none");

        private final String word;

        Encryption(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public enum Signature {
        VALID("valid"), INVALID("invalid"), UNKNOWN_KEY("unknown-key"), NONE("none");

        private final String word;

        Signature(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// The fixed words of the contract, in the order in which they are told.
    public enum Problem {
        CANNOT_DECRYPT("cannot-decrypt"), NO_INTEGRITY_PROTECTION("no-integrity-protection"), WEAK_ALGORITHM(
                "weak-algorithm"), SENDER_MISMATCH("sender-mismatch"), INTENDED_FOR_OTHERS(
                        "intended-for-others"), REVOKED_KEY("revoked-key"), EXPIRED_KEY(
                                "expired-key"), PARTLY_ENCRYPTED("partly-encrypted"), PARTLY_SIGNED(
                                        "partly-signed"), MALFORMED("malformed"), TRUNCATED(
                                                "truncated"), SUBJECT_UNPROTECTED(
                                                        "subject-unprotected"),
        /** Encrypted or signed by S/MIME (RFC 8551): neither opened nor checked. */
        SMIME("smime"),
        /** From the address of a service of our own, and not signed by the key that a person pinned for it. */
        NOT_BY_PINNED_KEY("not-by-pinned-key"),
        /** From an address that is easily taken for one that is known here, and is another. */
        LOOK_ALIKE("look-alike");

        private final String word;

        Problem(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /// Whether it takes nothing from what is said of the text: worth a quiet word, and no doubt.
        public boolean isNotice() {
            return switch (this) {
                case SUBJECT_UNPROTECTED -> true;
                case CANNOT_DECRYPT, NO_INTEGRITY_PROTECTION, WEAK_ALGORITHM, SENDER_MISMATCH, INTENDED_FOR_OTHERS,
                        REVOKED_KEY, EXPIRED_KEY, PARTLY_ENCRYPTED, PARTLY_SIGNED, MALFORMED, TRUNCATED, SMIME,
                        NOT_BY_PINNED_KEY, LOOK_ALIKE ->
                    false;
            };
        }
    }

    /// Of an author on Signal.
    ///
    /// @param safetyNumber the digits to compare with them, in groups of five; empty: not seen yet
    /// @param trust        in the key by which the message came, as it is now
    public record Identity(String safetyNumber, SignalTrust trust) {
    }

    /// Whose key signed.
    ///
    /// @param userId the user id that bears the sender's address, else the key's first
    /// @param trust  as it is now, not as it was when the message came
    public record Signer(Fingerprint fingerprint, String userId, Trust trust) {
    }
}
