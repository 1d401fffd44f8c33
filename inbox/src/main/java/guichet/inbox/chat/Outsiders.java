package guichet.inbox.chat;

import guichet.crypto.Certificate;
import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.Contacts;
import guichet.keystore.Keyring;
import guichet.keystore.KnownKey;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells people outside from colleagues: whoever is the contact of a case never gets into a room, neither by their address nor by their key.
/// Stateless, for any thread.
public final class Outsiders {
    private final Contacts contacts;
    private final Keyring keyring;

    public Outsiders(Contacts contacts, Keyring keyring) {
        this.contacts = contacts;
        this.keyring = keyring;
    }

    /// The cases of whoever has this address.
    public List<CaseId> casesOf(Tx tx, Address address) throws VaultException {
        return casesOf(tx, Set.of(address));
    }

    /// The cases of whoever has this address, or this key by a user id or by somebody's decision; empty where they are nobody's contact.
    public List<CaseId> casesOf(Tx tx, Address address, Fingerprint key) throws VaultException {
        Set<Address> theirs = new LinkedHashSet<>(Set.of(address));
        Optional<KnownKey> known = keyring.find(tx, key);
        if (known.isPresent()) {
            theirs.addAll(known.get().acceptedFor());
            theirs.addAll(named(known.get().certificate()));
        }
        return casesOf(tx, theirs);
    }

    /// The same for a certificate that may not be in the keyring yet.
    List<CaseId> casesOf(Tx tx, Address address, Certificate certificate) throws VaultException {
        Set<Address> theirs = new LinkedHashSet<>(named(certificate));
        List<CaseId> cases = new ArrayList<>(casesOf(tx, theirs));
        cases.addAll(casesOf(tx, address, certificate.fingerprint()));
        return cases.stream().distinct().toList();
    }

    private List<CaseId> casesOf(Tx tx, Set<Address> addresses) throws VaultException {
        Set<CaseId> cases = new LinkedHashSet<>();
        for (Address address : addresses) {
            Optional<Contact> contact = contacts.find(tx, address);
            if (contact.isPresent()) {
                cases.addAll(tx.list("SELECT case_id FROM case_contact WHERE contact = ? ORDER BY case_id",
                        row -> new CaseId(row.text("case_id")), contact.get().id().value()));
            }
        }
        return List.copyOf(cases);
    }

    private static List<Address> named(Certificate certificate) {
        return certificate.addresses().stream().flatMap(raw -> Address.parse(raw).stream()).toList();
    }
}
