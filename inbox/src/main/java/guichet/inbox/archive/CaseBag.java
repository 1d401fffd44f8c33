package guichet.inbox.archive;

import guichet.crypto.SecretKey;
import guichet.inbox.Attachment;
import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Channel;
import guichet.inbox.Party;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.Person;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// Writes a case as a bag: all that others need to read it, and all that is needed to revive it. docs/archive-engine.md says what is where.
///
/// The same case gives the same bytes, but for the journal (exports are in it), its signed head, and the day.
public final class CaseBag {
    /// Of the format; raised when a reader of the one before would misread it.
    static final int VERSION = 1;
    static final String CASE = "case.json";

    private final BagStores stores;

    public CaseBag(BagStores stores) {
        this.stores = stores;
    }

    /// How it is written.
    ///
    /// @param by whose key signs the journal's head
    public record Form(BagLanguage language, PersonId by, Internal internal) {
        /// The usual one.
        public Form(BagLanguage language, PersonId by) {
            this(language, by, Internal.USUAL);
        }

        /// With what staff said in the case's room, wherever it goes.
        public Form withRoom() {
            return new Form(language, by, Internal.ALWAYS);
        }

        /// For the person concerned to keep: what staff said among themselves is in it only where that was asked for.
        Form forThem() {
            return internal == Internal.ALWAYS ? this : new Form(language, by, Internal.NEVER);
        }
    }

    /// Whether something was said in the case's room.
    public static boolean hasRoom(Tx tx, CaseId id) throws VaultException {
        return tx.one("SELECT 1 FROM message WHERE case_id = ? AND channel = 'CHAT' LIMIT 1", _ -> true, id.value())
                .isPresent();
    }

    /// Whether what was said in the case's room goes into the bag.
    public enum Internal {
        /** Where the bag stays with us. */
        USUAL, ALWAYS, NEVER
    }

    /// What was written.
    ///
    /// @param payload SHA-512 of the payload's manifest: the same for the same content
    public record Written(int messages, int files, long bytes, String payload) {
    }

    /// Writes the case as this transaction sees it. Reads only.
    ///
    /// @throws IllegalArgumentException where there is no such case
    /// @throws CancellationException    where the progress says so; what was written is of no use then
    public Written write(Tx tx, CaseId id, BagTarget target, Form form, Progress progress)
            throws VaultException, IOException {
        Case its = stores.cases().find(tx, id).orElseThrow(() -> new IllegalArgumentException("no such case"));
        ManifestedBag bag = new ManifestedBag(target);
        List<Long> messages = form.internal() == Internal.NEVER
                ? StoredMessage.ofCaseWithoutChat(tx, id.toString())
                : StoredMessage.ofCase(tx, id.toString());
        try (SecretKey signer = stores.people().key(tx, form.by())) {
            One one = new One(tx, its, bag, form, messages);
            for (int i = 0; i < messages.size(); i++) {
                stopIfAsked(progress);
                one.add(messages.get(i), i + 1);
                progress.at(i + 1L, messages.size());
            }
            stopIfAsked(progress);
            one.finish(signer);
        }
        String payload = bag.finish(info(tx, its, form.by(), bag));
        return new Written(messages.size(), bag.files(), bag.bytes(), payload);
    }

    private static void stopIfAsked(Progress progress) {
        if (progress.isCancelled()) {
            throw new CancellationException();
        }
    }

    private List<BagInfo> info(Tx tx, Case its, PersonId by, ManifestedBag bag) throws VaultException {
        Optional<Person> contact = stores.people().byId(tx, by);
        String address = contact.map(person -> person.address().value()).orElse("");
        LocalDate day = LocalDate.ofInstant(stores.clock().instant(), ZoneOffset.UTC);
        return List.of(new BagInfo("Source-Organization", address.substring(address.indexOf('@') + 1)),
                new BagInfo("Contact-Name", contact.map(Person::name).orElse("")),
                new BagInfo("Contact-Email", address), new BagInfo("External-Identifier", its.id().value()),
                new BagInfo("External-Description", its.title()), new BagInfo("Bagging-Date", day.toString()),
                new BagInfo("Payload-Oxum", bag.oxum()), new BagInfo("Bag-Group-Identifier", "guichet"),
                new BagInfo("Bag-Count", "1 of 1"), new BagInfo("Bag-Software-Agent", "Guichet"),
                new BagInfo("Internal-Sender-Identifier", its.id().value()),
                new BagInfo("Internal-Sender-Description", "guichet-case " + VERSION));
    }

    /// One case on its way into a bag.
    private final class One {
        private final Tx tx;
        private final Case its;
        private final ManifestedBag bag;
        private final SignalPart signal;
        private final Optional<ChatPart> chat;
        private final MessagePart message;
        private final Transcript transcript;
        private final List<JsonMap> messages = new ArrayList<>();
        private final Set<String> addresses = new HashSet<>();
        private final Set<String> signers = new HashSet<>();

        One(Tx tx, Case its, ManifestedBag bag, Form form, List<Long> ids) throws VaultException {
            Map<Long, Integer> numbers = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                numbers.put(ids.get(i), i + 1);
            }
            this.tx = tx;
            this.its = its;
            this.bag = bag;
            this.signal = new SignalPart(tx, its.id().toString(), numbers);
            this.chat = form.internal() == Internal.NEVER
                    ? Optional.empty()
                    : Optional.of(new ChatPart(tx, its.id().toString(), form.language()));
            this.message = new MessagePart(tx, bag, signal, chat, form.language());
            this.transcript = new Transcript(form.language(), its);
        }

        void add(long id, int n) throws VaultException, IOException {
            StoredMessage stored = StoredMessage.load(tx, id, n);
            Map<Attachment, String> files = new java.util.LinkedHashMap<>();
            String body = StoredMessage.body(tx, id);
            messages.add(message.write(stored, body, files));
            transcript.add(stored, body, files, message.marks(stored));
            if (stored.channel() == Channel.MAIL || stored.channel() == Channel.CHAT) {
                Stream.of(List.of(stored.from()), stored.to(), stored.cc()).flatMap(List::stream).map(Party::address)
                        .forEach(addresses::add);
            }
            stored.verdict().flatMap(StoredMessage.Verdict::signer).ifPresent(signers::add);
        }

        void finish(SecretKey signer) throws VaultException, IOException {
            List<JsonMap> contacts = contacts();
            List<JsonMap> keys = KeyPart.write(tx, its.id(), stores.keyring(), stores.people(), addresses, signers,
                    signer.certificate(), bag);
            JsonMap root = new JsonMap().put("format", "guichet-case").put("version", VERSION).put("case", about());
            root.objects("contacts", contacts).objects("messages", messages).objects("signalEvents", signal.events());
            root.objects("signalConversations", signal.conversations());
            root.objects("signalPeople", signal.identities()).objects("keys", keys);
            if (chat.isPresent()) {
                List<JsonMap> rooms = chat.get().rooms();
                if (!rooms.isEmpty()) {
                    root.objects("chatRooms", rooms);
                }
                chat.get().tell(transcript);
            }
            bag.payload(CASE, root.pretty());
            bag.payload("transcript.html", transcript.html());
            bag.payload("transcript.txt", transcript.text());
            JournalPart.write(JournalPart.ofCase(tx, its.id()), stores.journal().head(tx), signer,
                    stores.clock().instant(), bag);
        }

        private JsonMap about() {
            return new JsonMap().put("id", its.id().value()).put("title", its.title())
                    .putText("assignee", its.assignee()).put("opened", its.opened())
                    .putTime("closed", its.closed());
        }

        private List<JsonMap> contacts() throws VaultException {
            List<JsonMap> all = new ArrayList<>();
            for (ContactId contact : stores.cases().contacts(tx, its.id())) {
                var found = stores.contacts().show(tx, contact);
                if (found.isPresent()) {
                    Contact one = found.get();
                    one.addresses().stream().map(Address::value).forEach(addresses::add);
                    List<String> onSignal = stores.identities().ofContact(tx, contact).stream()
                            .flatMap(identity -> identity.recipient().stream()).map(who -> who.text()).toList();
                    all.add(new JsonMap().put("name", one.name()).putText("language", one.language())
                            .strings("addresses", one.addresses().stream().map(Address::value).toList())
                            .strings("signal", onSignal));
                }
            }
            return all;
        }
    }
}
