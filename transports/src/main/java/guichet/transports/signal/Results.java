package guichet.transports.signal;

import guichet.inbox.signal.ObservedGroup;
import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SignalRecipient;
import guichet.transports.signal.Frame.Failure;
import guichet.transports.signal.SendOutcome.Fate;
import guichet.transports.signal.SendOutcome.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers of signal-cli 0.13 in our terms.
final class Results {
    private Results() {
    }

    static Optional<String> version(Raw json) {
        return Tree.of(json).get("version").text();
    }

    static List<String> accounts(Raw json) {
        return Tree.of(json).list().stream().flatMap(account -> account.get("number").text().stream()).toList();
    }

    /// What can't be read is left out.
    static List<ObservedIdentity> identities(Raw json) {
        return Tree.of(json).list().stream().flatMap(one -> identity(one).stream()).toList();
    }

    /// Those of them that signal-cli does not trust, and neither sends to nor takes messages from.
    static List<ObservedIdentity> untrusted(Raw json) {
        return Tree.of(json).list().stream()
                .filter(one -> one.get("trustLevel").text().filter("UNTRUSTED"::equals).isPresent())
                .flatMap(one -> identity(one).stream()).toList();
    }

    private static Optional<ObservedIdentity> identity(Tree one) {
        return ObservedIdentity.parse(one.get("uuid").text().orElse(""), one.get("number").text().orElse(""),
                one.get("fingerprint").text().orElse(""), one.get("safetyNumber").text().orElse(""));
    }

    /// Those that we are in. What can't be read is left out: a group of which a member can't be read is not listed at all.
    static List<ObservedGroup> groups(Raw json) {
        return Tree.of(json).list().stream().flatMap(one -> group(one).stream()).toList();
    }

    private static Optional<ObservedGroup> group(Tree one) {
        Optional<SignalRecipient.Group> id = one.get("id").text().flatMap(SignalRecipient.Group::parse);
        List<Tree> members = one.get("members").list();
        List<ObservedGroup.Member> read = members.stream().flatMap(member -> member(member).stream()).toList();
        return id.isPresent() && !members.isEmpty() && read.size() == members.size()
                ? Optional.of(new ObservedGroup(id.get(), read))
                : Optional.empty();
    }

    private static Optional<ObservedGroup.Member> member(Tree one) {
        Optional<SignalRecipient.Aci> aci = one.get("uuid").text().flatMap(SignalRecipient.Aci::parse);
        Optional<SignalRecipient.PhoneNumber> number = one.get("number").text()
                .flatMap(SignalRecipient.PhoneNumber::parse);
        return aci.isEmpty() && number.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObservedGroup.Member(aci, number));
    }

    static SendOutcome sent(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> tried(Tree.of(done.json()))
                    .orElseGet(() -> new SendOutcome.Unknown(new SignalFault(SignalTrouble.UNUSABLE_OUTPUT)));
            case Answer.Refused refused -> refused(refused.failure());
            case Answer.NotAsked notAsked -> new SendOutcome.NotTried(notAsked.fault());
            case Answer.Lost lost -> new SendOutcome.Unknown(lost.fault());
        };
    }

    /// Where nobody was reached it is an error, which carries how each fared.
    private static SendOutcome refused(Failure failure) {
        Optional<SendOutcome> tried = tried(Tree.of(failure.data()).get("response"));
        if (tried.isPresent()) {
            return tried.get();
        }
        String words = failure.message();
        if (failure.code() == RpcCode.INTERNAL) {
            // An error in the middle of sending: signal-cli does not say whether somebody has it. A file that it can't read comes before.
            return words.contains("AttachmentInvalidException")
                    ? new SendOutcome.Refused(Why.ATTACHMENT, words)
                    : new SendOutcome.Unknown(new SignalFault(SignalTrouble.SERVICE_UNREACHABLE));
        }
        if (failure.code() == RpcCode.NO_METHOD || failure.code() == RpcCode.PARSE
                || failure.code() == RpcCode.INVALID_REQUEST) {
            return new SendOutcome.Refused(Why.PROTOCOL, words);
        }
        if (failure.code() == RpcCode.INVALID_PARAMS) {
            return new SendOutcome.Refused(Why.ACCOUNT, words);
        }
        if (failure.code() == RpcCode.USER) {
            return new SendOutcome.Refused(userError(words), words);
        }
        // Untrusted or rate-limited without its results, or a code of a later version.
        return new SendOutcome.Unknown(new SignalFault(SignalTrouble.UNUSABLE_OUTPUT));
    }

    private static Why userError(String words) {
        if (words.endsWith("is not registered.")) {
            return Why.UNREGISTERED;
        }
        return words.toLowerCase(java.util.Locale.ROOT).contains("group") ? Why.GROUP : Why.OTHER;
    }

    private static Optional<SendOutcome> tried(Tree response) {
        Optional<Long> timestamp = response.get("timestamp").number();
        if (timestamp.isEmpty() || !response.get("results").isList()) {
            return Optional.empty();
        }
        List<SendOutcome.Result> results = new ArrayList<>();
        for (Tree one : response.get("results").list()) {
            Tree address = one.get("recipientAddress");
            results.add(new SendOutcome.Result(address.get("uuid").text(), address.get("number").text(),
                    address.get("username").text(), fate(one)));
        }
        return Optional.of(new SendOutcome.Tried(timestamp.get(), results));
    }

    private static Fate fate(Tree one) {
        Optional<Duration> retry = one.get("retryAfterSeconds").number().filter(seconds -> seconds >= 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, Duration.ofDays(365).toSeconds())));
        return switch (one.get("type").text().orElse("")) {
            case "SUCCESS" -> new Fate.Reached();
            case "NETWORK_FAILURE" -> new Fate.Network();
            case "UNREGISTERED_FAILURE" -> new Fate.Unregistered();
            case "IDENTITY_FAILURE" -> new Fate.UntrustedIdentity();
            case "RATE_LIMIT_FAILURE" -> one.get("token").text().<Fate>map(token -> new Fate.Challenged(token, retry))
                    .orElseGet(() -> new Fate.RateLimited(retry));
            case "INVALID_PRE_KEY_FAILURE" -> new Fate.NoPreKey();
            default -> new Fate.Other();
        };
    }
}
