package guichet.inbox.gate;

import guichet.crypto.EncryptionKey;
import guichet.crypto.Usability;
import guichet.inbox.Channel;
import guichet.inbox.MailAccount;
import guichet.inbox.accounts.Accounts;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.Refusal.Why;
import guichet.keystore.Address;
import guichet.keystore.KeyChoice;
import guichet.keystore.Keyring;
import guichet.keystore.People;
import guichet.keystore.Person;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// For whom a draft can be encrypted and by whom it would be sent, as the vault stands at one moment.
final class Addressing {
    private final Keyring keyring;
    private final People people;
    private final Accounts accounts;
    private final Messages messages;
    private final SignalMove move;

    Addressing(Keyring keyring, People people, Accounts accounts, Messages messages,
            SignalMove move) {
        this.keyring = keyring;
        this.people = people;
        this.accounts = accounts;
        this.messages = messages;
        this.move = move;
    }

    /// What was found out. Exactly the recipients that are not in `keys` are named in `refusals`; a refusal of somebody who is no recipient
    /// concerns the sender.
    ///
    /// @param sender  missing where there is no account or no person of that name
    /// @param ownKey  so that we can read what we sent
    record Resolved(Optional<Sender> sender, Optional<EncryptionKey> ownKey, Map<Address, KeyChoice.Usable> keys,
            List<Refusal> refusals, Optional<Messages.Threading> threading) implements AutoCloseable {
        @Override
        public void close() {
            sender.ifPresent(Sender::close);
        }
    }

    Resolved resolve(Tx tx, MailDraft draft, Instant now) throws VaultException {
        if (answersTheChat(tx, draft)) {
            return new Resolved(Optional.empty(), Optional.empty(), Map.of(), draft.recipients().stream()
                    .map(each -> new Refusal(each, Why.ANSWERS_INTERNAL, Remedies.of(Why.ANSWERS_INTERNAL))).toList(),
                    Optional.empty());
        }
        Map<Address, KeyChoice.Usable> keys = new LinkedHashMap<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Address recipient : draft.recipients()) {
            switch (keyring.choose(tx, recipient, now)) {
                case KeyChoice.Usable usable -> keys.put(recipient, usable);
                case KeyChoice.Unusable unusable ->
                    refusals.add(refusal(tx, draft, recipient, why(unusable.why())));
            }
        }
        Optional<Messages.Threading> threading = draft.replyTo().isPresent()
                ? Optional.of(messages.threading(tx, draft.replyTo().get()))
                : Optional.empty();
        Optional<Person> author = people.byName(tx, draft.author());
        Optional<MailAccount> account = author.isPresent()
                ? accounts.sender(tx, author.get().address())
                : Optional.empty();
        if (account.isEmpty()) {
            draft.recipients().stream().findFirst().ifPresent(
                    first -> refusals.add(new Refusal(first, Why.NO_ACCOUNT, Remedies.of(Why.NO_ACCOUNT))));
            return new Resolved(Optional.empty(), Optional.empty(), keys, refusals, threading);
        }
        var sender = new Sender(account.get(), people.key(tx, author.orElseThrow().id(), account.get().address()));
        return switch (sender.key().certificate().usability(now)) {
            case Usability.Usable own ->
                new Resolved(Optional.of(sender), Optional.of(own.key()), keys, refusals, threading);
            case Usability.Unusable unusable -> {
                Why why = switch (unusable.why()) {
                    case EXPIRED -> Why.EXPIRED_KEY;
                    case REVOKED -> Why.REVOKED_KEY;
                    case WEAK, NO_ENCRYPTION_SUBKEY -> Why.WEAK_KEY;
                };
                refusals.add(new Refusal(account.get().address(), why, List.of(Refusal.Remedy.EXTEND_OWN_KEY)));
                yield new Resolved(Optional.of(sender), Optional.empty(), keys, refusals, threading);
            }
        };
    }

    private boolean answersTheChat(Tx tx, MailDraft draft) throws VaultException {
        return draft.replyTo().isPresent() && messages.show(tx, draft.replyTo().get())
                .filter(answered -> answered.summary().channel() == Channel.CHAT).isPresent();
    }

    /// Where the mail is for this person alone, and they are known on Signal, that is the first way out.
    private Refusal refusal(Tx tx, MailDraft draft, Address recipient, Why why) throws VaultException {
        List<Refusal.Remedy> remedies = new ArrayList<>(Remedies.of(why));
        if (draft.recipients().size() == 1 && move.reach(tx, recipient).isPresent()) {
            remedies.addFirst(Refusal.Remedy.SIGNAL);
        }
        return new Refusal(recipient, why, remedies);
    }

    static Why why(KeyChoice.Why keyring) {
        return switch (keyring) {
            case NO_KEY -> Why.NO_KEY;
            case NOT_ACCEPTED -> Why.NOT_ACCEPTED;
            case EXPIRED -> Why.EXPIRED_KEY;
            case REVOKED -> Why.REVOKED_KEY;
            case KEY_CHANGED -> Why.KEY_CHANGED;
            case WEAK -> Why.WEAK_KEY;
            case DISTRUSTED -> Why.DISTRUSTED_KEY;
        };
    }
}
