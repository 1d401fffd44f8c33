package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tells which keys in use end soon, while there is still time to ask for new ones under the old.
final class KeyExpiry {
    private final OwnKeys ownKeys;
    private final Decisions decisions;
    private final KnownKeys known;

    KeyExpiry(OwnKeys ownKeys, Decisions decisions, KnownKeys known) {
        this.ownKeys = ownKeys;
        this.decisions = decisions;
        this.known = known;
    }

    List<Expiring> before(Tx tx, Instant limit) throws VaultException {
        List<Expiring> ending = new ArrayList<>();
        for (OwnKey own : ownKeys.inUse(tx)) {
            own.certificate().encryptionEnds().filter(limit::isAfter)
                    .ifPresent(end -> ending.add(new Expiring.Ours(own.person(), own.certificate(), end)));
        }
        for (SharedKey shared : ownKeys.shared(tx)) {
            Certificate certificate = ownKeys.find(tx, shared.key()).orElseThrow().certificate();
            certificate.encryptionEnds().filter(limit::isAfter)
                    .ifPresent(end -> ending.add(new Expiring.Shared(shared.address(), certificate, end)));
        }
        for (Address address : decisions.settledAddresses(tx)) {
            Optional<KnownKey> settled = known.seenFor(tx, address).stream().findFirst()
                    .filter(key -> key.isFor(address));
            settled.ifPresent(key -> key.certificate().encryptionEnds().filter(limit::isAfter)
                    .ifPresent(end -> ending.add(new Expiring.Theirs(address, key, end))));
        }
        return ending.stream().sorted(Comparator.comparing(Expiring::end)).toList();
    }
}
