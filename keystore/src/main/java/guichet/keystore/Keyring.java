package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.Decision.Verdict;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which key belongs to which address, as far as people have said so. All of it lives in the vault; callers write the
/// journal's entry in the same transaction.
public final class Keyring {
    /// In bytes. An honest certificate with a photograph has some 100,000.
    public static final int LARGEST_CERTIFICATE = 1_000_000;

    private final CertificateCache cache = new CertificateCache();
    private final Certificates certificates = new Certificates(cache);
    private final Decisions decisions = new Decisions();
    private final OwnKeys ownKeys = new OwnKeys(cache);
    private final KnownKeys known = new KnownKeys(certificates, decisions, ownKeys);
    private final Alarms alarms = new Alarms(decisions, known, ownKeys);
    private final Candidates candidates = new Candidates(cache);
    private final KeyIntake intake;
    private final KeyDecider decider;
    private final KeyChooser chooser = new KeyChooser(ownKeys, certificates, decisions, known, alarms);
    private final KeyExpiry expiry = new KeyExpiry(ownKeys, decisions, known);

    public Keyring(People people, Settings settings, Contacts contacts) {
        intake = new KeyIntake(people, settings, ownKeys, certificates, decisions, known, alarms, candidates);
        decider = new KeyDecider(ownKeys, certificates, decisions, known, alarms, candidates, contacts);
    }

    /// Keeps a certificate, merged with what is known of it. Another key for an address whose key is settled raises an
    /// alarm. Of those that mail alone brings for an address, few are kept.
    public Imported importCertificate(Tx tx, Certificate certificate, KeySource source, Instant now)
            throws VaultException {
        return intake.take(tx, certificate, source, null, now);
    }

    /// As [#importCertificate(Tx, Certificate, KeySource, Instant)], for an address that the way it came by names
    /// (Autocrypt's `addr`), whether or not a user id does.
    public Imported importCertificate(Tx tx, Certificate certificate, KeySource source, Address claimed, Instant now)
            throws VaultException {
        return intake.take(tx, certificate, source, claimed, now);
    }

    /// Takes a key for somebody's without comparing fingerprints: for all of its addresses where it has one or all are
    /// one contact's, else [Decided.NameAddresses].
    public Decided accept(Tx tx, Fingerprint key, PersonId by, Instant now) throws VaultException {
        return decider.takeFor(tx, key, new KeyDecider.Act(Verdict.ACCEPTED, null, by, now));
    }

    /// Takes a key for these addresses' without comparing fingerprints.
    public Decided accept(Tx tx, Fingerprint key, Set<Address> addresses, PersonId by, Instant now)
            throws VaultException {
        return decider.takeFor(tx, key, addresses, new KeyDecider.Act(Verdict.ACCEPTED, null, by, now));
    }

    /// As [#accept(Tx, Fingerprint, PersonId, Instant)], after the fingerprints were compared.
    ///
    /// @param how in the person's words: by phone, in person…
    public Decided verify(Tx tx, Fingerprint key, String how, PersonId by, Instant now) throws VaultException {
        return decider.takeFor(tx, key, new KeyDecider.Act(Verdict.VERIFIED, how, by, now));
    }

    /// As [#accept(Tx, Fingerprint, Set, PersonId, Instant)], after the fingerprints were compared.
    public Decided verify(Tx tx, Fingerprint key, Set<Address> addresses, String how, PersonId by, Instant now)
            throws VaultException {
        return decider.takeFor(tx, key, addresses, new KeyDecider.Act(Verdict.VERIFIED, how, by, now));
    }

    /// Never encrypts to this key again, and settles its alarms.
    public Decided distrust(Tx tx, Fingerprint key, String reason, PersonId by, Instant now) throws VaultException {
        return decider.distrust(tx, key, reason, by, now);
    }

    /// Settles every alarm of an address for the key that is settled there, without a word about the others elsewhere.
    ///
    /// @return empty: no key is settled there, so nothing was decided
    public Optional<KeptKey> keepSettled(Tx tx, Address address, PersonId by, Instant now) throws VaultException {
        return decider.keepSettled(tx, address, by, now);
    }

    /// One of our own keys too.
    public Optional<KnownKey> find(Tx tx, Fingerprint key) throws VaultException {
        return known.find(tx, key);
    }

    /// Every key but our own, the newest last.
    public List<KnownKey> list(Tx tx) throws VaultException {
        return known.list(tx);
    }

    /// Every key seen for an address, with the trust for that address, the settled one first.
    public List<KnownKey> forAddress(Tx tx, Address address) throws VaultException {
        return known.seenFor(tx, address);
    }

    /// How many offers of keys for an address came by mail and were dropped, since there were too many, since a person
    /// decided about the address last.
    public int droppedFor(Tx tx, Address address) throws VaultException {
        return candidates.droppedFor(tx, address);
    }

    /// By which key to encrypt to an address now.
    public KeyChoice choose(Tx tx, Address address, Instant now) throws VaultException {
        return chooser.choose(tx, address, now);
    }

    /// Whether this very key is still the one: as [#choose], and [KeyChoice.Why#KEY_CHANGED] where it is another by now.
    public KeyChoice recheck(Tx tx, Address address, Fingerprint key, Instant now) throws VaultException {
        KeyChoice choice = chooser.choose(tx, address, now);
        return switch (choice) {
            case KeyChoice.Usable usable when !usable.key().fingerprint().equals(key) ->
                new KeyChoice.Unusable(KeyChoice.Why.KEY_CHANGED, List.of(usable.known()));
            case KeyChoice.Usable _,KeyChoice.Unusable _ -> choice;
        };
    }

    /// Those that wait for a decision, the oldest first.
    public List<KeyAlarm> alarms(Tx tx) throws VaultException {
        return alarms.list(tx);
    }

    /// The keys in use, others' and our own, that end before that time or have ended, the next to end first.
    public List<Expiring> expiringBefore(Tx tx, Instant limit) throws VaultException {
        return expiry.before(tx, limit);
    }
}
