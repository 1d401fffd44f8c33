package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.Decisions.Distrust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Certificates put together with what was decided about them.
final class KnownKeys {
    private static final Comparator<Decision> BY_VERDICT = Comparator.comparing(Decision::verdict);

    private final Certificates certificates;
    private final Decisions decisions;
    private final OwnKeys ownKeys;

    KnownKeys(Certificates certificates, Decisions decisions, OwnKeys ownKeys) {
        this.certificates = certificates;
        this.decisions = decisions;
        this.ownKeys = ownKeys;
    }

    Optional<KnownKey> find(Tx tx, Fingerprint key) throws VaultException {
        Optional<OwnKey> own = ownKeys.find(tx, key);
        if (own.isPresent()) {
            return own.map(OwnKey::known);
        }
        Optional<Certificate> certificate = certificates.find(tx, key);
        return certificate.isEmpty() ? Optional.empty() : Optional.of(overall(tx, certificate.get()));
    }

    List<KnownKey> list(Tx tx) throws VaultException {
        List<KnownKey> keys = new ArrayList<>();
        for (Certificate certificate : certificates.list(tx)) {
            keys.add(overall(tx, certificate));
        }
        return keys;
    }

    /// With the trust for this address, the settled key first, then the one seen last.
    List<KnownKey> seenFor(Tx tx, Address address) throws VaultException {
        Optional<Fingerprint> settled = decisions.settled(tx, address);
        List<KnownKey> keys = new ArrayList<>();
        for (Certificate certificate : certificates.seenFor(tx, address)) {
            KnownKey key = known(tx, certificate, decision -> decision.address().equals(address));
            boolean first = settled.equals(Optional.of(key.fingerprint()));
            keys.add(first ? 0 : keys.size(), key);
        }
        return keys;
    }

    private KnownKey overall(Tx tx, Certificate certificate) throws VaultException {
        return known(tx, certificate, decision -> decision.verdict() != Decision.Verdict.REFUSED);
    }

    private KnownKey known(Tx tx, Certificate certificate, Predicate<Decision> asked) throws VaultException {
        Optional<Distrust> distrust = decisions.distrust(tx, certificate.fingerprint());
        if (distrust.isPresent()) {
            Distrust d = distrust.get();
            return new KnownKey(certificate, Trust.DISTRUSTED, List.of(), Optional.of(d.by()), Optional.of(d.when()),
                    Optional.of(d.reason()));
        }
        List<Decision> all = decisions.about(tx, certificate.fingerprint());
        List<Address> acceptedFor = all.stream().filter(d -> d.verdict() != Decision.Verdict.REFUSED)
                .map(Decision::address).toList();
        Optional<Decision> told = all.stream().filter(asked).max(BY_VERDICT);
        return new KnownKey(certificate, told.map(d -> d.verdict().trust()).orElse(Trust.UNKNOWN), acceptedFor,
                told.flatMap(Decision::by), told.map(Decision::when), told.flatMap(Decision::how));
    }
}
