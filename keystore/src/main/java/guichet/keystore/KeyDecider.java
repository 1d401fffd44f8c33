package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.keystore.Decision.Verdict;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out what a person decides about a key.
final class KeyDecider {
    /// The person's act.
    ///
    /// @param verdict ACCEPTED or VERIFIED
    record Act(Verdict verdict, @Nullable String how, PersonId by, Instant when) {
    }

    private final OwnKeys ownKeys;
    private final Certificates certificates;
    private final Decisions decisions;
    private final KnownKeys known;
    private final Alarms alarms;
    private final Candidates candidates;
    private final Contacts contacts;

    KeyDecider(OwnKeys ownKeys, Certificates certificates, Decisions decisions, KnownKeys known, Alarms alarms,
            Candidates candidates, Contacts contacts) {
        this.ownKeys = ownKeys;
        this.certificates = certificates;
        this.decisions = decisions;
        this.known = known;
        this.alarms = alarms;
        this.candidates = candidates;
        this.contacts = contacts;
    }

    /// For all of the certificate's addresses where it has one, or all are one contact's. Otherwise anybody could get
    /// mail for others by writing their addresses onto a key of their own.
    Decided takeFor(Tx tx, Fingerprint key, Act act) throws VaultException {
        Optional<Certificate> certificate = theirs(tx, key);
        if (certificate.isEmpty()) {
            return notTheirs(tx, key);
        }
        List<Address> all = certificates.addresses(tx, certificate.get());
        return all.size() == 1 || areOfOneContact(tx, all)
                ? takeFor(tx, key, all, act)
                : new Decided.NameAddresses(all);
    }

    Decided takeFor(Tx tx, Fingerprint key, Collection<Address> addresses, Act act) throws VaultException {
        Optional<Certificate> certificate = theirs(tx, key);
        if (certificate.isEmpty()) {
            return notTheirs(tx, key);
        }
        if (addresses.isEmpty()) {
            return new Decided.NameAddresses(certificates.addresses(tx, certificate.get()));
        }
        if (decisions.distrust(tx, key).isPresent()) {
            if (act.verdict() != Verdict.VERIFIED) {
                return new Decided.Distrusted(known.find(tx, key).orElseThrow());
            }
            decisions.liftDistrust(tx, key);
        }
        List<Address> verified = decisions.about(tx, key).stream().filter(d -> d.verdict() == Verdict.VERIFIED)
                .map(Decision::address).toList();
        for (Address address : addresses) {
            certificates.seeFor(tx, key, address);
            // Accepting says less than what was verified before, so that stands.
            if (act.verdict() == Verdict.VERIFIED || !verified.contains(address)) {
                decisions.decide(tx, key, address, act.verdict(), act.by(), act.when(), act.how());
            }
            if (ownKeys.inUseFor(tx, address).isEmpty()) {
                decisions.settle(tx, address, key);
            }
            alarms.settle(tx, address, key);
            candidates.forgetDropped(tx, address);
        }
        return done(tx, certificate.get(), addresses);
    }

    Decided distrust(Tx tx, Fingerprint key, String reason, PersonId by, Instant now) throws VaultException {
        Optional<Certificate> certificate = theirs(tx, key);
        if (certificate.isEmpty()) {
            return notTheirs(tx, key);
        }
        decisions.setDistrust(tx, key, by, now, reason);
        alarms.settleAll(tx, key);
        return done(tx, certificate.get(), certificates.addresses(tx, certificate.get()));
    }

    Optional<KeptKey> keepSettled(Tx tx, Address address, PersonId by, Instant now) throws VaultException {
        Optional<KnownKey> settled = settled(tx, address);
        if (settled.isEmpty()) {
            return Optional.empty();
        }
        List<Fingerprint> others = alarms.at(tx, address);
        for (Fingerprint other : others) {
            decisions.decide(tx, other, address, Verdict.REFUSED, by, now, null);
            alarms.settle(tx, address, other);
        }
        candidates.forgetDropped(tx, address);
        return Optional.of(new KeptKey(settled.get(), others));
    }

    private Optional<KnownKey> settled(Tx tx, Address address) throws VaultException {
        Optional<OwnKey> own = ownKeys.inUseFor(tx, address);
        if (own.isPresent()) {
            return own.map(OwnKey::known);
        }
        Optional<Fingerprint> settled = decisions.settled(tx, address);
        return settled.isEmpty() ? Optional.empty() : known.seenFor(tx, address).stream().findFirst();
    }

    private boolean areOfOneContact(Tx tx, List<Address> addresses) throws VaultException {
        List<ContactId> owners = new ArrayList<>();
        for (Address address : addresses) {
            Optional<Contact> owner = contacts.find(tx, address);
            if (owner.isEmpty()) {
                return false;
            }
            owners.add(owner.get().id());
        }
        return owners.stream().distinct().count() == 1;
    }

    private Optional<Certificate> theirs(Tx tx, Fingerprint key) throws VaultException {
        return ownKeys.find(tx, key).isPresent() ? Optional.empty() : certificates.find(tx, key);
    }

    private Decided notTheirs(Tx tx, Fingerprint key) throws VaultException {
        return ownKeys.find(tx, key).isPresent() ? new Decided.Ours() : new Decided.NoSuchKey();
    }

    private Decided done(Tx tx, Certificate certificate, Collection<Address> addresses) throws VaultException {
        KnownKey now = known.find(tx, certificate.fingerprint()).orElseThrow();
        List<Address> left = certificates.addresses(tx, certificate).stream()
                .filter(address -> !addresses.contains(address) && !now.isFor(address)).toList();
        return new Decided.Done(now, List.copyOf(addresses), left);
    }
}
