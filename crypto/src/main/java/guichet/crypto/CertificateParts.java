package guichet.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.bouncycastle.openpgp.PGPPublicKey;

/// What a certificate's owner has really signed, and nothing else: each signature in here was verified.
///
/// In one canonical order, so that equal content has equal bytes.
///
/// @param direct      direct-key signatures (0x1F)
/// @param revocations of the primary key (0x20)
record CertificateParts(PGPPublicKey primary, List<ParsedSignature> direct, List<ParsedSignature> revocations,
        List<UserId> userIds, List<Subkey> subkeys) {
    /// How many of the owner's signatures one certificate may have. Real ones have a dozen.
    static final int MOST_SIGNATURES = 500;

    private static final Comparator<ParsedSignature> BY_AGE = Comparator.comparing(ParsedSignature::created)
            .thenComparing(signature -> signature.packet().body().array(), Arrays::compareUnsigned);

    CertificateParts {
        direct = tidy(direct);
        revocations = tidy(revocations);
        userIds = userIds.stream().sorted(Comparator.comparing(UserId::first, BY_AGE)).toList();
        subkeys = subkeys.stream()
                .sorted(Comparator.comparing((Subkey subkey) -> subkey.key().getCreationTime())
                        .thenComparing(subkey -> subkey.key().getFingerprint(), Arrays::compareUnsigned))
                .toList();
    }

    /// A user id with at least one signature of its owner over it.
    record UserId(Bytes raw, List<ParsedSignature> certifications, List<ParsedSignature> revocations) {
        UserId {
            certifications = tidy(certifications);
            revocations = tidy(revocations);
        }

        boolean isUtf8() {
            byte[] bytes = raw.array();
            return Arrays.equals(bytes, new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        }

        private ParsedSignature first() {
            return certifications.isEmpty() ? revocations.getFirst() : certifications.getFirst();
        }

        private UserId with(UserId other) {
            return new UserId(raw, joined(certifications, other.certifications),
                    joined(revocations, other.revocations));
        }
    }

    /// A subkey with at least one signature of its owner over it.
    record Subkey(PGPPublicKey key, List<ParsedSignature> bindings, List<ParsedSignature> revocations) {
        Subkey {
            bindings = tidy(bindings);
            revocations = tidy(revocations);
        }

        private Subkey with(Subkey other) {
            return new Subkey(key, joined(bindings, other.bindings), joined(revocations, other.revocations));
        }
    }

    boolean isEmpty() {
        return direct.isEmpty() && revocations.isEmpty() && userIds.isEmpty() && subkeys.isEmpty();
    }

    /// Everything of both. Both are of one primary key.
    CertificateParts with(CertificateParts other) {
        return new CertificateParts(primary, joined(direct, other.direct), joined(revocations, other.revocations),
                joinedBy(userIds, other.userIds, (a, b) -> Arrays.equals(a.raw().array(), b.raw().array()),
                        UserId::with),
                joinedBy(subkeys, other.subkeys,
                        (a, b) -> Arrays.equals(a.key().getFingerprint(), b.key().getFingerprint()), Subkey::with));
    }

    /// Without anything but the revocations.
    CertificateParts revocationsOnly() {
        return new CertificateParts(primary, List.of(), revocations,
                userIds.stream().filter(userId -> !userId.revocations().isEmpty())
                        .map(userId -> new UserId(userId.raw(), List.of(), userId.revocations())).toList(),
                subkeys.stream().filter(subkey -> !subkey.revocations().isEmpty())
                        .map(subkey -> new Subkey(subkey.key(), List.of(), subkey.revocations())).toList());
    }

    List<ParsedSignature> signatures() {
        List<ParsedSignature> all = new ArrayList<>(direct);
        all.addAll(revocations);
        for (UserId userId : userIds) {
            all.addAll(userId.certifications());
            all.addAll(userId.revocations());
        }
        for (Subkey subkey : subkeys) {
            all.addAll(subkey.bindings());
            all.addAll(subkey.revocations());
        }
        return all;
    }

    /// When the owner last signed anything, as they claim.
    Instant newest() {
        return signatures().stream().map(ParsedSignature::created).max(Comparator.naturalOrder())
                .orElseGet(() -> primary.getCreationTime().toInstant());
    }

    List<PGPPublicKey> keys() {
        List<PGPPublicKey> keys = new ArrayList<>();
        keys.add(primary);
        subkeys.forEach(subkey -> keys.add(subkey.key()));
        return keys;
    }

    /// Empty for the primary key.
    Optional<Subkey> subkey(PGPPublicKey key) {
        return subkeys.stream().filter(subkey -> Arrays.equals(subkey.key().getFingerprint(), key.getFingerprint()))
                .findFirst();
    }

    Optional<PGPPublicKey> key(Fingerprint fingerprint) {
        return keys().stream().filter(key -> Fingerprint.of(key.getFingerprint()).equals(fingerprint)).findFirst();
    }

    /// The transferable certificate (RFC 9580, 10.1).
    byte[] encoded() {
        return encoded(key -> publicPacket(key).encoded());
    }

    /// As [#encoded()], with another packet for each key.
    byte[] encoded(Function<PGPPublicKey, byte[]> keyPacket) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(keyPacket.apply(primary));
        write(out, revocations);
        write(out, direct);
        for (UserId userId : userIds) {
            out.writeBytes(new RawPacket(RawPacket.USER_ID, userId.raw()).encoded());
            write(out, userId.revocations());
            write(out, userId.certifications());
        }
        for (Subkey subkey : subkeys) {
            out.writeBytes(keyPacket.apply(subkey.key()));
            write(out, subkey.revocations());
            write(out, subkey.bindings());
        }
        return out.toByteArray();
    }

    static RawPacket publicPacket(PGPPublicKey key) {
        try {
            return new RawPacket(key.isMasterKey() ? RawPacket.PUBLIC_KEY : RawPacket.PUBLIC_SUBKEY,
                    Bytes.of(key.getPublicKeyPacket().getEncodedContents()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(ByteArrayOutputStream out, List<ParsedSignature> signatures) {
        signatures.forEach(signature -> out.writeBytes(signature.packet().encoded()));
    }

    private static List<ParsedSignature> tidy(List<ParsedSignature> signatures) {
        return joined(signatures, List.of()).stream().sorted(BY_AGE).toList();
    }

    private static List<ParsedSignature> joined(List<ParsedSignature> ours, List<ParsedSignature> others) {
        List<ParsedSignature> all = new ArrayList<>();
        for (List<ParsedSignature> list : List.of(ours, others)) {
            for (ParsedSignature signature : list) {
                if (all.stream().noneMatch(signature::sameAs)) {
                    all.add(signature);
                }
            }
        }
        return all;
    }

    private static <T> List<T> joinedBy(List<T> ours, List<T> others, BiPredicate<T, T> same,
            BinaryOperator<T> join) {
        List<T> all = new ArrayList<>(ours);
        for (T other : others) {
            Optional<T> known = all.stream()
                    .filter(candidate -> same.test(candidate, other))
                    .findFirst();
            if (known.isPresent()) {
                all.set(all.indexOf(known.get()), join.apply(known.get(), other));
            } else {
                all.add(other);
            }
        }
        return all;
    }
}
