package guichet.inbox.archive;

import guichet.inbox.cases.IncomingSignal;
import guichet.keystore.SignalIdentityId;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What messages on Signal have beside the rest, out of a bag into its tables. People and conversations that are known here are those; no
/// trust in a key comes with them.
final class RevivedSignal {
    private final Tx tx;
    private final BagStores stores;
    private final Instant now;
    private final Map<Long, JsonMap> people = new HashMap<>();
    private final Map<Long, JsonMap> conversations = new HashMap<>();
    private final Map<Long, Long> identities = new HashMap<>();
    private final Map<Long, Long> talks = new HashMap<>();

    RevivedSignal(Tx tx, BagStores stores, Bag bag) throws BadBag {
        this.tx = tx;
        this.stores = stores;
        this.now = stores.clock().instant();
        for (JsonMap each : bag.root().objects("signalPeople")) {
            people.put(each.number("n"), each);
        }
        for (JsonMap each : bag.root().objects("signalConversations")) {
            conversations.put(each.number("n"), each);
        }
    }

    /// Everybody who is named, whether or not a message that is here is by them.
    void meetAll() throws VaultException, BadBag {
        for (long n : people.keySet()) {
            identity(n);
        }
    }

    /// @param message of the bag
    String thread(JsonMap message) throws VaultException, BadBag {
        Optional<JsonMap> part = message.objectOrNone("signal");
        return part.isEmpty()
                ? message.text("thread")
                : IncomingSignal.threadOf(conversation(part.get().number("conversation")));
    }

    void message(long id, JsonMap part) throws VaultException, BadBag {
        long conversation = conversation(part.number("conversation"));
        Optional<Long> person = part.numberOrNone("person");
        tx.update("""
                INSERT INTO signal_message (message, conversation, account, author, identity, sent, kind, identity_key,
                  timer, expires, revision, taken, erased, delivered, read, waits)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, conversation,
                account(part.textOrNone("account")), identity(part.number("author")),
                person.isEmpty() ? null : identity(person.get()), part.time("sent"), part.text("kind"),
                part.textOrNone("identityKey").orElse(null), part.number("timer"), orNull(part, "expires"),
                part.time("revision"), part.text("taken"), orNull(part, "erased"), orNull(part, "delivered"),
                orNull(part, "readThere"), part.flag("waits"));
        for (JsonMap name : part.objects("names")) {
            tx.update("""
                    INSERT INTO signal_name (conversation, author, sent, message) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""", conversation, identity(name.number("author")), name.time("sent"), id);
        }
        for (JsonMap version : part.objects("versions")) {
            tx.update("INSERT INTO signal_version (message, sent, body) VALUES (?, ?, ?)", id, version.time("sent"),
                    version.text("text"));
        }
        for (JsonMap missing : part.objects("missing")) {
            tx.update("INSERT INTO signal_missing (message, n, name, type, why) VALUES (?, ?, ?, ?, ?)", id,
                    missing.number("n"), missing.text("name"), missing.text("type"), missing.text("why"));
        }
    }

    /// @param events  of the bag
    /// @param numbers of each message of the bag, here
    void events(List<JsonMap> events, Map<Long, Long> numbers) throws VaultException, BadBag {
        for (JsonMap event : events) {
            tx.update(
                    """
                            INSERT INTO signal_event (conversation, kind, author, sent, target_author, target_sent, text, source,
                              target, identity_key, waits, applied, received)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    conversation(event.number("conversation")), event.text("kind"), identity(event.number("author")),
                    event.time("sent"), identity(event.number("targetAuthor")), event.time("targetSent"),
                    event.text("text"), here(event.numberOrNone("source"), numbers),
                    here(event.numberOrNone("target"), numbers), event.textOrNone("identityKey").orElse(null),
                    event.flag("waits"), event.flag("applied"), event.time("received"));
        }
    }

    private static @Nullable Long here(Optional<Long> n, Map<Long, Long> numbers) {
        return n.map(numbers::get).orElse(null);
    }

    private static @Nullable Instant orNull(JsonMap part, String name) throws BadBag {
        return part.timeOrNone(name).orElse(null);
    }

    /// The account of this number, if it is still one of ours; else none.
    private long account(Optional<String> number) throws VaultException {
        return number.isEmpty()
                ? 0
                : tx.one("SELECT id FROM signal_account WHERE number = ?", row -> row.number("id"), number.get())
                        .orElse(0L);
    }

    private long identity(long n) throws VaultException, BadBag {
        Long known = identities.get(n);
        if (known == null) {
            known = met(person(n)).value();
            identities.put(n, known);
        }
        return known;
    }

    private SignalIdentityId met(JsonMap person) throws VaultException, BadBag {
        Optional<SignalRecipient.Aci> aci = person.textOrNone("aci").flatMap(SignalRecipient.Aci::parse);
        Optional<SignalRecipient.PhoneNumber> number = person.textOrNone("number")
                .flatMap(SignalRecipient.PhoneNumber::parse);
        Optional<SignalRecipient.Username> username = person.textOrNone("username")
                .flatMap(SignalRecipient.Username::parse);
        if (aci.isPresent()) {
            var known = stores.identities().find(tx, aci.get());
            if (known.isPresent()) {
                return known.get().id();
            }
            // A number of years ago may be somebody else's by now: it is given to nobody who has another one, and taken from nobody.
            boolean free = number.isPresent() && stores.identities().find(tx, number.get()).isEmpty();
            return stores.identities().met(tx, aci, free ? number : Optional.empty(), person.text("name"), now).id();
        }
        if (number.isPresent()) {
            return stores.identities().met(tx, Optional.empty(), number, person.text("name"), now).id();
        }
        if (username.isPresent()) {
            var known = stores.identities().find(tx, username.get());
            if (known.isPresent()) {
                return known.get().id();
            }
        }
        SignalIdentityId id = new SignalIdentityId(
                tx.insert("INSERT INTO signal_identity (profile_name, timer, first_seen) VALUES (?, 0, ?)",
                        person.text("name"), now));
        if (username.isPresent()) {
            stores.identities().goesBy(tx, id, username.get());
        }
        return id;
    }

    private JsonMap person(long n) throws BadBag {
        JsonMap person = people.get(n);
        if (person == null) {
            throw JsonMap.bad();
        }
        return person;
    }

    private long conversation(long n) throws VaultException, BadBag {
        Long known = talks.get(n);
        if (known == null) {
            JsonMap told = conversations.get(n);
            if (told == null) {
                throw JsonMap.bad();
            }
            known = told.textOrNone("group").isPresent() ? group(told) : between(told);
            talks.put(n, known);
        }
        return known;
    }

    private long group(JsonMap told) throws VaultException, BadBag {
        Optional<Long> here = tx.one("SELECT id FROM signal_conversation WHERE group_id = ?", row -> row.number("id"),
                told.text("group"));
        return here.isPresent()
                ? here.get()
                : tx.insert("""
                        INSERT INTO signal_conversation (group_id, name, timer, timer_set) VALUES (?, ?, ?, ?)""",
                        told.text("group"), told.text("name"), told.number("timer"), told.time("timerSet"));
    }

    private long between(JsonMap told) throws VaultException, BadBag {
        long first = identity(told.number("one"));
        long second = identity(told.number("other"));
        long one = Math.min(first, second);
        long other = Math.max(first, second);
        Optional<Long> here = tx.one("SELECT id FROM signal_conversation WHERE one = ? AND other = ?",
                row -> row.number("id"), one, other);
        return here.isPresent()
                ? here.get()
                : tx.insert("""
                        INSERT INTO signal_conversation (one, other, name, timer, timer_set) VALUES (?, ?, ?, ?, ?)""",
                        one, other, told.text("name"), told.number("timer"), told.time("timerSet"));
    }
}
