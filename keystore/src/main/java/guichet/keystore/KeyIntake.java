package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.keystore.Imported.News;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes in certificates. What comes in can add to a certificate and raise alarms; it decides nothing, but for the
/// first key of an address where a person imports a file and the setting allows it.
final class KeyIntake {
    private final People people;
    private final Settings settings;
    private final OwnKeys ownKeys;
    private final Certificates certificates;
    private final Decisions decisions;
    private final KnownKeys known;
    private final Alarms alarms;
    private final Candidates candidates;

    KeyIntake(People people, Settings settings, OwnKeys ownKeys, Certificates certificates, Decisions decisions,
            KnownKeys known, Alarms alarms, Candidates candidates) {
        this.people = people;
        this.settings = settings;
        this.ownKeys = ownKeys;
        this.certificates = certificates;
        this.decisions = decisions;
        this.known = known;
        this.alarms = alarms;
        this.candidates = candidates;
    }

    Imported take(Tx tx, Certificate certificate, KeySource source, @Nullable Address claimed, Instant now)
            throws VaultException {
        if (isTooLarge(certificate)) {
            return new Imported.TooLarge();
        }
        Optional<OwnKey> own = ownKeys.find(tx, certificate.fingerprint());
        return own.isPresent()
                ? takeOwn(tx, own.get().certificate(), certificate, now)
                : takeTheirs(tx, certificate, source, claimed, now);
    }

    private Imported takeOwn(Tx tx, Certificate before, Certificate update, Instant now) throws VaultException {
        Certificate merged = before.merge(update);
        if (isTooLarge(merged) && !isRevoked(merged, now)) {
            return new Imported.TooLarge();
        }
        if (merged.equals(before)) {
            return new Imported.Ours(News.NONE, before);
        }
        people.updateCertificate(tx, merged);
        return new Imported.Ours(News.UPDATED, merged);
    }

    private Imported takeTheirs(Tx tx, Certificate incoming, KeySource source, @Nullable Address claimed, Instant now)
            throws VaultException {
        Fingerprint key = incoming.fingerprint();
        Optional<Certificate> before = certificates.find(tx, key);
        Certificate merged = before.isPresent()
                ? before.get().merge(incoming)
                : candidates.withWhatItsOwnerTookBack(tx, incoming);
        // Whoever stole a key could fill it up; its owner's revocation is kept all the same.
        if (isTooLarge(merged) && !isRevoked(merged, now)) {
            return new Imported.TooLarge();
        }
        News news = before.isEmpty() ? News.NEW : merged.equals(before.get()) ? News.NONE : News.UPDATED;
        switch (news) {
            case NEW -> certificates.add(tx, merged, source, now);
            case UPDATED -> certificates.replace(tx, merged);
            case NONE -> {
            }
        }
        boolean seenForMore = certificates.seeForItsUserIds(tx, merged);
        if (claimed != null) {
            seenForMore |= certificates.seeFor(tx, key, claimed);
        }
        List<Address> addresses = certificates.addresses(tx, merged);
        if (source == KeySource.FILE) {
            certificates.chosenByAPerson(tx, key);
            if (settings.yes(tx, Setting.ACCEPT_FIRST_KEY)) {
                acceptFirst(tx, merged, addresses, now);
            }
        }
        List<KeyAlarm> raised = alarms.raise(tx, merged, addresses, now);
        if (source != KeySource.FILE && (seenForMore || news == News.NEW)) {
            candidates.limit(tx, key, addresses);
        }
        return new Imported.Theirs(news, known.find(tx, key).orElseThrow(), raised);
    }

    /// A certificate with several addresses is left to a person: it may carry anybody's.
    private void acceptFirst(Tx tx, Certificate certificate, List<Address> addresses, Instant now)
            throws VaultException {
        Fingerprint key = certificate.fingerprint();
        if (addresses.size() != 1 || !decisions.about(tx, key).isEmpty() || decisions.distrust(tx, key).isPresent()) {
            return;
        }
        Address address = addresses.getFirst();
        boolean first = ownKeys.inUseFor(tx, address).isEmpty() && decisions.settled(tx, address).isEmpty()
                && certificates.seenFor(tx, address).size() == 1;
        if (first) {
            decisions.decide(tx, key, address, Decision.Verdict.ACCEPTED, null, now, null);
            decisions.settle(tx, address, key);
        }
    }

    private static boolean isTooLarge(Certificate certificate) {
        return certificate.bytes().length > Keyring.LARGEST_CERTIFICATE;
    }

    private static boolean isRevoked(Certificate certificate, Instant now) {
        return certificate.problem(now).filter(why -> why == KeyProblem.REVOKED).isPresent();
    }
}
