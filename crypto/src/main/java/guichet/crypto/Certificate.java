package guichet.crypto;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPPublicKey;

/// An OpenPGP certificate (a public key): immutable, equal by its bytes, for any thread.
///
/// It holds what its owner signed and verified here, and nothing else: what others attached to it is left out when it is
/// read.
public final class Certificate {
    private final CertificateParts parts;
    private final Validity validity;
    private final Fingerprint fingerprint;
    private final byte[] encoded;

    Certificate(CertificateParts parts) {
        this.parts = parts;
        this.validity = new Validity(parts);
        this.fingerprint = Fingerprint.of(parts.primary().getFingerprint());
        this.encoded = parts.encoded();
    }

    /// Takes back what [#bytes()] gave.
    ///
    /// @throws IllegalArgumentException where it is none
    public static Certificate fromVault(byte[] bytes) {
        RawPacket.Run run = RawPacket.readAll(Bytes.of(bytes), Integer.MAX_VALUE);
        return CertificateReader.read(run.packets()).map(Certificate::new)
                .orElseThrow(() -> new IllegalArgumentException("not a certificate"));
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /// The user ids that its owner signed and has not revoked, the primary one first. Remote text: for a screen it goes
    /// through the filter there.
    public List<String> userIds() {
        return validity.userIds(Instant.MAX).stream()
                .map(raw -> new String(raw.array(), StandardCharsets.UTF_8)).toList();
    }

    /// The bare mail addresses in [#userIds()], domain in lower case.
    public List<String> addresses() {
        return userIds().stream().flatMap(userId -> UserIdAddress.in(userId).stream()).distinct().toList();
    }

    public Instant created() {
        return parts.primary().getCreationTime().toInstant();
    }

    /// When the primary key expires or has expired; empty: never.
    public Optional<Instant> expires() {
        return validity.expires(Instant.MAX);
    }

    /// From when on nothing can be encrypted to it, as it stands: its own expiry, or the last one of its encryption
    /// subkeys, whichever comes first; empty: never.
    public Optional<Instant> encryptionEnds() {
        Optional<Instant> primary = validity.expires(Instant.MAX);
        List<Optional<Instant>> subkeys = parts.subkeys().stream()
                .filter(subkey -> validity.encrypts(subkey, Instant.MAX) && subkey.revocations().isEmpty())
                .map(subkey -> validity.binding(subkey, Instant.MAX)
                        .flatMap(binding -> binding.says().keyExpiry(subkey.key())))
                .toList();
        if (subkeys.isEmpty() || subkeys.stream().anyMatch(Optional::isEmpty)) {
            return primary;
        }
        Optional<Instant> last = subkeys.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
        return Stream.of(primary, last).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /// Why nothing may be encrypted to it at that time; empty: it may.
    public Optional<KeyProblem> problem(Instant now) {
        return switch (usability(now)) {
            case Usability.Usable _ -> Optional.empty();
            case Usability.Unusable(KeyProblem why) -> Optional.of(why);
        };
    }

    public Usability usability(Instant now) {
        if (validity.isRevoked()) {
            return new Usability.Unusable(KeyProblem.REVOKED);
        }
        if (!Strength.strong(parts.primary())) {
            return new Usability.Unusable(KeyProblem.WEAK);
        }
        if (!validity.hasSelf()) {
            boolean tooWeak = Stream.concat(parts.direct().stream(),
                    parts.userIds().stream().flatMap(userId -> userId.certifications().stream())).findAny().isPresent();
            return new Usability.Unusable(tooWeak ? KeyProblem.WEAK : KeyProblem.NO_ENCRYPTION_SUBKEY);
        }
        if (validity.isExpired(now) || validity.self(now).isEmpty()) {
            return new Usability.Unusable(KeyProblem.EXPIRED);
        }
        return encryptionKey(now).isPresent()
                ? new Usability.Usable(new EncryptionKey(this))
                : new Usability.Unusable(whyNoSubkey(now));
    }

    /// The one key of this certificate that a message is encrypted to: the newest that is usable, as GnuPG chooses.
    Optional<PGPPublicKey> encryptionKey(Instant now) {
        if (!Validity.exists(parts.primary(), now)) {
            return Optional.empty();
        }
        Optional<PGPPublicKey> newest = parts.subkeys().stream()
                .filter(subkey -> subkey.revocations().isEmpty() && validity.encrypts(subkey, now)
                        && !validity.isExpired(subkey, now) && Strength.strong(subkey.key())
                        && Validity.exists(subkey.key(), now))
                .map(CertificateParts.Subkey::key).max(Comparator.comparing(PGPPublicKey::getCreationTime));
        return newest.isPresent() || !validity.primaryEncrypts(now) ? newest : Optional.of(parts.primary());
    }

    private KeyProblem whyNoSubkey(Instant now) {
        List<CertificateParts.Subkey> made = parts.subkeys().stream().filter(subkey -> validity.encrypts(subkey, now))
                .toList();
        if (made.stream().anyMatch(subkey -> !subkey.revocations().isEmpty())
                && made.stream().allMatch(subkey -> !subkey.revocations().isEmpty())) {
            return KeyProblem.REVOKED;
        }
        if (made.stream().anyMatch(subkey -> !Strength.strong(subkey.key()))) {
            return KeyProblem.WEAK;
        }
        return made.stream().anyMatch(subkey -> validity.isExpired(subkey, now))
                ? KeyProblem.EXPIRED
                : KeyProblem.NO_ENCRYPTION_SUBKEY;
    }

    /// This certificate with everything that the other copy's owner signed and this one lacks. A revocation is never lost.
    ///
    /// @throws IllegalArgumentException where the other has another fingerprint
    public Certificate merge(Certificate update) {
        if (!fingerprint.equals(update.fingerprint)) {
            throw new IllegalArgumentException("another certificate");
        }
        CertificateParts all = parts.with(update.parts);
        return new Certificate(all.signatures().size() <= CertificateParts.MOST_SIGNATURES
                ? all
                : parts.with(update.parts.revocationsOnly()));
    }

    /// Only what its owner took back: the key, user ids, subkeys. Merged into an older copy it takes the same back there.
    /// Empty: nothing.
    public Optional<Certificate> takenBack() {
        return Optional.of(parts.revocationsOnly()).filter(revocations -> !revocations.isEmpty())
                .map(Certificate::new);
    }

    /// Binary, without any secret.
    public byte[] bytes() {
        return encoded.clone();
    }

    /// ASCII armor with no header lines, lines ended by LF.
    public String armored() {
        return new String(Armor.encode("PUBLIC KEY BLOCK", encoded, "\n"), StandardCharsets.US_ASCII);
    }

    CertificateParts parts() {
        return parts;
    }

    Validity validity() {
        return validity;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && Arrays.equals(encoded, certificate.encoded);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "Certificate[" + fingerprint + "]";
    }
}
