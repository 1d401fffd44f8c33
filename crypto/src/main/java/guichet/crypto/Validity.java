package guichet.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;

/// What a certificate's own statements mean at one time: what it may be used for, until when, whether it was taken back.
///
/// - The newest of the owner's statements that had been made by then counts; where none is that old (the owner's program
///   keeps only the last one), the oldest there is.
/// - A revocation never ends, and none is too weak to count: the worst that a forged one does is to refuse.
final class Validity {
    /// How far another's clock may run ahead of ours.
    static final Duration SKEW = Duration.ofMinutes(15);

    private static final Comparator<ParsedSignature> NEWEST = Comparator.comparing(ParsedSignature::created)
            .thenComparing(signature -> signature.says().limitsTheKey());

    private final CertificateParts parts;

    Validity(CertificateParts parts) {
        this.parts = parts;
    }

    boolean isRevokedHard() {
        return parts.revocations().stream().anyMatch(revocation -> revocation.says().isHardRevocation());
    }

    boolean isRevoked() {
        return !parts.revocations().isEmpty();
    }

    boolean isRevokedBy(Instant at) {
        return isRevokedHard()
                || parts.revocations().stream().anyMatch(revocation -> !revocation.created().isAfter(at));
    }

    /// The statement of the primary key's own properties: of a user id's signature or a direct one, whichever is newer.
    Optional<ParsedSignature> self(Instant at) {
        List<ParsedSignature> all = Stream
                .concat(parts.direct().stream(),
                        parts.userIds().stream().flatMap(userId -> userId.certifications().stream()))
                .filter(Validity::counts).toList();
        List<ParsedSignature> telling = all.stream().filter(signature -> signature.says().statesProperties()).toList();
        return active(telling.isEmpty() ? all : telling, at);
    }

    /// Whether the owner has signed anything about the key that is strong enough.
    boolean hasSelf() {
        return self(Instant.MAX).isPresent();
    }

    Optional<Instant> expires(Instant at) {
        return self(at).flatMap(signature -> signature.says().keyExpiry(parts.primary()));
    }

    boolean isExpired(Instant at) {
        return passed(expires(at), at);
    }

    Optional<ParsedSignature> binding(CertificateParts.Subkey subkey, Instant at) {
        return active(subkey.bindings().stream().filter(Validity::counts).toList(), at);
    }

    boolean isExpired(CertificateParts.Subkey subkey, Instant at) {
        return passed(binding(subkey, at).flatMap(signature -> signature.says().keyExpiry(subkey.key())), at);
    }

    static boolean isRevokedHard(CertificateParts.Subkey subkey) {
        return subkey.revocations().stream().anyMatch(revocation -> revocation.says().isHardRevocation());
    }

    static boolean isRevokedBy(CertificateParts.Subkey subkey, Instant at) {
        return isRevokedHard(subkey)
                || subkey.revocations().stream().anyMatch(revocation -> !revocation.created().isAfter(at));
    }

    static boolean exists(PGPPublicKey key, Instant at) {
        return !key.getCreationTime().toInstant().isAfter(at.plus(SKEW));
    }

    /// The user ids that the owner still stands by, the primary one first.
    List<Bytes> userIds(Instant at) {
        return parts.userIds().stream().filter(userId -> stands(userId, at))
                .sorted(Comparator.comparing((CertificateParts.UserId userId) -> !isPrimary(userId, at)))
                .map(CertificateParts.UserId::raw).toList();
    }

    private static boolean isPrimary(CertificateParts.UserId userId, Instant at) {
        return active(userId.certifications(), at).map(certification -> certification.says().isPrimaryUserId())
                .orElse(false);
    }

    boolean stands(CertificateParts.UserId userId, Instant at) {
        Optional<ParsedSignature> certification = active(
                userId.certifications().stream().filter(Validity::counts).toList(), at);
        return certification.isPresent() && !certification.get().says().isOver(at) && userId.revocations().stream()
                .noneMatch(revocation -> !revocation.created().isBefore(certification.get().created()));
    }

    /// Whether the primary key may make signatures over documents.
    boolean primarySigns(Instant at) {
        return Strength.canSign(parts.primary()) && self(at).filter(
                self -> !self.says().statesKeyFlags() || (self.says().keyFlags() & KeyFlags.SIGN_DATA) != 0)
                .isPresent();
    }

    boolean signs(CertificateParts.Subkey subkey, Instant at) {
        return Strength.canSign(subkey.key()) && binding(subkey, at)
                .filter(binding -> binding.says().statesKeyFlags()
                        && (binding.says().keyFlags() & KeyFlags.SIGN_DATA) != 0)
                .filter(binding -> binding.carriesBindingBy(subkey.key(), parts.primary())).isPresent();
    }

    boolean encrypts(CertificateParts.Subkey subkey, Instant at) {
        return Strength.canEncrypt(subkey.key()) && binding(subkey, at)
                .filter(binding -> !binding.says().statesKeyFlags() || isForEncryption(binding.says().keyFlags()))
                .isPresent();
    }

    boolean primaryEncrypts(Instant at) {
        return Strength.canEncrypt(parts.primary()) && self(at)
                .filter(self -> self.says().statesKeyFlags() && isForEncryption(self.says().keyFlags())).isPresent();
    }

    private static boolean isForEncryption(int flags) {
        return (flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0;
    }

    private static boolean counts(ParsedSignature signature) {
        return Strength.selfSignatureHash(signature.hash(), signature.created())
                && !signature.says().demandsTheUnknown();
    }

    private static Optional<ParsedSignature> active(List<ParsedSignature> signatures, Instant at) {
        Instant latest = at.isAfter(Instant.MAX.minus(SKEW)) ? Instant.MAX : at.plus(SKEW);
        Optional<ParsedSignature> newest = signatures.stream().filter(signature -> !signature.created().isAfter(latest))
                .filter(signature -> !signature.says().isOver(at)).max(NEWEST);
        return newest.isPresent()
                ? newest
                : signatures.stream().min(NEWEST).filter(signature -> !signature.says().isOver(at));
    }

    private static boolean passed(Optional<Instant> end, Instant at) {
        return end.isPresent() && !at.isBefore(end.get());
    }
}
