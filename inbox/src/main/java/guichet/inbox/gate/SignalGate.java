package guichet.inbox.gate;

import guichet.inbox.Message;
import guichet.inbox.MessageId;
import guichet.inbox.cases.Messages;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.gate.SignalFooting.Look;
import guichet.inbox.gate.SignalRefusal.Why;
import guichet.inbox.signal.SignalAccount;
import guichet.inbox.signal.SignalAccounts;
import guichet.inbox.signal.SignalMessages;
import guichet.inbox.signal.SignalMessages.Reference;
import guichet.inbox.signal.SignalSent;
import guichet.keystore.Setting;
import guichet.keystore.Settings;
import guichet.keystore.SignalIdentities;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one way out, for Signal. There is no override: everything on Signal is encrypted, and what the gate guards is for whom.
///
/// Any thread; every public method runs in transactions of its own.
public final class SignalGate {
    private final Vault vault;
    private final Settings settings;
    private final SignalAccounts accounts;
    private final SignalMessages signal;
    private final Messages messages;
    private final SignalIdentities identities;
    private final SignalFooting footing;
    private final SignalDeparture departure;

    public SignalGate(Vault vault, SignalIdentities identities, SignalAccounts accounts, SignalMessages signal,
            SignalSent sent, Messages messages, Settings settings, Clock clock) {
        this.vault = vault;
        this.settings = settings;
        this.accounts = accounts;
        this.signal = signal;
        this.messages = messages;
        this.identities = identities;
        this.footing = new SignalFooting(identities, signal, clock);
        this.departure = new SignalDeparture(messages, sent, identities, clock);
    }

    /// Says whether this draft may leave as it stands. Stores nothing.
    ///
    /// @throws IllegalArgumentException for a draft with neither words nor files
    public SignalVerdict examine(SignalDraft draft) throws VaultException {
        return vault.read(tx -> examine(tx, draft));
    }

    /// Puts what passed into the outbox and into the thread, in one durable transaction, after looking at everyone anew. It can be
    /// taken back ([Outbox#takeBack]) until it begins to leave.
    public SignalRelease release(SignalVerdict.Passed passed, Grace grace) throws VaultException {
        return vault.write(tx -> switch (examine(tx, passed.parcel().draft())) {
            case SignalVerdict.Passed again -> departure.queue(tx, again.parcel(), length(tx, grace));
            case SignalVerdict.Refused refused -> new SignalRelease.StillRefused(refused);
        });
    }

    /// Puts an emoji to a message, or takes it back: into the outbox, to leave at once, where everyone whom it would reach was looked at. The
    /// message that it is about stays as it is until it has left.
    public SignalReacted react(MessageId target, String emoji, SignalReaction.How how) throws VaultException {
        return vault.write(tx -> {
            Optional<Reference> about = signal.reference(tx, target);
            if (about.isEmpty()) {
                return new SignalReacted.NoSuchMessage();
            }
            SignalRecipient to = about.get().answersGo();
            Optional<SignalAccount> account = accounts.find(tx, about.get().account());
            if (account.isEmpty()) {
                return new SignalReacted.Refused(List.of(SignalRefusal.of(to, Why.NO_ACCOUNT)));
            }
            return switch (footing.look(tx, to)) {
                case Look.Gone gone -> new SignalReacted.Refused(gone.refusals());
                case Look.Firm firm -> new SignalReacted.Queued(departure.queue(tx, target, account.get(), to,
                        new SignalReaction(emoji, about.get().author(), about.get().sent(), how), firm.people()));
            };
        });
    }

    /// Makes the right to send of a row, where everything that it rests on still holds.
    Revival<Released.Signal> revive(Tx tx, Waiting row) throws VaultException {
        return switch (row.cargo()) {
            case Cargo.Signal cargo when accounts.find(tx, row.account())
                    .filter(account -> account.number().equals(cargo.sender())).isEmpty() ->
                new Revival.Held<>(Why.NO_ACCOUNT.word());
            case Cargo.Signal cargo -> switch (footing.lookAgain(tx, row, cargo)) {
                case Look.Firm firm -> revived(tx, row, cargo, firm);
                case Look.Gone gone -> new Revival.Held<>(
                        gone.refusals().isEmpty() ? "altered" : gone.refusals().getFirst().why().word());
            };
            case Cargo.Mail _,Cargo.Chat _ -> throw new IllegalArgumentException("a Signal message was meant");
        };
    }

    private Revival<Released.Signal> revived(Tx tx, Waiting row, Cargo.Signal cargo, Look.Firm firm)
            throws VaultException {
        Optional<SignalMatter> content = SignalForm.read(cargo.form());
        return content.isPresent()
                ? new Revival.Ready<>(new Released.Signal(row.id(), row.account(), whom(tx, cargo, firm),
                        content.get(), new Proof.EndToEnd(firm.people())))
                : new Revival.Held<>("altered");
    }

    /// A number or a name is whoever's it is at that moment; the account, where it is known, is the one that was looked at.
    private SignalRecipient whom(Tx tx, Cargo.Signal cargo, Look.Firm firm) throws VaultException {
        return switch (cargo.recipient()) {
            case SignalRecipient.Group group -> group;
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _,SignalRecipient.Username _ ->
                identities.find(tx, firm.people().getFirst().id()).flatMap(SignalIdentity::recipient)
                        .orElse(cargo.recipient());
        };
    }

    private SignalVerdict examine(Tx tx, SignalDraft draft) throws VaultException {
        List<SignalRefusal> refusals = new ArrayList<>();
        Optional<Reference> quoted = draft.replyTo().isPresent()
                ? signal.reference(tx, draft.replyTo().get())
                : Optional.empty();
        if (draft.replyTo().isPresent() && !isOf(tx, draft.to(), quoted)) {
            refusals.add(SignalRefusal.of(draft.to(), Why.QUOTE_OF_ANOTHER_CONVERSATION));
        }
        Optional<SignalAccount> account = account(tx, quoted);
        if (account.isEmpty()) {
            refusals.add(SignalRefusal.of(draft.to(), Why.NO_ACCOUNT));
        }
        List<Proof.Identity> people = switch (footing.look(tx, draft.to())) {
            case Look.Firm firm -> firm.people();
            case Look.Gone gone -> {
                refusals.addAll(gone.refusals());
                yield List.of();
            }
        };
        if (!refusals.isEmpty()) {
            return new SignalVerdict.Refused(draft, refusals);
        }
        SignalContent content = new SignalContent(draft.body(), draft.attachments(), quote(tx, draft, quoted));
        return new SignalVerdict.Passed(new SignalParcel(draft, account.orElseThrow(), content, people));
    }

    /// Whether what is quoted was said where the answer goes: its words would else be told to others.
    private boolean isOf(Tx tx, SignalRecipient to, Optional<Reference> quoted) throws VaultException {
        if (quoted.isEmpty() || quoted.get().answersGo().equals(to)) {
            return quoted.isPresent();
        }
        return !(to instanceof SignalRecipient.Group) && identities.find(tx, to).isPresent()
                && identities.find(tx, to).equals(identities.find(tx, quoted.get().answersGo()));
    }

    private Optional<SignalContent.Quote> quote(Tx tx, SignalDraft draft, Optional<Reference> quoted)
            throws VaultException {
        if (quoted.isEmpty()) {
            return Optional.empty();
        }
        String text = messages.show(tx, draft.replyTo().orElseThrow()).map(Message::body).orElse("");
        return Optional.of(new SignalContent.Quote(quoted.get().author(), quoted.get().sent(), text));
    }

    /// The one by which the message that is answered came, else the first.
    private Optional<SignalAccount> account(Tx tx, Optional<Reference> quoted) throws VaultException {
        Optional<SignalAccount> same = quoted.isPresent()
                ? accounts.find(tx, quoted.get().account())
                : Optional.empty();
        return same.isPresent() ? same : accounts.list(tx).stream().findFirst();
    }

    private Duration length(Tx tx, Grace grace) throws VaultException {
        return switch (grace) {
            case NONE -> Duration.ZERO;
            case AS_SET -> Duration.ofSeconds(settings.number(tx, Setting.UNDO_SECONDS));
        };
    }
}
