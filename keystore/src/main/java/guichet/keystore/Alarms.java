package guichet.keystore;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.crypto.KeyProblem;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keys that turned up for addresses whose key is settled, and that nobody has decided about. Time settles none of
/// them, nor does anything that a mail brings.
final class Alarms {
    private record Open(Address address, Fingerprint key, Instant raised) {
    }

    private final Decisions decisions;
    private final KnownKeys known;
    private final OwnKeys ownKeys;

    Alarms(Decisions decisions, KnownKeys known, OwnKeys ownKeys) {
        this.decisions = decisions;
        this.known = known;
        this.ownKeys = ownKeys;
    }

    /// Raises those that this certificate, just come in for these addresses, gives cause to.
    ///
    /// @return the new ones
    List<KeyAlarm> raise(Tx tx, Certificate certificate, List<Address> addresses, Instant now) throws VaultException {
        Fingerprint key = certificate.fingerprint();
        if (isPast(certificate, now) || decisions.distrust(tx, key).isPresent()) {
            return List.of();
        }
        List<Address> decided = decisions.about(tx, key).stream().map(Decision::address).toList();
        List<KeyAlarm> raised = new ArrayList<>();
        for (Address address : addresses) {
            Optional<Fingerprint> settled = settled(tx, address);
            if (settled.isEmpty() || settled.get().equals(key) || decided.contains(address)) {
                continue;
            }
            int added = tx.update(
                    "INSERT INTO key_alarm (address, fingerprint, raised) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    address.key(), key.hex(), now);
            if (added == 1) {
                raised.add(alarm(tx, new Open(address, key, now), settled.get()));
            }
        }
        return raised;
    }

    /// The oldest first.
    List<KeyAlarm> list(Tx tx) throws VaultException {
        List<Open> open = tx.list("""
                SELECT address, fingerprint, raised FROM key_alarm
                WHERE fingerprint NOT IN (SELECT fingerprint FROM own_key) ORDER BY raised, rowid""",
                row -> new Open(new Address(row.text("address")), new Fingerprint(row.text("fingerprint")),
                        row.time("raised")));
        List<KeyAlarm> alarms = new ArrayList<>();
        for (Open one : open) {
            Optional<Fingerprint> settled = settled(tx, one.address());
            // None is left where it was the own key of somebody who is gone.
            if (settled.isPresent()) {
                alarms.add(alarm(tx, one, settled.get()));
            }
        }
        return alarms;
    }

    /// The keys that an address has alarms for.
    List<Fingerprint> at(Tx tx, Address address) throws VaultException {
        return tx.list("""
                SELECT fingerprint FROM key_alarm
                WHERE address = ? AND fingerprint NOT IN (SELECT fingerprint FROM own_key) ORDER BY rowid""",
                row -> new Fingerprint(row.text("fingerprint")), address.key());
    }

    void settle(Tx tx, Address address, Fingerprint key) throws VaultException {
        tx.update("DELETE FROM key_alarm WHERE address = ? AND fingerprint = ?", address.key(), key.hex());
    }

    void settleAll(Tx tx, Fingerprint key) throws VaultException {
        tx.update("DELETE FROM key_alarm WHERE fingerprint = ?", key.hex());
    }

    /// An old key that its owner has given up is no news, and nothing can be encrypted to it.
    private static boolean isPast(Certificate certificate, Instant now) {
        return certificate.problem(now).filter(why -> why == KeyProblem.REVOKED || why == KeyProblem.EXPIRED)
                .isPresent();
    }

    private Optional<Fingerprint> settled(Tx tx, Address address) throws VaultException {
        Optional<OwnKey> own = ownKeys.inUseFor(tx, address);
        return own.isPresent() ? own.map(key -> key.certificate().fingerprint()) : decisions.settled(tx, address);
    }

    private KeyAlarm alarm(Tx tx, Open open, Fingerprint settled) throws VaultException {
        return new KeyAlarm(open.address(), known.find(tx, settled).orElseThrow(),
                known.find(tx, open.key()).orElseThrow(), open.raised());
    }
}
