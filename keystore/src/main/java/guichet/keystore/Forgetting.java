package guichet.keystore;

import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes people outside, their addresses and their keys out of the vault. Who may be forgotten is for the caller to know; what was
/// decided about them goes too.
public final class Forgetting {
    public Forgetting() {
    }

    /// What is gone.
    ///
    /// @param keys the fingerprints of their keys
    public record Forgotten(int contacts, Set<Fingerprint> keys) {
        public Forgotten {
            keys = Set.copyOf(keys);
        }
    }

    /// @param addresses  that nobody is known by any more
    /// @param identities people on Signal whom nothing refers to but these contacts
    /// @param inUse      keys that have to stay, since they signed what stays
    public Forgotten forget(Tx tx, Set<ContactId> contacts, Set<Address> addresses, Set<SignalIdentityId> identities,
            Set<Fingerprint> inUse) throws VaultException {
        Set<String> gone = new HashSet<>();
        addresses.forEach(address -> gone.add(address.key()));
        Set<Fingerprint> keys = new HashSet<>();
        for (String address : gone) {
            for (String key : tx.list("SELECT fingerprint FROM certificate_address WHERE address = ?",
                    row -> row.text("fingerprint"), address)) {
                Fingerprint found = new Fingerprint(key);
                if (!inUse.contains(found) && isOnlyOf(tx, key, gone)) {
                    keys.add(found);
                }
            }
        }
        for (Fingerprint key : keys) {
            forgetKey(tx, key.toString());
        }
        for (String address : gone) {
            forgetAddress(tx, address);
        }
        for (SignalIdentityId id : identities) {
            tx.update("DELETE FROM signal_decision WHERE identity = ?", id.value());
            tx.update("""
                    UPDATE signal_identity SET
                      profile_name = CAST(zeroblob(length(CAST(profile_name AS BLOB))) AS TEXT) WHERE id = ?""",
                    id.value());
            tx.update("DELETE FROM signal_identity WHERE id = ?", id.value());
        }
        int people = 0;
        for (ContactId id : contacts) {
            tx.update("DELETE FROM contact_address WHERE contact = ?", id.value());
            tx.update("UPDATE signal_identity SET contact = NULL WHERE contact = ?", id.value());
            tx.update("UPDATE contact SET name = CAST(zeroblob(length(CAST(name AS BLOB))) AS TEXT) WHERE id = ?",
                    id.value());
            people += tx.update("DELETE FROM contact WHERE id = ?", id.value());
        }
        return new Forgotten(people, keys);
    }

    private static boolean isOnlyOf(Tx tx, String key, Set<String> gone) throws VaultException {
        List<String> named = tx.list("SELECT address FROM certificate_address WHERE fingerprint = ?",
                row -> row.text("address"), key);
        return gone.containsAll(named);
    }

    private static void forgetKey(Tx tx, String key) throws VaultException {
        for (String table : new ArrayList<>(List.of("key_alarm", "settled_key", "key_decision", "key_distrust",
                "certificate_address"))) {
            tx.update("DELETE FROM " + table + " WHERE fingerprint = ?", key);
        }
        tx.update("UPDATE certificate SET content = zeroblob(length(content)) WHERE fingerprint = ?", key);
        tx.update("DELETE FROM certificate WHERE fingerprint = ?", key);
        tx.update("DELETE FROM dropped_revocation WHERE fingerprint = ?", key);
    }

    private static void forgetAddress(Tx tx, String address) throws VaultException {
        tx.update("DELETE FROM key_alarm WHERE address = ?", address);
        tx.update("DELETE FROM settled_key WHERE address = ?", address);
        tx.update("DELETE FROM key_decision WHERE address = ?", address);
        tx.update("DELETE FROM certificate_address WHERE address = ?", address);
        tx.update("DELETE FROM dropped_candidate WHERE address = ?", address);
        tx.update("DELETE FROM contact_address WHERE address = ?", address);
    }
}
