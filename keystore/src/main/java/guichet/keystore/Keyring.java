package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which key belongs to which address, as far as people have said so. All of it lives in the vault; callers write the
/// journal's entry in the same transaction.
@SuppressWarnings("DoNotCallSuggester") // unfinished: the bodies follow
public final class Keyring {
    /// In bytes. An honest certificate with a photograph has some 100,000.
    public static final int LARGEST_CERTIFICATE = 1_000_000;

    public Keyring() {
    }

    /// Keeps a certificate, merged with what is known of it. Another key for an address whose key is settled raises an
    /// alarm.
    public Imported importCertificate(Tx tx, Certificate certificate, KeySource source, Instant now)
            throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// As [#importCertificate(Tx, Certificate, KeySource, Instant)], for an address that the way it came by names
    /// (Autocrypt's `addr`), whether or not a user id does.
    public Imported importCertificate(Tx tx, Certificate certificate, KeySource source, Address claimed, Instant now)
            throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Takes a key for somebody's without comparing fingerprints. A certificate with one address is taken for that one.
    /// With several: for the first, and for those that belong to the same contact, as long as no other key stands there.
    public Decided accept(Tx tx, Fingerprint key, PersonId by, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Takes a key for these addresses' without comparing fingerprints.
    public Decided accept(Tx tx, Fingerprint key, Set<Address> addresses, PersonId by, Instant now)
            throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// As [#accept(Tx, Fingerprint, PersonId, Instant)], after the fingerprints were compared.
    ///
    /// @param how in the person's words: by phone, in person…
    public Decided verify(Tx tx, Fingerprint key, String how, PersonId by, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// As [#accept(Tx, Fingerprint, Set, PersonId, Instant)], after the fingerprints were compared.
    public Decided verify(Tx tx, Fingerprint key, Set<Address> addresses, String how, PersonId by, Instant now)
            throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Never encrypts to this key again, and settles its alarms.
    public Decided distrust(Tx tx, Fingerprint key, String reason, PersonId by, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Settles every alarm of an address for the key that is settled there, without a word about the others elsewhere.
    ///
    /// @return how many there were
    public int keepSettled(Tx tx, Address address, PersonId by, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// One of our own keys too.
    public Optional<KnownKey> find(Tx tx, Fingerprint key) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Every key but our own, the newest last.
    public List<KnownKey> list(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Every key seen for an address, with the trust for that address, the settled one first.
    public List<KnownKey> forAddress(Tx tx, Address address) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// By which key to encrypt to an address now.
    public KeyChoice choose(Tx tx, Address address, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Whether this very key is still the one: as [#choose], and [KeyChoice.Why#KEY_CHANGED] where it is another by now.
    public KeyChoice recheck(Tx tx, Address address, Fingerprint key, Instant now) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// Those that wait for a decision, the oldest first.
    public List<KeyAlarm> alarms(Tx tx) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }

    /// The keys in use, others' and our own, that end before that time or have ended, the next to end first.
    public List<Expiring> expiringBefore(Tx tx, Instant limit) throws VaultException {
        throw new UnsupportedOperationException("unfinished");
    }
}
