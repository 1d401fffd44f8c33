package guichet.inbox.cases;

import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.inbox.Protection;
import guichet.inbox.Protection.Problem;
import guichet.inbox.Protection.Signature;
import guichet.keystore.Address;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.Trust;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Completes kept verdicts by what is known of their signers' keys now. Made for one transaction, in which it looks up
/// each key once.
///
/// The trust is that for the address that the message shows as its author's: a key accepted for somebody's own address
/// earns none for another that its owner wrote onto it.
final class TrustNow {
    private final Tx tx;
    private final Keyring keyring;
    private final Instant now;
    private final Map<Fingerprint, Optional<KnownKey>> keys = new HashMap<>();
    private final Map<Fingerprint, Boolean> expired = new HashMap<>();
    private final Map<String, Optional<Fingerprint>> machines = new HashMap<>();
    private @Nullable LookAlikes lookAlikes;

    TrustNow(Tx tx, Keyring keyring, Instant now) {
        this.tx = tx;
        this.keyring = keyring;
        this.now = now;
    }

    Protection complete(StoredProtection kept, String shownAuthor) throws VaultException {
        List<Problem> problems = new ArrayList<>(kept.problems());
        Optional<Fingerprint> pinned = pinned(shownAuthor);
        if (pinned.isPresent() && !(kept.signature() == Signature.VALID && kept.signer().equals(pinned))) {
            problems.add(Problem.NOT_BY_PINNED_KEY);
        }
        if (lookAlikes().has(shownAuthor)) {
            problems.add(Problem.LOOK_ALIKE);
        }
        if (kept.signer().isEmpty()) {
            return new Protection(kept.encryption(), kept.signature(), Optional.empty(), kept.senderMatches(),
                    problems);
        }
        Fingerprint signer = kept.signer().get();
        if (kept.signature() == Signature.VALID && isExpired(signer)) {
            problems.add(Problem.EXPIRED_KEY);
        }
        return new Protection(kept.encryption(), kept.signature(),
                Optional.of(new Protection.Signer(signer, kept.signerUserId(), trust(signer, shownAuthor))),
                kept.senderMatches(), problems);
    }

    /// How far this key is trusted for that address.
    Trust trust(Fingerprint signer, String shownAuthor) throws VaultException {
        Optional<KnownKey> known = known(signer);
        if (known.isEmpty()) {
            return Trust.UNKNOWN;
        }
        return switch (known.get().trust()) {
            case UNKNOWN -> Trust.UNKNOWN;
            case DISTRUSTED -> Trust.DISTRUSTED;
            case ACCEPTED, VERIFIED -> forAddress(known.get(), shownAuthor);
        };
    }

    /// Of what the key was accepted for, the part that concerns this address.
    private Trust forAddress(KnownKey known, String shownAuthor) throws VaultException {
        Optional<Address> author = Address.parse(shownAuthor).filter(known::isFor);
        if (author.isEmpty()) {
            return Trust.UNKNOWN;
        }
        for (KnownKey key : keyring.forAddress(tx, author.get())) {
            if (key.fingerprint().equals(known.fingerprint())) {
                return key.trust();
            }
        }
        // Our own keys are not among the others'.
        return known.trust();
    }

    private LookAlikes lookAlikes() throws VaultException {
        if (lookAlikes == null) {
            lookAlikes = LookAlikes.of(tx);
        }
        return lookAlikes;
    }

    private Optional<Fingerprint> pinned(String shownAuthor) throws VaultException {
        Optional<Fingerprint> known = machines.get(shownAuthor);
        if (known == null) {
            known = MachineMail.pinned(tx, shownAuthor);
            machines.put(shownAuthor, known);
        }
        return known;
    }

    private boolean isExpired(Fingerprint signer) throws VaultException {
        Boolean known = expired.get(signer);
        if (known == null) {
            known = known(signer).flatMap(key -> key.certificate().problem(now)).filter(KeyProblem.EXPIRED::equals)
                    .isPresent();
            expired.put(signer, known);
        }
        return known;
    }

    private Optional<KnownKey> known(Fingerprint signer) throws VaultException {
        Optional<KnownKey> known = keys.get(signer);
        if (known == null) {
            known = keyring.find(tx, signer);
            keys.put(signer, known);
        }
        return known;
    }
}
