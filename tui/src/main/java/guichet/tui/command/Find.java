package guichet.tui.command;

import guichet.crypto.Fingerprint;
import guichet.inbox.Case;
import guichet.inbox.CaseId;
import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.gate.Draft;
import guichet.inbox.gate.DraftId;
import guichet.inbox.gate.OutboxId;
import guichet.inbox.gate.OutboxRow;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.KnownKey;
import guichet.keystore.Person;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the words on a command line name. What names nothing, malformed or not, is exit code 5.
final class Find {
    private Find() {
    }

    static Case caseOf(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Optional<CaseId> id = CaseId.parse(typed);
        Optional<Case> found = id.isPresent() ? vault.cases().find(tx, id.get()) : Optional.empty();
        if (found.isEmpty() && id.isPresent() && vault.endings().destruction().find(tx, id.get()).isPresent()) {
            throw missing("case-destroyed", typed);
        }
        return found.orElseThrow(() -> missing("no-such-case", typed));
    }

    /// The case of an option, where it was given; one that was destroyed, too.
    static Optional<CaseId> caseEverThere(Workspace vault, Tx tx, Optional<String> typed)
            throws VaultException, Failure {
        Optional<CaseId> id = typed.flatMap(CaseId::parse);
        return id.isPresent() && vault.endings().destruction().find(tx, id.get()).isPresent()
                ? id
                : caseOf(vault, tx, typed);
    }

    /// The case of an option, where it was given.
    static Optional<CaseId> caseOf(Workspace vault, Tx tx, Optional<String> typed) throws VaultException, Failure {
        return typed.isPresent() ? Optional.of(caseOf(vault, tx, typed.get()).id()) : Optional.empty();
    }

    static Message message(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        OptionalLong number = number(typed);
        Optional<Message> found = number.isPresent()
                ? vault.messages().show(tx, new MessageId(number.getAsLong()))
                : Optional.empty();
        return found.orElseThrow(() -> missing("no-such-message", typed));
    }

    static Draft draft(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        OptionalLong number = number(typed);
        Optional<Draft> found = number.isPresent()
                ? vault.drafts().find(tx, new DraftId(number.getAsLong()))
                : Optional.empty();
        return found.orElseThrow(() -> missing("no-such-draft", typed));
    }

    static OutboxRow outbox(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        OptionalLong number = number(typed);
        Optional<OutboxRow> found = number.isPresent()
                ? vault.outbox().find(tx, new OutboxId(number.getAsLong()))
                : Optional.empty();
        return found.orElseThrow(() -> missing("no-such-outbox", typed));
    }

    static AnyAccount account(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        OptionalLong number = number(typed);
        return AnyAccount.all(vault, tx).stream()
                .filter(account -> number.isPresent() && account.id().value() == number.getAsLong()).findAny()
                .orElseThrow(() -> missing("no-such-account", typed));
    }

    /// By number, user name or account, or by the contact where they have one identity.
    static SignalIdentity onSignal(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Optional<SignalRecipient> who = SignalRecipient.parseBare(typed);
        Optional<SignalIdentity> found = who.isPresent()
                ? vault.signal().identities().find(tx, who.get())
                : Optional.empty();
        if (found.isPresent() || who.isPresent()) {
            return found.orElseThrow(() -> missing("no-such-signal", typed));
        }
        List<SignalIdentity> theirs = vault.signal().identities().ofContact(tx, contact(vault, tx, typed).id());
        if (theirs.size() != 1) {
            throw missing("no-such-signal", typed);
        }
        return theirs.getFirst();
    }

    /// Whom a message on Signal is for: as it was typed where it is a number, a user name, an account or a group, met or not; else the contact.
    static SignalRecipient toOnSignal(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Optional<SignalRecipient> who = SignalRecipient.parseBare(typed);
        return who.isPresent()
                ? who.get()
                : onSignal(vault, tx, typed).recipient().orElseThrow(() -> missing("no-such-signal", typed));
    }

    static Person person(Workspace vault, Tx tx, String name) throws VaultException, Failure {
        return vault.people().byName(tx, name).orElseThrow(() -> missing("no-such-person", name));
    }

    /// By number, by address, or by name where only one has it.
    static Contact contact(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        OptionalLong number = number(typed);
        if (number.isPresent()) {
            return vault.contacts().show(tx, new ContactId(number.getAsLong()))
                    .orElseThrow(() -> missing("no-such-contact", typed));
        }
        Optional<Address> address = Address.parse(typed);
        if (address.isPresent()) {
            return vault.contacts().find(tx, address.get()).orElseThrow(() -> missing("no-such-contact", typed));
        }
        List<Contact> named = vault.contacts().list(tx).stream()
                .filter(contact -> contact.name().equalsIgnoreCase(typed.strip())).toList();
        if (named.size() > 1) {
            throw new Failure(Exit.USAGE, "several-contacts", typed);
        }
        return named.stream().findFirst().orElseThrow(() -> missing("no-such-contact", typed));
    }

    /// The very key of a fingerprint.
    static KnownKey key(Workspace vault, Tx tx, String typed) throws VaultException, Failure {
        Optional<KnownKey> found = vault.keyring().find(tx, fingerprint(typed));
        return found.orElseThrow(() -> missing("no-such-key", typed));
    }

    static Fingerprint fingerprint(String typed) throws Failure {
        try {
            return Fingerprint.parse(typed);
        } catch (IllegalArgumentException e) {
            throw missing("no-such-key", typed);
        }
    }

    /// The keys of a fingerprint, of an address, of a contact, or of a person of this vault.
    static List<KnownKey> keys(Workspace vault, Tx tx, String who) throws VaultException, Failure {
        Optional<Address> address = Address.parse(who);
        List<KnownKey> keys = address.isPresent() ? ofAddress(vault, tx, address.get()) : ofName(vault, tx, who);
        if (keys.isEmpty()) {
            throw missing("no-such-key", who);
        }
        return keys;
    }

    private static List<KnownKey> ofAddress(Workspace vault, Tx tx, Address address) throws VaultException {
        Optional<Person> own = vault.people().list(tx).stream().filter(person -> person.address().equals(address))
                .findFirst();
        return own.isPresent()
                ? vault.keyring().find(tx, own.get().key()).stream().toList()
                : vault.keyring().forAddress(tx, address);
    }

    private static List<KnownKey> ofName(Workspace vault, Tx tx, String who) throws VaultException, Failure {
        if (who.replaceAll("\\s", "").matches("(?i)[0-9a-f]{40}|[0-9a-f]{64}")) {
            return vault.keyring().find(tx, fingerprint(who)).stream().toList();
        }
        Optional<Person> own = vault.people().byName(tx, who);
        if (own.isPresent()) {
            return vault.keyring().find(tx, own.get().key()).stream().toList();
        }
        List<KnownKey> keys = new java.util.ArrayList<>();
        for (Contact contact : vault.contacts().list(tx)) {
            if (contact.name().equalsIgnoreCase(who.strip())) {
                for (Address address : contact.addresses()) {
                    keys.addAll(vault.keyring().forAddress(tx, address));
                }
            }
        }
        return keys.stream().distinct().toList();
    }

    private static OptionalLong number(String typed) {
        return typed.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(typed)) : OptionalLong.empty();
    }

    private static Failure missing(String sentence, String typed) {
        return new Failure(Exit.NOT_FOUND, sentence, typed);
    }
}
