package guichet.keystore;

import guichet.crypto.Fingerprint;
import guichet.keystore.vault.Blanking;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes people outside, their addresses and their keys out of the vault. Who may be forgotten is for the caller to know; what was
/// decided about them goes too.
public final class Forgetting {
    /// Tables that have a key's fingerprint and an address.
    private static final List<String> NAMED = List.of("key_alarm", "settled_key", "key_decision",
            "certificate_address");

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
            forgetIdentity(tx, id.value());
        }
        int people = 0;
        for (ContactId id : contacts) {
            Blanking.delete(tx, "contact_address", List.of("address", "written"), "contact = ?", id.value());
            tx.update("UPDATE signal_identity SET contact = NULL WHERE contact = ?", id.value());
            people += Blanking.delete(tx, "contact", List.of("name"), "id = ?", id.value());
        }
        return new Forgotten(people, keys);
    }

    private static boolean isOnlyOf(Tx tx, String key, Set<String> gone) throws VaultException {
        List<String> named = tx.list("SELECT address FROM certificate_address WHERE fingerprint = ?",
                row -> row.text("address"), key);
        return gone.containsAll(named);
    }

    private static void forgetIdentity(Tx tx, long id) throws VaultException {
        Blanking.delete(tx, "signal_decision", List.of("identity_key", "how"), "identity = ?", id);
        for (String key : tx.list("SELECT identity_key FROM signal_number WHERE identity = ?",
                row -> row.text("identity_key"), id)) {
            // No rowid there, and two blanked keys of one person would be the same.
            tx.update("""
                    UPDATE signal_number SET identity_key = CAST(zeroblob(?3) AS TEXT),
                      safety_number = CAST(zeroblob(length(CAST(safety_number AS BLOB))) AS TEXT)
                    WHERE identity = ?1 AND identity_key = ?2""", id, key, key.length());
            tx.update("DELETE FROM signal_number WHERE identity = ? AND identity_key = CAST(zeroblob(?) AS TEXT)", id,
                    key.length());
        }
        Blanking.delete(tx, "signal_identity",
                List.of("aci", "number", "username", "profile_name", "identity_key", "safety_number"), "id = ?", id);
    }

    private static void forgetKey(Tx tx, String key) throws VaultException {
        for (String table : NAMED) {
            Blanking.delete(tx, table, List.of("address"), "fingerprint = ?", key);
        }
        Blanking.delete(tx, "key_distrust", List.of("reason"), "fingerprint = ?", key);
        for (String table : List.of("certificate", "dropped_revocation")) {
            tx.update("UPDATE " + table + " SET content = zeroblob(length(content)) WHERE fingerprint = ?", key);
            tx.update("DELETE FROM " + table + " WHERE fingerprint = ?", key);
        }
    }

    private static void forgetAddress(Tx tx, String address) throws VaultException {
        for (String table : NAMED) {
            Blanking.delete(tx, table, List.of("address"), "address = ?", address);
        }
        Blanking.delete(tx, "dropped_candidate", List.of("address"), "address = ?", address);
        Blanking.delete(tx, "contact_address", List.of("address", "written"), "address = ?", address);
    }
}
