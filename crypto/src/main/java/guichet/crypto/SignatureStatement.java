package guichet.crypto;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.IntendedRecipientFingerprint;
import org.bouncycastle.bcpg.sig.RevocationReason;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/// What a signature says in its hashed area, read but not yet believed (RFC 9580, 5.2.3). What stands in the other area is
/// nobody's statement.
final class SignatureStatement {
    private static final int REVOCATION_REASON_SUPERSEDED = 1;
    private static final int REVOCATION_REASON_RETIRED = 3;
    /// The subpackets of RFC 9580, 5.2.3.7, without notations (20): any other that calls itself critical spoils a
    /// signature.
    private static final Set<Integer> UNDERSTOOD = Set.of(2, 3, 4, 5, 6, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 26, 27,
            28, 29, 30, 31, 32, 33, 34, 35, 39);

    private final PGPSignatureSubpacketVector hashed;
    private final Instant created;

    SignatureStatement(PGPSignatureSubpacketVector hashed, Instant created) {
        this.hashed = hashed;
        this.created = created;
    }

    List<SignatureSubpacket> subpackets() {
        return Arrays.asList(hashed.toArray());
    }

    List<SignatureSubpacket> subpackets(int type) {
        return Arrays.asList(hashed.getSubpackets(type));
    }

    boolean isOver(Instant at) {
        long seconds = hashed.getSignatureExpirationTime();
        return seconds != 0 && !at.isBefore(created.plusSeconds(seconds));
    }

    /// Whether it demands something that is not understood here (RFC 9580, 5.2.3.7).
    boolean demandsTheUnknown() {
        return subpackets().stream().filter(SignatureSubpacket::isCritical)
                .anyMatch(subpacket -> !UNDERSTOOD.contains(subpacket.getType()));
    }

    boolean statesProperties() {
        return statesKeyFlags() || hashed.hasSubpacket(SignatureSubpacketTags.KEY_EXPIRE_TIME);
    }

    boolean statesKeyFlags() {
        return hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS);
    }

    int keyFlags() {
        return hashed.getKeyFlags();
    }

    Optional<Instant> keyExpiry(PGPPublicKey key) {
        long seconds = hashed.getKeyExpirationTime();
        return seconds == 0
                ? Optional.empty()
                : Optional.of(key.getCreationTime().toInstant().plusSeconds(seconds & 0xffffffffL));
    }

    boolean limitsTheKey() {
        return hashed.getKeyExpirationTime() != 0;
    }

    boolean announcesSeipd2() {
        Features features = hashed.getFeatures();
        return features != null && features.supportsFeature(Features.FEATURE_SEIPD_V2);
    }

    boolean isPrimaryUserId() {
        return hashed.hasSubpacket(SignatureSubpacketTags.PRIMARY_USER_ID) && hashed.isPrimaryUserID();
    }

    /// For a revocation: whether it makes everything bad, also what was signed before.
    boolean isHardRevocation() {
        RevocationReason reason = hashed.getRevocationReason();
        return reason == null || (reason.getRevocationReason() != REVOCATION_REASON_SUPERSEDED
                && reason.getRevocationReason() != REVOCATION_REASON_RETIRED);
    }

    /// Whether it was made for one of these readers, or does not say for whom (RFC 9580, 5.2.3.36). What was signed for
    /// others was passed on by one of them.
    boolean isFor(Set<Fingerprint> readers) {
        List<SignatureSubpacket> intended = subpackets(SignatureSubpacketTags.INTENDED_RECIPIENT_FINGERPRINT);
        return intended.isEmpty() || intended.stream().flatMap(recipient -> named(recipient).stream())
                .anyMatch(readers::contains);
    }

    private static Optional<Fingerprint> named(SignatureSubpacket recipient) {
        byte[] version = recipient.getData();
        int length = version.length - 1;
        boolean known = recipient instanceof IntendedRecipientFingerprint
                && ((length == 20 && version[0] == 4) || (length == 32 && version[0] == 6));
        return known ? Optional.of(Fingerprint.of(Arrays.copyOfRange(version, 1, version.length))) : Optional.empty();
    }
}
