package guichet.crypto;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;

/// What the owner of a certificate states anew about it: another end, or that it is taken back. Each statement is younger
/// than every other in the certificate, so that it is the one that counts, even where the clock was set back.
final class OwnerUpdate {
    private final Certificate certificate;
    private final Instant now;
    private final SelfSigner signer;

    OwnerUpdate(Certificate certificate, PGPPrivateKey primary, Instant now) {
        Instant afterAll = certificate.parts().newest().plusSeconds(1);
        this.certificate = certificate;
        this.now = now;
        this.signer = new SelfSigner(certificate.parts().primary(), primary, now.isBefore(afterAll) ? afterAll : now);
    }

    /// With that end for the key, and for those of its subkeys that have one.
    Certificate ending(Instant expires) throws PGPException, IOException {
        CertificateParts parts = certificate.parts();
        List<ParsedSignature> direct = new ArrayList<>();
        if (!parts.direct().isEmpty()) {
            direct.add(signer.renewedKey(parts.direct().getLast(), expires));
        }
        return with(new CertificateParts(parts.primary(), direct, List.of(), userIds(expires), subkeys(expires)));
    }

    Certificate revoked(RevocationReason reason) throws PGPException, IOException {
        return with(new CertificateParts(certificate.parts().primary(), List.of(),
                List.of(signer.revocation(reason)), List.of(), List.of()));
    }

    private List<CertificateParts.UserId> userIds(Instant expires) throws PGPException, IOException {
        List<CertificateParts.UserId> renewed = new ArrayList<>();
        for (CertificateParts.UserId userId : certificate.parts().userIds()) {
            if (certificate.validity().stands(userId, now) && userId.isUtf8()) {
                renewed.add(new CertificateParts.UserId(userId.raw(),
                        List.of(signer.renewedUserId(userId.certifications().getLast(), userId.raw(), expires)),
                        List.of()));
            }
        }
        return renewed;
    }

    private List<CertificateParts.Subkey> subkeys(Instant expires) throws PGPException, IOException {
        List<CertificateParts.Subkey> renewed = new ArrayList<>();
        for (CertificateParts.Subkey subkey : certificate.parts().subkeys()) {
            Optional<ParsedSignature> binding = certificate.validity().binding(subkey, now);
            if (subkey.revocations().isEmpty()
                    && binding.flatMap(last -> last.says().keyExpiry(subkey.key())).isPresent()) {
                renewed.add(new CertificateParts.Subkey(subkey.key(),
                        List.of(signer.renewedSubkey(binding.get(), subkey.key(), expires)), List.of()));
            }
        }
        return renewed;
    }

    private Certificate with(CertificateParts update) {
        return certificate.merge(new Certificate(update));
    }
}
