package guichet.transports.signal;

import guichet.inbox.AccountId;
import guichet.inbox.gate.Proof;
import guichet.inbox.gate.ReceiptTransport;
import guichet.inbox.gate.Released;
import guichet.inbox.gate.ReleasedReceipt;
import guichet.inbox.gate.SafetyNumbers;
import guichet.inbox.gate.SignalContent;
import guichet.inbox.gate.SignalReaction;
import guichet.inbox.gate.Transport;
import guichet.inbox.signal.ObservedGroup;
import guichet.inbox.signal.ObservedIdentity;
import guichet.inbox.signal.SignalIntake;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.SendOutcome.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Hands what the gate released to signal-cli. A request's line is the content: before its first byte nothing has left, and once it is written,
/// only an answer says what became of it. Any thread; what one account sends goes one after the other.
public final class SignalTransport implements Transport<Released.Signal>, ReceiptTransport, SafetyNumbers {
    /// For a signal-cli that is starting to be there.
    static final Duration STARTING = Duration.ofMinutes(1);

    private final Function<AccountId, Optional<SignalBridge>> bridges;
    private final SignalIntake intake;

    /// @param bridges the running one of an account; empty where none runs in this process
    public SignalTransport(Function<AccountId, Optional<SignalBridge>> bridges, SignalIntake intake) {
        this.bridges = bridges;
        this.intake = intake;
    }

    @Override
    public Optional<String> lookAnew(AccountId account) throws VaultException {
        Optional<SignalBridge> bridge = bridges.apply(account);
        if (bridge.isPresent()) {
            awaitStart(bridge.get());
        }
        Optional<List<ObservedGroup>> groups = bridge.isPresent() ? bridge.get().calls().groups() : Optional.empty();
        Optional<List<ObservedIdentity>> now = groups.isPresent() && bridge.isPresent()
                ? bridge.get().calls().identities()
                : Optional.empty();
        if (now.isEmpty() || groups.isEmpty()) {
            return Optional.of(bridge.flatMap(found -> found.health().fault())
                    .orElse(new SignalFault(SignalTrouble.STOPPED)).stored());
        }
        intake.groups(account, groups.get());
        intake.observed(account, now.get());
        return Optional.empty();
    }

    /// What was released while it starts leaves as soon as it can.
    private static void awaitStart(SignalBridge bridge) {
        try {
            bridge.awaitStart(STARTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome send(Released.Signal message, BeforeContent beforeContent) throws VaultException {
        Optional<SignalBridge> bridge = bridges.apply(message.account());
        if (bridge.isEmpty()) {
            return new Outcome.Unreachable(SignalTrouble.STOPPED.word());
        }
        SignalCalls calls = bridge.get().calls();
        SendOutcome first = hand(calls, message, beforeContent::run);
        // Nobody has it yet. Where signal-cli merely does not know that a person of ours has looked at this very key, it is told.
        boolean again = isRefusedByKey(first) && trusts(calls, message);
        return SignalOutcomes.of(again ? hand(calls, message, () -> {
        }) : first);
    }

    @Override
    public Outcome tell(ReleasedReceipt receipt, BeforeContent beforeContent) throws VaultException {
        Optional<SignalBridge> bridge = bridges.apply(receipt.account());
        return bridge.isEmpty()
                ? new Outcome.Unreachable(SignalTrouble.STOPPED.word())
                : SignalOutcomes.of(bridge.get().calls().tellRead(receipt.to(),
                        receipt.read().stream().map(Instant::toEpochMilli).toList(), beforeContent::run));
    }

    private static SendOutcome hand(SignalCalls calls, Released.Signal message, SignalCalls.BeforeContent before)
            throws VaultException {
        return switch (message.content()) {
            case SignalContent content -> calls.send(request(message.to(), content), before);
            case SignalReaction reaction -> calls.react(message.to(), reaction.emoji(), reaction.author(),
                    reaction.sent().toEpochMilli(), switch (reaction.how()) {
                        case PUT -> SignalCalls.Reaction.ADD;
                        case TAKEN_BACK -> SignalCalls.Reaction.REMOVE;
                    }, before);
        };
    }

    private static SendRequest request(SignalRecipient to, SignalContent content) {
        return new SendRequest(to, content.body(), List.of(),
                content.quote().map(quote -> new SendRequest.Quote(quote.sent().toEpochMilli(), quote.author(),
                        quote.text())),
                content.attachments().stream()
                        .map(file -> new SendRequest.Attachment(file.name(), file.content())).toList());
    }

    private static boolean isRefusedByKey(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Tried tried && tried.results().size() == 1
                && tried.results().getFirst().fate() instanceof Fate.UntrustedIdentity;
    }

    private static boolean trusts(SignalCalls calls, Released.Signal message) throws VaultException {
        List<Proof.Identity> people = message.proof().identities();
        if (message.to() instanceof SignalRecipient.Group || people.size() != 1 || people.getFirst().key().isEmpty()) {
            return false;
        }
        String key = people.getFirst().key().get();
        Optional<ObservedIdentity> theirs = calls.identities().orElse(List.of()).stream()
                .filter(one -> one.key().identityKey().equals(key) && !one.key().digits().isEmpty()
                        && isTheirs(message.to(), one))
                .findAny();
        return theirs.isPresent()
                && calls.trust(theirs.get().aci(),
                        theirs.get().key().digits().replace(" ", "")) instanceof Answer.Done;
    }

    private static boolean isTheirs(SignalRecipient to, ObservedIdentity one) {
        return switch (to) {
            case SignalRecipient.Aci aci -> one.aci().equals(aci);
            case SignalRecipient.PhoneNumber number -> one.number().equals(Optional.of(number));
            case SignalRecipient.Username _,SignalRecipient.Group _ -> false;
        };
    }
}
