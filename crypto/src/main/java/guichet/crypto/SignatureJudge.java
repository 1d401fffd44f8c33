package guichet.crypto;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/// Says what a signature over a document is worth, given the certificates that are known.
///
/// Whether the key was usable is judged at the signature's own time; what has become of it since is told beside that.
final class SignatureJudge {
    private final List<Certificate> signers;
    private final Set<Fingerprint> readers;
    private final Instant now;

    /// @param readers whose keys opened what the signature stood in; empty: it came in the clear
    SignatureJudge(List<Certificate> signers, Set<Fingerprint> readers, Instant now) {
        this.signers = signers;
        this.readers = Set.copyOf(readers);
        this.now = now;
    }

    /// @param packet with tag 2
    SignatureCheck judge(RawPacket packet, Document content) {
        Optional<ParsedSignature> parsed = ParsedSignature.parse(packet);
        if (parsed.isEmpty()) {
            return isOfOldVersion(packet)
                    ? new SignatureCheck.Bad(Optional.empty(), SignatureCheck.Why.WEAK_ALGORITHM)
                    : new SignatureCheck.Bad(Optional.empty(), SignatureCheck.Why.MODIFIED);
        }
        Optional<SignatureCheck.Bad> bad = Optional.empty();
        for (Certificate signer : signers) {
            for (PGPPublicKey key : signer.parts().keys()) {
                if (parsed.get().namesAnIssuer() && parsed.get().mayBeBy(key)) {
                    switch (judge(packet, content, signer, key)) {
                        case SignatureCheck.Good good -> {
                            return good;
                        }
                        case SignatureCheck.Bad worse -> bad = bad.isEmpty() ? Optional.of(worse) : bad;
                        case SignatureCheck.UnknownKey _ -> {
                            // Not said of a key that we have.
                        }
                    }
                }
            }
        }
        return bad.isPresent() ? bad.get() : new SignatureCheck.UnknownKey(parsed.get().issuerKeyId());
    }

    private static boolean isOfOldVersion(RawPacket packet) {
        return packet.body().length() > 0 && (packet.body().at(0) == 2 || packet.body().at(0) == 3);
    }

    private SignatureCheck judge(RawPacket packet, Document content, Certificate signer, PGPPublicKey key) {
        Optional<ParsedSignature> fresh = ParsedSignature.parse(packet); // verifying changes it
        return fresh.map(signature -> verdict(signature, content, signer, key))
                .orElseGet(() -> bad(signer, SignatureCheck.Why.MODIFIED));
    }

    private SignatureCheck verdict(ParsedSignature signature, Document content, Certificate signer, PGPPublicKey key) {
        boolean overDocument = signature.type() == PGPSignature.BINARY_DOCUMENT
                || signature.type() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
        if (!overDocument || signature.says().demandsTheUnknown()) {
            return bad(signer, SignatureCheck.Why.MODIFIED);
        }
        if (!Strength.documentHash(signature.hash()) || !Strength.strong(key)
                || !Strength.strong(signer.parts().primary())) {
            return bad(signer, SignatureCheck.Why.WEAK_ALGORITHM);
        }
        if (!signature.verifiesDocument(content, key)) {
            return bad(signer, SignatureCheck.Why.MODIFIED);
        }
        if (!signature.says().isFor(readers)) {
            return bad(signer, SignatureCheck.Why.FOR_OTHERS);
        }
        Instant made = signature.created();
        if (made.isAfter(now.plus(Validity.SKEW))) {
            return bad(signer, SignatureCheck.Why.MADE_IN_FUTURE);
        }
        Validity validity = signer.validity();
        Optional<CertificateParts.Subkey> subkey = signer.parts().subkey(key);
        if (validity.isRevokedHard() || subkey.filter(Validity::isRevokedHard).isPresent()) {
            return bad(signer, SignatureCheck.Why.KEY_COMPROMISED);
        }
        if (!couldSign(validity, signer.parts().primary(), subkey, made) || signature.says().isOver(now)) {
            return bad(signer, SignatureCheck.Why.KEY_NOT_USABLE_THEN);
        }
        return new SignatureCheck.Good(signer.fingerprint(), made, state(validity, subkey));
    }

    private static boolean couldSign(Validity validity, PGPPublicKey primary, Optional<CertificateParts.Subkey> subkey,
            Instant at) {
        boolean primaryWasValid = validity.self(at).isPresent() && Validity.exists(primary, at)
                && !validity.isExpired(at)
                && !validity.isRevokedBy(at);
        return primaryWasValid && subkey
                .map(signing -> validity.signs(signing, at) && Validity.exists(signing.key(), at)
                        && !validity.isExpired(signing, at) && !Validity.isRevokedBy(signing, at))
                .orElseGet(() -> validity.primarySigns(at));
    }

    private KeyState state(Validity validity, Optional<CertificateParts.Subkey> subkey) {
        if (validity.isRevoked() || subkey.filter(signing -> !signing.revocations().isEmpty()).isPresent()) {
            return KeyState.RETIRED_SINCE;
        }
        return validity.isExpired(now) || subkey.filter(signing -> validity.isExpired(signing, now)).isPresent()
                ? KeyState.EXPIRED_SINCE
                : KeyState.USABLE;
    }

    private static SignatureCheck.Bad bad(Certificate signer, SignatureCheck.Why why) {
        return new SignatureCheck.Bad(Optional.of(signer.fingerprint()), why);
    }
}
