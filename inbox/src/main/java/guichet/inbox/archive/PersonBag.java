package guichet.inbox.archive;

import guichet.inbox.Attachment;
import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.KnownKey;
import guichet.keystore.Person;
import guichet.keystore.PersonId;
import guichet.keystore.SignalIdentity;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// What concerns one person outside, as a bag for them to read: who they are to us, their keys, and what they wrote or were written, whichever
/// case it is in. Not what staff noted or said among themselves, nor what others wrote to others. Nothing revives a case from it.
final class PersonBag {
    static final int VERSION = 1;

    private final BagStores stores;

    PersonBag(BagStores stores) {
        this.stores = stores;
    }

    /// Writes it as this transaction sees it. Reads only.
    ///
    /// @param by who answers
    /// @throws IllegalArgumentException where there is no such contact
    /// @throws CancellationException    where the progress says so; what was written is of no use then
    CaseBag.Written write(Tx tx, ContactId who, BagTarget target, BagLanguage language, PersonId by,
            Progress progress) throws VaultException, IOException {
        Contact contact = stores.contacts().show(tx, who)
                .orElseThrow(() -> new IllegalArgumentException("no such contact"));
        ManifestedBag bag = new ManifestedBag(target);
        List<Long> messages = messages(tx, contact);
        List<Case> cases = cases(tx, who);
        Map<Long, Integer> numbers = new HashMap<>();
        messages.forEach(id -> numbers.put(id, numbers.size() + 1));
        SignalPart signal = new SignalPart(tx, "", numbers);
        MessagePart part = new MessagePart(tx, bag, signal, Optional.empty(), language);
        Transcript transcript = new Transcript(language, language.say("person.title", contact.name()),
                head(language, contact, cases, messages.size()));
        List<JsonMap> written = new ArrayList<>();
        for (long id : messages) {
            if (progress.isCancelled()) {
                throw new CancellationException();
            }
            StoredMessage stored = StoredMessage.load(tx, id, written.size() + 1);
            String body = StoredMessage.body(tx, id);
            Map<Attachment, String> files = new LinkedHashMap<>();
            written.add(part.write(stored, body, files));
            transcript.add(stored, body, files, part.marks(stored));
            progress.at(written.size(), messages.size());
        }
        List<JsonMap> keys = new ArrayList<>();
        for (KnownKey key : keys(tx, contact)) {
            keys.add(KeyPart.theirs(key, bag));
        }
        bag.payload("person.json", new JsonMap().put("format", "guichet-person").put("version", VERSION)
                .put("person", about(tx, contact)).objects("cases", cases.stream().map(PersonBag::about).toList())
                .objects("messages", written).objects("signalConversations", signal.conversations())
                .objects("signalPeople", signal.identities()).objects("keys", keys).pretty());
        bag.payload("transcript.html", transcript.html());
        bag.payload("transcript.txt", transcript.text());
        String payload = bag.finish(info(tx, by, bag));
        return new CaseBag.Written(messages.size(), bag.files(), bag.bytes(), payload);
    }

    /// The contact's cases; of those that are archived nothing can be read.
    List<Case> cases(Tx tx, ContactId who) throws VaultException {
        List<Case> all = new ArrayList<>();
        for (Case each : stores.cases().list(tx)) {
            if (stores.cases().contacts(tx, each.id()).contains(who)) {
                all.add(each);
            }
        }
        return all;
    }

    /// In any case or in none, oldest first.
    private List<Long> messages(Tx tx, Contact contact) throws VaultException {
        record Named(long id, String address) {
        }
        Set<Long> theirs = new HashSet<>();
        if (!contact.addresses().isEmpty()) {
            Set<Address> addresses = Set.copyOf(contact.addresses());
            for (Named one : tx.list("""
                    SELECT id, from_address AS address FROM message WHERE channel = 'MAIL'
                    UNION ALL SELECT r.message, r.address FROM message_recipient r
                      JOIN message m ON m.id = r.message WHERE m.channel = 'MAIL'""",
                    row -> new Named(row.number("id"), row.text("address")))) {
                if (Address.parse(one.address()).filter(addresses::contains).isPresent()) {
                    theirs.add(one.id());
                }
            }
        }
        for (SignalIdentity identity : stores.identities().ofContact(tx, contact.id())) {
            theirs.addAll(tx.list("""
                    SELECT message FROM signal_message WHERE author = ?1 OR identity = ?1 OR conversation IN
                      (SELECT id FROM signal_conversation WHERE one = ?1 OR other = ?1)""",
                    row -> row.number("message"), identity.id().value()));
        }
        return tx.list("SELECT id FROM message ORDER BY place", row -> row.number("id")).stream()
                .filter(theirs::contains).toList();
    }

    private List<KnownKey> keys(Tx tx, Contact contact) throws VaultException {
        Map<String, KnownKey> all = new LinkedHashMap<>();
        for (Address address : contact.addresses()) {
            stores.keyring().forAddress(tx, address).forEach(key -> all.put(key.fingerprint().hex(), key));
        }
        return List.copyOf(all.values());
    }

    private List<String> head(BagLanguage language, Contact contact, List<Case> cases, int messages) {
        List<String> head = new ArrayList<>();
        if (!contact.addresses().isEmpty()) {
            head.add(language.say("person.addresses",
                    contact.addresses().stream().map(Address::value).collect(Collectors.joining(", "))));
        }
        if (!cases.isEmpty()) {
            head.add(language.say("person.cases",
                    cases.stream().map(Case::id).map(CaseId::value).collect(Collectors.joining(", "))));
        }
        head.add(language.say("case.messages", Integer.toString(messages)));
        head.add(language.say("case.times"));
        return head;
    }

    private JsonMap about(Tx tx, Contact contact) throws VaultException {
        List<String> onSignal = stores.identities().ofContact(tx, contact.id()).stream()
                .flatMap(identity -> identity.recipient().stream()).map(who -> who.text()).toList();
        return new JsonMap().put("name", contact.name()).putText("language", contact.language())
                .strings("addresses", contact.addresses().stream().map(Address::value).toList())
                .strings("signal", onSignal);
    }

    /// Without its title: those are our words, and may name others.
    private static JsonMap about(Case its) {
        return new JsonMap().put("id", its.id().value()).put("opened", its.opened()).putTime("closed", its.closed());
    }

    private List<BagInfo> info(Tx tx, PersonId by, ManifestedBag bag) throws VaultException {
        Optional<Person> ours = stores.people().byId(tx, by);
        String address = ours.map(person -> person.address().value()).orElse("");
        LocalDate day = LocalDate.ofInstant(stores.clock().instant(), ZoneOffset.UTC);
        return List.of(new BagInfo("Source-Organization", address.substring(address.indexOf('@') + 1)),
                new BagInfo("Contact-Name", ours.map(Person::name).orElse("")),
                new BagInfo("Contact-Email", address), new BagInfo("Bagging-Date", day.toString()),
                new BagInfo("Payload-Oxum", bag.oxum()), new BagInfo("Bag-Software-Agent", "Guichet"),
                new BagInfo("Internal-Sender-Description", "guichet-person " + VERSION));
    }
}
