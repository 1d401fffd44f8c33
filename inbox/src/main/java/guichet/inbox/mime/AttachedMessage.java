package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.KeyState;
import guichet.crypto.OpenLimits;
import guichet.crypto.OpenPgp;
import guichet.crypto.Opened;
import guichet.crypto.SecretKey;
import guichet.crypto.SignatureCheck;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Encryption;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An attachment that is an encrypted OpenPGP message of its own, opened because a person asked for it. Its verdict is about its own bytes: it says
/// nothing of the mail that it came with and takes nothing from it, so that nobody is ever shown as its author ([Protection#senderMatches] is empty).
public sealed interface AttachedMessage {
    /// What was inside.
    final class Inside implements AttachedMessage {
        private final byte[] plaintext;
        private final Protection protection;

        Inside(byte[] plaintext, Protection protection) {
            this.plaintext = plaintext.clone();
            this.protection = protection;
        }

        public byte[] plaintext() {
            return plaintext.clone();
        }

        public Protection protection() {
            return protection;
        }
    }

    /// Not a byte of it is given.
    record Closed(Opened.Why why) implements AttachedMessage {
    }

    /// @param keys    our own
    /// @param signers says which certificates may have signed
    static AttachedMessage open(OpenPgp openPgp, AttachedFile file, List<SecretKey> keys, SignerDirectory signers,
            Instant now) {
        return switch (openPgp.open(file.content(), keys, signers.certificates(),
                new OpenLimits(ReadLimits.DEFAULT.plaintextBytes()), now)) {
            case Opened.Refused(Opened.Why why) -> new Closed(why);
            case Opened.Plaintext plaintext ->
                new Inside(plaintext.bytes(), verdict(plaintext.signatures(), signers));
        };
    }

    private static Protection verdict(List<SignatureCheck> checks, SignerDirectory signers) {
        Signature signature = Judgement.signature(checks);
        Optional<SignatureCheck.Good> good = checks.stream().filter(SignatureCheck.Good.class::isInstance)
                .map(SignatureCheck.Good.class::cast).findFirst();
        Optional<Protection.Signer> signer = good.map(by -> new Protection.Signer(by.signer(),
                signers.certificates().stream().filter(known -> known.fingerprint().equals(by.signer())).findFirst()
                        .map(Certificate::userIds).flatMap(ids -> ids.stream().findFirst()).orElse(""),
                signers.trust(by.signer())));
        List<Problem> problems = good.map(SignatureCheck.Good::keyNow).map(AttachedMessage::problems)
                .orElse(List.of());
        return new Protection(Encryption.END_TO_END, signature, signer, Optional.empty(), problems);
    }

    private static List<Problem> problems(KeyState now) {
        return switch (now) {
            case USABLE -> List.of();
            case EXPIRED_SINCE -> List.of(Problem.EXPIRED_KEY);
            case RETIRED_SINCE -> List.of(Problem.REVOKED_KEY);
        };
    }
}
