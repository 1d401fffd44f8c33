package guichet.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.Packet;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/// Takes from one key's packets what its owner signed: other people's signatures, pictures, unknown packets and whatever
/// does not verify are left out. The work is bounded, however long the packets are.
final class CertificateReader {
    private static final int LONGEST_USER_ID = 2048;

    private final PGPPublicKey primary;
    private final byte[] keyId;
    private final List<ParsedSignature> direct = new ArrayList<>();
    private final List<ParsedSignature> revocations = new ArrayList<>();
    private final List<CertificateParts.UserId> userIds = new ArrayList<>();
    private final List<CertificateParts.Subkey> subkeys = new ArrayList<>();
    private int verified;

    private CertificateReader(PGPPublicKey primary) {
        this.primary = primary;
        this.keyId = ByteBuffer.allocate(Long.BYTES).putLong(primary.getKeyID()).array();
    }

    /// @param packets the first is the primary key's, public or secret
    static Optional<CertificateParts> read(List<RawPacket> packets) {
        Optional<PGPPublicKey> primary = packets.isEmpty() ? Optional.empty() : key(packets.getFirst());
        if (primary.isEmpty() || !primary.get().isMasterKey()) {
            return Optional.empty();
        }
        return new CertificateReader(primary.get()).take(packets);
    }

    /// The public key in a packet of any of the four kinds; empty where its form is not supported.
    static Optional<PGPPublicKey> key(RawPacket packet) {
        return switch (packet.tag()) {
            case RawPacket.PUBLIC_KEY, RawPacket.PUBLIC_SUBKEY, RawPacket.SECRET_KEY, RawPacket.SECRET_SUBKEY ->
                parsed(packet);
            default -> Optional.empty();
        };
    }

    private static Optional<PGPPublicKey> parsed(RawPacket packet) {
        try {
            Packet read = new BCPGInputStream(Bytes.of(packet.encoded()).stream()).readPacket();
            PublicKeyPacket publicPacket = read instanceof SecretKeyPacket secret
                    ? secret.getPublicKeyPacket()
                    : (PublicKeyPacket) read;
            if (publicPacket.getVersion() != PublicKeyPacket.VERSION_4
                    && publicPacket.getVersion() != PublicKeyPacket.VERSION_6) {
                return Optional.empty();
            }
            var key = new PGPPublicKey(publicPacket, new BcKeyFingerprintCalculator());
            return Strength.affordable(key) ? Optional.of(key) : Optional.empty();
        } catch (IOException | PGPException | RuntimeException e) { // Bouncy Castle throws any of them for bad packets
            return Optional.empty();
        }
    }

    private Optional<CertificateParts> take(List<RawPacket> packets) {
        int next = 1;
        while (next < packets.size()) {
            RawPacket head = packets.get(next);
            int after = next + (head.tag() == RawPacket.SIGNATURE ? 0 : 1);
            List<ParsedSignature> own = new ArrayList<>();
            while (after < packets.size() && !startsComponent(packets.get(after).tag())) {
                if (namesUs(packets.get(after))) {
                    ParsedSignature.parse(packets.get(after)).filter(signature -> signature.mayBeBy(primary))
                            .ifPresent(own::add);
                }
                if (verified + own.size() > CertificateParts.MOST_SIGNATURES) {
                    return Optional.empty();
                }
                after++;
            }
            verified += own.size();
            component(head, own);
            next = Math.max(after, next + 1);
        }
        var parts = new CertificateParts(primary, direct, revocations, userIds, subkeys);
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new CertificateParts(primary, List.of(), List.of(),
                        List.of(), List.of()).with(parts));
    }

    /// Whether a signature can name our key as its issuer: a look that costs little, where thousands of strangers signed.
    private boolean namesUs(RawPacket packet) {
        return packet.tag() == RawPacket.SIGNATURE && packet.body().length() <= ParsedSignature.LONGEST
                && packet.body().contains(keyId);
    }

    private static boolean startsComponent(int tag) {
        return switch (tag) {
            case RawPacket.SIGNATURE, RawPacket.MARKER, RawPacket.PADDING, 12 /* trust, GnuPG's own */ -> false;
            default -> true;
        };
    }

    private void component(RawPacket head, List<ParsedSignature> own) {
        switch (head.tag()) {
            case RawPacket.SIGNATURE, RawPacket.MARKER, RawPacket.PADDING, 12 -> {
                direct.addAll(kept(own, PGPSignature.DIRECT_KEY, signature -> signature.verifiesKey(primary)));
                revocations.addAll(kept(own, PGPSignature.KEY_REVOCATION, signature -> signature.verifiesKey(primary)));
            }
            case RawPacket.USER_ID -> userId(head.body(), own);
            case RawPacket.PUBLIC_SUBKEY, RawPacket.SECRET_SUBKEY ->
                key(head).ifPresent(subkey -> subkey(subkey, own));
            default -> {
                // A picture or something unknown: its signatures go with it.
            }
        }
    }

    private void userId(Bytes raw, List<ParsedSignature> own) {
        if (raw.length() > LONGEST_USER_ID) {
            return;
        }
        List<ParsedSignature> certifications = new ArrayList<>();
        for (int type = PGPSignature.DEFAULT_CERTIFICATION; type <= PGPSignature.POSITIVE_CERTIFICATION; type++) {
            certifications.addAll(kept(own, type, signature -> signature.verifiesUserId(raw, primary)));
        }
        List<ParsedSignature> revoked = kept(own, PGPSignature.CERTIFICATION_REVOCATION,
                signature -> signature.verifiesUserId(raw, primary));
        if (!certifications.isEmpty() || !revoked.isEmpty()) {
            userIds.add(new CertificateParts.UserId(raw.copy(), certifications, revoked));
        }
    }

    private void subkey(PGPPublicKey subkey, List<ParsedSignature> own) {
        if (subkey.isMasterKey()) {
            return;
        }
        List<ParsedSignature> bindings = kept(own, PGPSignature.SUBKEY_BINDING,
                signature -> signature.verifiesSubkey(primary, subkey));
        List<ParsedSignature> revoked = kept(own, PGPSignature.SUBKEY_REVOCATION,
                signature -> signature.verifiesSubkey(primary, subkey));
        if (!bindings.isEmpty() || !revoked.isEmpty()) {
            subkeys.add(new CertificateParts.Subkey(subkey, bindings, revoked));
        }
    }

    private static List<ParsedSignature> kept(List<ParsedSignature> own, int type,
            Predicate<ParsedSignature> verifies) {
        return own.stream().filter(signature -> signature.type() == type).filter(verifies).toList();
    }
}
