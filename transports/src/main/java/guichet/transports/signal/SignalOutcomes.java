package guichet.transports.signal;

import guichet.inbox.gate.Transport.Outcome;
import guichet.keystore.SignalRecipient;
import guichet.transports.signal.SendOutcome.Fate;
import guichet.transports.signal.SendOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What signal-cli said of a message, in the outbox's terms. Where anybody may have it, it is never tried again by itself.
final class SignalOutcomes {
    private SignalOutcomes() {
    }

    static Outcome of(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.NotTried no -> new Outcome.Unreachable(no.fault().stored());
            case SendOutcome.Unknown unknown -> new Outcome.Unknown(unknown.fault().stored());
            case SendOutcome.Refused refused -> refused(refused);
            case SendOutcome.Tried tried -> tried(tried);
        };
    }

    private static Outcome refused(SendOutcome.Refused refused) {
        return switch (refused.why()) {
            case UNREGISTERED -> new Outcome.Rejected(SignalSetback.UNREGISTERED.word());
            case GROUP -> new Outcome.Rejected(SignalSetback.NO_SUCH_GROUP.word());
            case ATTACHMENT -> new Outcome.Deferred(SignalSetback.ATTACHMENT_UNREADABLE.word());
            case ACCOUNT -> new Outcome.Unreachable(SignalSetback.ACCOUNT_UNKNOWN.word());
            case PROTOCOL -> new Outcome.Rejected(SignalSetback.SIGNAL_CLI_TOO_DIFFERENT.with(refused.words()));
            case OTHER -> new Outcome.Rejected(SignalSetback.REFUSED.with(refused.words()));
        };
    }

    private static Outcome tried(SendOutcome.Tried tried) {
        if (tried.reachedAll()) {
            return new Outcome.Sent("", Optional.of(Instant.ofEpochMilli(tried.timestamp())));
        }
        List<Fate> fates = tried.results().stream().map(Result::fate).toList();
        long reached = fates.stream().filter(Fate.Reached.class::isInstance).count();
        if (reached > 0) {
            return new Outcome.Unknown(SignalSetback.NOT_EVERYONE.with(reached + "/" + fates.size()));
        }
        if (fates.stream().anyMatch(fate -> fate instanceof Fate.Network || fate instanceof Fate.Other)) {
            return new Outcome.Unknown(fates.stream().anyMatch(Fate.Network.class::isInstance)
                    ? SignalTrouble.SERVICE_UNREACHABLE.word()
                    : SignalTrouble.UNUSABLE_OUTPUT.word());
        }
        // From here on nobody has it.
        List<SignalRecipient> untrusted = tried.results().stream()
                .filter(result -> result.fate() instanceof Fate.UntrustedIdentity).flatMap(SignalOutcomes::who)
                .toList();
        if (fates.stream().anyMatch(Fate.UntrustedIdentity.class::isInstance)) {
            return new Outcome.Untrusted(fates.size() == 1 ? List.of() : untrusted);
        }
        return notNow(fates);
    }

    private static Outcome notNow(List<Fate> fates) {
        Optional<Duration> retry = fates.stream().flatMap(fate -> switch (fate) {
            case Fate.RateLimited limited -> limited.retryAfter().stream();
            case Fate.Challenged challenged -> challenged.retryAfter().stream();
            case Fate.Reached _,Fate.UntrustedIdentity _,Fate.Unregistered _,Fate.Network _,Fate.NoPreKey _,Fate.Other _ ->
                Stream.<Duration>empty();
        }).max(Duration::compareTo);
        for (Fate fate : fates) {
            if (fate instanceof Fate.Challenged challenged) {
                return new Outcome.Deferred(SignalSetback.CAPTCHA_NEEDED.with(challenged.token()), retry);
            }
        }
        if (fates.stream().anyMatch(Fate.RateLimited.class::isInstance)) {
            return new Outcome.Deferred(SignalSetback.RATE_LIMITED.word(), retry);
        }
        return fates.stream().allMatch(Fate.Unregistered.class::isInstance)
                ? new Outcome.Rejected(SignalSetback.UNREGISTERED.word())
                : new Outcome.Deferred(SignalSetback.DEVICE_NOT_READY.word());
    }

    private static Stream<SignalRecipient> who(Result result) {
        Optional<SignalRecipient> aci = result.uuid().flatMap(SignalRecipient.Aci::parse).map(known -> known);
        Optional<SignalRecipient> number = result.number().flatMap(SignalRecipient.PhoneNumber::parse)
                .map(known -> known);
        return aci.or(() -> number).stream();
    }
}
