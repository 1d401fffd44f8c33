package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.EncryptionKey;
import guichet.crypto.KeyProblem;
import guichet.crypto.Usability;
import guichet.keystore.KeyChoice.Why;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds the one key to encrypt to an address by. It only reads: the answer depends on nothing but what stands in the
/// vault and the time.
final class KeyChooser {
    private final OwnKeys ownKeys;
    private final Certificates certificates;
    private final Decisions decisions;
    private final KnownKeys known;
    private final Alarms alarms;

    KeyChooser(OwnKeys ownKeys, Certificates certificates, Decisions decisions, KnownKeys known, Alarms alarms) {
        this.ownKeys = ownKeys;
        this.certificates = certificates;
        this.decisions = decisions;
        this.known = known;
        this.alarms = alarms;
    }

    KeyChoice choose(Tx tx, Address address, Instant now) throws VaultException {
        Optional<OwnKey> own = ownKeys.inUseFor(tx, address);
        if (own.isPresent()) {
            return judge(address, own.get().known(), List.of(own.get().known()), now);
        }
        List<KnownKey> seen = known.seenFor(tx, address);
        if (decisions.settled(tx, address).isEmpty()) {
            return new KeyChoice.Unusable(whyNoneIsSettled(seen, now), seen);
        }
        if (!alarms.at(tx, address).isEmpty()) {
            return new KeyChoice.Unusable(Why.KEY_CHANGED, seen);
        }
        KnownKey settled = seen.getFirst();
        return switch (settled.trust()) {
            case DISTRUSTED -> new KeyChoice.Unusable(Why.DISTRUSTED, seen);
            case UNKNOWN -> new KeyChoice.Unusable(Why.NOT_ACCEPTED, seen);
            case ACCEPTED, VERIFIED -> certificates.withdrew(tx, settled.certificate(), address)
                    ? new KeyChoice.Unusable(Why.REVOKED, seen)
                    : judge(address, settled, seen, now);
        };
    }

    private static KeyChoice judge(Address address, KnownKey key, List<KnownKey> seen, Instant now) {
        return switch (key.certificate().usability(now)) {
            case Usability.Usable(EncryptionKey usable) -> new KeyChoice.Usable(address, usable, key);
            case Usability.Unusable(KeyProblem problem) -> new KeyChoice.Unusable(why(problem), seen);
        };
    }

    /// What stands in the way first: accepting a key that has expired would help nobody.
    private static Why whyNoneIsSettled(List<KnownKey> seen, Instant now) {
        if (seen.isEmpty()) {
            return Why.NO_KEY;
        }
        List<Certificate> candidates = seen.stream().filter(key -> key.trust() != Trust.DISTRUSTED)
                .map(KnownKey::certificate).toList();
        if (candidates.isEmpty()) {
            return Why.DISTRUSTED;
        }
        boolean anyUsable = candidates.stream().anyMatch(candidate -> candidate.problem(now).isEmpty());
        return anyUsable
                ? Why.NOT_ACCEPTED
                : candidates.getFirst().problem(now).map(KeyChooser::why).orElse(Why.NOT_ACCEPTED);
    }

    private static Why why(KeyProblem problem) {
        return switch (problem) {
            case EXPIRED -> Why.EXPIRED;
            case REVOKED -> Why.REVOKED;
            case WEAK -> Why.WEAK;
            case NO_ENCRYPTION_SUBKEY -> Why.NO_KEY;
        };
    }
}
