package guichet.inbox.mime;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.SignatureCheck;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.keystore.Address;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The verdict on the signatures over one layer, for the author that is shown. One good signature suffices; the author's own is
/// preferred.
///
/// A signer is named for a valid signature only: a bad one proves nothing, not even whose it is.
final class Judgement {
    private final SignerDirectory directory;
    private final Set<Problem> problems = EnumSet.noneOf(Problem.class);
    private Protection.Signature signature = Protection.Signature.NONE;
    private Optional<Protection.Signer> signer = Optional.empty();
    private Optional<Boolean> senderMatches = Optional.empty();
    private Optional<Instant> signedAt = Optional.empty();

    private Judgement(SignerDirectory directory) {
        this.directory = directory;
    }

    /// Whether the layer was signed at all, and well.
    static Protection.Signature signature(List<SignatureCheck> checks) {
        boolean bad = false;
        for (SignatureCheck check : checks) {
            switch (check) {
                case SignatureCheck.Good _ -> {
                    return Protection.Signature.VALID;
                }
                case SignatureCheck.Bad _ -> bad = true;
                case SignatureCheck.UnknownKey _ -> {
                }
            }
        }
        return bad
                ? Protection.Signature.INVALID
                : checks.isEmpty() ? Protection.Signature.NONE : Protection.Signature.UNKNOWN_KEY;
    }

    static Judgement of(List<SignatureCheck> checks, ShownHeaders headers, SignerDirectory directory) {
        Judgement judgement = new Judgement(directory);
        judgement.judge(checks, headers);
        return judgement;
    }

    /// When the valid signature was made, as its signer says inside of it.
    Optional<Instant> signedAt() {
        return signedAt;
    }

    Protection with(Protection.Encryption encryption, Set<Problem> seen) {
        Set<Problem> all = EnumSet.copyOf(problems);
        all.addAll(seen);
        if (encryption == Protection.Encryption.END_TO_END) {
            all.remove(Problem.PARTLY_ENCRYPTED);
        }
        if (signature == Protection.Signature.VALID) {
            all.remove(Problem.PARTLY_SIGNED);
        }
        return new Protection(encryption, signature, signer, senderMatches, List.copyOf(all));
    }

    private void judge(List<SignatureCheck> checks, ShownHeaders headers) {
        if (headers.ambiguous()) {
            problems.add(Problem.SENDER_MISMATCH);
        }
        signature = signature(checks);
        switch (signature) {
            case VALID -> trust(checks, headers.author());
            case INVALID -> checks.forEach(this::explain);
            case UNKNOWN_KEY, NONE -> {
            }
        }
    }

    private void trust(List<SignatureCheck> checks, Optional<Address> author) {
        SignatureCheck.Good best = checks.stream().filter(SignatureCheck.Good.class::isInstance)
                .map(SignatureCheck.Good.class::cast)
                .min(Comparator.comparing((SignatureCheck.Good good) -> !bears(good.signer(), author))
                        .thenComparing(SignatureCheck.Good::keyNow))
                .orElseThrow();
        boolean matches = bears(best.signer(), author);
        senderMatches = Optional.of(matches);
        signedAt = Optional.of(best.made());
        if (!matches) {
            problems.add(Problem.SENDER_MISMATCH);
        }
        switch (best.keyNow()) {
            case USABLE -> {
            }
            case EXPIRED_SINCE -> problems.add(Problem.EXPIRED_KEY);
            case RETIRED_SINCE -> problems.add(Problem.REVOKED_KEY);
        }
        signer = Optional.of(new Protection.Signer(best.signer(), userId(best.signer(), author),
                directory.trust(best.signer())));
    }

    private void explain(SignatureCheck check) {
        if (check instanceof SignatureCheck.Bad(Optional<Fingerprint> _, SignatureCheck.Why why)) {
            switch (why) {
                case KEY_NOT_USABLE_THEN -> problems.add(Problem.EXPIRED_KEY);
                case KEY_COMPROMISED -> problems.add(Problem.REVOKED_KEY);
                case WEAK_ALGORITHM -> problems.add(Problem.WEAK_ALGORITHM);
                case FOR_OTHERS -> problems.add(Problem.INTENDED_FOR_OTHERS);
                case MODIFIED, MADE_IN_FUTURE -> {
                }
            }
        }
    }

    private boolean bears(Fingerprint signer, Optional<Address> author) {
        return author.isPresent() && certificate(signer).stream().flatMap(known -> known.addresses().stream())
                .anyMatch(address -> isOf(address, author.get()));
    }

    private String userId(Fingerprint signer, Optional<Address> author) {
        List<String> userIds = certificate(signer).map(Certificate::userIds).orElse(List.of());
        return userIds.stream()
                .filter(id -> author.isPresent() && AddressList.parse(List.of(id)).stream().map(Party::address)
                        .anyMatch(address -> isOf(address, author.get())))
                .findFirst().or(() -> userIds.stream().findFirst()).orElse("");
    }

    private Optional<Certificate> certificate(Fingerprint signer) {
        return directory.certificates().stream().filter(known -> known.fingerprint().equals(signer)).findFirst();
    }

    private static boolean isOf(String address, Address author) {
        return Address.parse(address).filter(author::equals).isPresent();
    }
}
