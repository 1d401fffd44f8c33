package guichet.inbox.endings;

import guichet.crypto.Fingerprint;
import guichet.inbox.CaseId;
import guichet.inbox.signal.CaseSignals;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.Contacts;
import guichet.keystore.Forgetting;
import guichet.keystore.Forgetting.Forgotten;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is known by a case alone. What is in use elsewhere in the vault, in another case, in the mail to sort, in a draft, stays.
final class PeopleOfCase {
    private final Tx tx;
    private final CaseId id;
    private final Contacts contacts = new Contacts();
    private final CaseSignals signals = new CaseSignals();
    private final Forgetting forgetting = new Forgetting();
    private final Set<Address> gone = new LinkedHashSet<>();
    private final Set<SignalRecipient> goneOnSignal = new HashSet<>();
    private final Set<String> goneSignalKeys = new HashSet<>();

    PeopleOfCase(Tx tx, CaseId id) {
        this.tx = tx;
        this.id = id;
    }

    /// Whom the case's messages name, by their addresses. Who talks in its room is a colleague, and no person of the case.
    Set<Address> addresses() throws VaultException {
        Set<Address> all = new LinkedHashSet<>();
        for (String written : tx.list("""
                SELECT from_address AS address FROM message WHERE case_id = ?1 AND channel <> 'CHAT'
                UNION SELECT address FROM message_recipient
                  WHERE message IN (SELECT id FROM message WHERE case_id = ?1 AND channel <> 'CHAT')""",
                row -> row.text("address"),
                id.toString())) {
            Address.parse(written).ifPresent(all::add);
        }
        return all;
    }

    /// Its contacts, and those whose address or identity its messages name.
    Set<ContactId> contacts(Set<Address> addresses, Set<Long> identities) throws VaultException {
        Set<ContactId> all = new LinkedHashSet<>(tx.list("SELECT contact FROM case_contact WHERE case_id = ?",
                row -> new ContactId(row.number("contact")), id.toString()));
        for (Address address : addresses) {
            contacts.find(tx, address).map(Contact::id).ifPresent(all::add);
        }
        for (long identity : identities) {
            tx.one("SELECT contact FROM signal_identity WHERE id = ?", row -> row.numberOrNone("contact"), identity)
                    .flatMap(found -> found).map(ContactId::new).ifPresent(all::add);
        }
        return all;
    }

    /// Those addresses that are no contact's and that nothing outside the case names, with their keys.
    Forgotten forgetStrangers(Set<Address> addresses) throws VaultException {
        Set<Address> strangers = new HashSet<>();
        for (Address address : addresses) {
            if (contacts.find(tx, address).isEmpty()) {
                strangers.add(address);
            }
        }
        strangers.removeAll(inUse());
        gone.addAll(strangers);
        return forgetting.forget(tx, Set.of(), strangers, Set.of(), signersElsewhere());
    }

    /// Those contacts whom no other case has and nothing that is left names, and those identities. The case's messages are gone by now.
    Forgotten forgetContacts(List<Long> planned, List<Long> identities) throws VaultException {
        Set<Address> inUse = inUse();
        Set<ContactId> free = new LinkedHashSet<>();
        Set<Address> addresses = new LinkedHashSet<>();
        Set<SignalIdentityId> people = new LinkedHashSet<>();
        for (long contact : planned) {
            Optional<Contact> found = contacts.show(tx, new ContactId(contact));
            if (found.isPresent() && found.get().addresses().stream().noneMatch(inUse::contains)
                    && !isElsewhere(contact)) {
                free.add(found.get().id());
                addresses.addAll(found.get().addresses());
                people.addAll(identitiesOf(contact));
            }
        }
        for (long identity : identities) {
            boolean hasContact = tx
                    .one("SELECT 1 FROM signal_identity WHERE id = ? AND contact IS NOT NULL", _ -> true, identity)
                    .isPresent();
            if (!hasContact && !signals.isKnownElsewhere(tx, identity)) {
                people.add(new SignalIdentityId(identity));
            }
        }
        gone.addAll(addresses);
        for (SignalIdentityId one : people) {
            goneOnSignal.addAll(signals.names(tx, one.value()));
            goneSignalKeys.addAll(signals.keys(tx, one.value()));
        }
        signals.eraseNotificationsAbout(tx, goneOnSignal);
        return forgetting.forget(tx, free, addresses, people, signersElsewhere());
    }

    /// Every form in which an entry of the journal may name them.
    Set<String> goneNames() {
        return Stream.concat(gone.stream().flatMap(address -> Stream.of(address.value(), address.key())),
                goneOnSignal.stream().map(SignalRecipient::text)).collect(Collectors.toSet());
    }

    /// What decisions about them on Signal were about.
    Set<String> goneSignalKeys() {
        return Set.copyOf(goneSignalKeys);
    }

    private boolean isElsewhere(long contact) throws VaultException {
        if (tx.one("SELECT 1 FROM case_contact WHERE contact = ? AND case_id <> ? LIMIT 1", _ -> true, contact,
                id.toString()).isPresent()) {
            return true;
        }
        for (SignalIdentityId identity : identitiesOf(contact)) {
            if (signals.isKnownElsewhere(tx, identity.value())) {
                return true;
            }
        }
        return false;
    }

    private List<SignalIdentityId> identitiesOf(long contact) throws VaultException {
        return tx.list("SELECT id FROM signal_identity WHERE contact = ?",
                row -> new SignalIdentityId(row.number("id")), contact);
    }

    /// Every address that stays named when the case is gone, our own among them.
    private Set<Address> inUse() throws VaultException {
        Set<Address> all = new HashSet<>();
        for (String written : tx.list("""
                SELECT from_address AS address FROM message WHERE case_id IS NOT ?1
                UNION SELECT r.address FROM message_recipient r JOIN message m ON m.id = r.message
                  WHERE m.case_id IS NOT ?1
                UNION SELECT r.address FROM outbox_recipient r JOIN outbox o ON o.id = r.outbox
                  LEFT JOIN message m ON m.id = o.message WHERE m.case_id IS NOT ?1
                UNION SELECT address FROM person UNION SELECT address FROM mail_account
                UNION SELECT address FROM chat_staff UNION SELECT address FROM chat_member""",
                row -> row.text("address"), id.toString())) {
            Address.parse(written).ifPresent(all::add);
        }
        for (String lines : tx.list("SELECT recipients FROM draft WHERE channel = 'MAIL' AND case_id IS NOT ?",
                row -> row.text("recipients"), id.toString())) {
            for (String line : lines.split("\n", -1)) {
                Address.parse(line.substring(line.indexOf(' ') + 1)).ifPresent(all::add);
            }
        }
        return all;
    }

    private Set<Fingerprint> signersElsewhere() throws VaultException {
        return Set.copyOf(tx.list("""
                SELECT DISTINCT signer FROM message WHERE signer IS NOT NULL AND case_id IS NOT ?""",
                row -> new Fingerprint(row.text("signer")), id.toString()));
    }
}
