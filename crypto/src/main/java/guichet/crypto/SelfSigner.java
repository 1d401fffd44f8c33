package guichet.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;

/// What an owner states about their own key, signed with SHA-512.
///
/// The preferences stand in the direct-key signature and in each user id's: GnuPG 2.2 reads the latter alone.
final class SelfSigner {
    private static final byte FEATURES = Features.FEATURE_MODIFICATION_DETECTION | Features.FEATURE_SEIPD_V2;

    private final PGPPublicKey primary;
    private final PGPPrivateKey secret;
    private final Instant now;

    SelfSigner(PGPPublicKey primary, PGPPrivateKey secret, Instant now) {
        this.primary = primary;
        this.secret = secret;
        this.now = now;
    }

    ParsedSignature direct(Optional<Instant> expires) throws PGPException, IOException {
        PGPSignatureGenerator generator = generator(PGPSignature.DIRECT_KEY, preferences(expires));
        return ParsedSignature.made(generator.generateCertification(primary));
    }

    ParsedSignature userId(String userId, Optional<Instant> expires) throws PGPException, IOException {
        PGPSignatureSubpacketGenerator subpackets = preferences(expires);
        subpackets.setPrimaryUserID(false, true);
        PGPSignatureGenerator generator = generator(PGPSignature.POSITIVE_CERTIFICATION, subpackets);
        return ParsedSignature.made(generator.generateCertification(userId, primary));
    }

    ParsedSignature encryptionSubkey(PGPPublicKey subkey) throws PGPException, IOException {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
        PGPSignatureGenerator generator = generator(PGPSignature.SUBKEY_BINDING, subpackets);
        return ParsedSignature.made(generator.generateCertification(primary, subkey));
    }

    /// The same statement again, with another expiry of the key that it is about.
    ParsedSignature renewedKey(ParsedSignature statement, Instant expires) throws PGPException, IOException {
        PGPSignatureGenerator generator = generator(statement.type(), renewed(statement, primary, expires));
        return ParsedSignature.made(generator.generateCertification(primary));
    }

    ParsedSignature renewedUserId(ParsedSignature statement, Bytes rawUserId, Instant expires)
            throws PGPException, IOException {
        String userId = new String(rawUserId.array(), StandardCharsets.UTF_8);
        PGPSignatureGenerator generator = generator(statement.type(), renewed(statement, primary, expires));
        return ParsedSignature.made(generator.generateCertification(userId, primary));
    }

    ParsedSignature renewedSubkey(ParsedSignature statement, PGPPublicKey subkey, Instant expires)
            throws PGPException, IOException {
        PGPSignatureGenerator generator = generator(statement.type(), renewed(statement, subkey, expires));
        return ParsedSignature.made(generator.generateCertification(primary, subkey));
    }

    ParsedSignature revocation(RevocationReason reason) throws PGPException, IOException {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setRevocationReason(false, switch (reason) {
            case COMPROMISED -> RevocationReasonTags.KEY_COMPROMISED;
            case SUPERSEDED -> RevocationReasonTags.KEY_SUPERSEDED;
            case RETIRED -> RevocationReasonTags.KEY_RETIRED;
        }, "");
        return ParsedSignature
                .made(generator(PGPSignature.KEY_REVOCATION, subpackets).generateCertification(primary));
    }

    private PGPSignatureSubpacketGenerator preferences(Optional<Instant> expires) {
        var subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        subpackets.setFeature(false, FEATURES);
        subpackets.setPreferredHashAlgorithms(false, new int[]{HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA256});
        subpackets.setPreferredSymmetricAlgorithms(false,
                new int[]{SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128});
        subpackets.setPreferredCompressionAlgorithms(false, new int[]{0});
        expires.ifPresent(end -> subpackets.setKeyExpirationTime(true, secondsUntil(end, primary)));
        return subpackets;
    }

    private static PGPSignatureSubpacketGenerator renewed(ParsedSignature statement, PGPPublicKey about,
            Instant expires) throws IOException {
        var subpackets = new PGPSignatureSubpacketGenerator();
        for (SignatureSubpacket subpacket : statement.says().subpackets()) {
            switch (subpacket.getType()) {
                case SignatureSubpacketTags.CREATION_TIME, SignatureSubpacketTags.EXPIRE_TIME,
                        SignatureSubpacketTags.KEY_EXPIRE_TIME, SignatureSubpacketTags.ISSUER_KEY_ID,
                        SignatureSubpacketTags.ISSUER_FINGERPRINT -> {
                    // Stated anew.
                }
                default -> subpackets.addCustomSubpacket(subpacket);
            }
        }
        for (SignatureSubpacket back : statement.backBindings()) {
            if (Arrays.stream(subpackets.getSubpackets(SignatureSubpacketTags.EMBEDDED_SIGNATURE))
                    .noneMatch(known -> Arrays.equals(known.getData(), back.getData()))) {
                subpackets.addCustomSubpacket(back);
            }
        }
        subpackets.setKeyExpirationTime(true, secondsUntil(expires, about));
        return subpackets;
    }

    private PGPSignatureGenerator generator(int type, PGPSignatureSubpacketGenerator subpackets) throws PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(primary.getAlgorithm(), HashAlgorithmTags.SHA512), primary);
        subpackets.setSignatureCreationTime(true, OpenPgpTime.of(now));
        subpackets.setIssuerFingerprint(false, primary);
        generator.init(type, secret);
        generator.setHashedSubpackets(subpackets.generate());
        return generator;
    }

    private static long secondsUntil(Instant end, PGPPublicKey key) {
        long seconds = Duration.between(key.getCreationTime().toInstant(), end).toSeconds();
        if (seconds < 1 || seconds > 0xffffffffL) {
            throw new IllegalArgumentException("a key can't expire then");
        }
        return seconds;
    }
}
