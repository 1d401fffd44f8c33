package guichet.transports.signal;

import guichet.inbox.signal.ObservedGroup;
import guichet.inbox.signal.ObservedIdentity;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.VaultException;
import guichet.transports.signal.Request.Whether;
import guichet.transports.signal.SendOutcome.Why;
import guichet.transports.signal.Session.BeforeWrite;
import guichet.transports.signal.Session.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What can be asked of signal-cli. Text goes by its standard input, never by a command line.
///
/// Any thread; each call waits for its answer. What is sent is sent one after the other.
public final class SignalCalls {
    private static final BeforeWrite NOTHING = () -> {
    };

    private final SignalBridge bridge;
    private final SignalPatience patience;
    private final RandomGenerator random;

    SignalCalls(SignalBridge bridge, SignalPatience patience, RandomGenerator random) {
        this.bridge = bridge;
        this.patience = patience;
        this.random = random;
    }

    /// Makes it durable that a message may have left from here on.
    @FunctionalInterface
    public interface BeforeContent {
        void run() throws VaultException;
    }

    /// Sends a message.
    ///
    /// @param beforeContent runs exactly once, right before the first byte of it is written to signal-cli, and not where none is; where it
    ///                      throws, nothing was written and nothing will be
    public SendOutcome send(SendRequest message, BeforeContent beforeContent) throws VaultException {
        Optional<Path> folder = bridge.outgoing();
        if (folder.isEmpty()) {
            return new SendOutcome.NotTried(new SignalFault(SignalTrouble.STOPPED));
        }
        try (Outgoing files = Outgoing.stage(folder.get(), message.attachments(), random)) {
            return sending(Requests.send(message, files.paths()), beforeContent);
        } catch (IOException e) {
            return new SendOutcome.Refused(Why.ATTACHMENT, "");
        }
    }

    /// Puts an emoji to a message, or takes it back.
    ///
    /// @param author    of that message
    /// @param timestamp of that message
    public SendOutcome react(SignalRecipient to, String emoji, SignalRecipient author, long timestamp, Reaction what,
            BeforeContent beforeContent) throws VaultException {
        return sending(Requests.to(to, new Request("sendReaction")).with("emoji", emoji)
                .with("targetAuthor", Requests.single(author)).with("targetTimestamp", timestamp)
                .with("remove", what == Reaction.REMOVE ? Whether.YES : Whether.NO), beforeContent);
    }

    public enum Reaction {
        ADD, REMOVE
    }

    /// Tells somebody that their messages were read. Only where a person has turned that on.
    public SendOutcome tellRead(SignalRecipient author, List<Long> timestamps, BeforeContent beforeContent)
            throws VaultException {
        Request request = new Request("sendReceipt").with("recipient", Requests.single(author)).with("type", "read");
        return sending(request.withNumbers("targetTimestamps", timestamps), beforeContent);
    }

    /// Every safety number that signal-cli knows, now. Empty where it can't be asked.
    public Optional<List<ObservedIdentity>> identities() throws VaultException {
        Answer answer = bridge.ask(new Request("listIdentities"), Lane.ASKING, patience.answer(), NOTHING);
        return answer instanceof Answer.Done done ? Optional.of(Results.identities(done.json())) : Optional.empty();
    }

    /// Every group that we are in, and who reads it. Empty where it can't be asked.
    public Optional<List<ObservedGroup>> groups() throws VaultException {
        Answer answer = bridge.ask(new Request("listGroups"), Lane.ASKING, patience.answer(), NOTHING);
        return answer instanceof Answer.Done done ? Optional.of(Results.groups(done.json())) : Optional.empty();
    }

    /// Those whose key signal-cli does not trust. Empty where it can't be asked.
    public Optional<List<ObservedIdentity>> untrusted() throws VaultException {
        Answer answer = bridge.ask(new Request("listIdentities"), Lane.ASKING, patience.answer(), NOTHING);
        return answer instanceof Answer.Done done ? Optional.of(Results.untrusted(done.json())) : Optional.empty();
    }

    /// A person has decided that this safety number is theirs: signal-cli sends to them again.
    ///
    /// @param safetyNumber sixty digits, as signal-cli listed it
    public Answer trust(SignalRecipient.Aci who, String safetyNumber) throws VaultException {
        return bridge.ask(
                new Request("trust").with("recipient", who.id().toString()).with("verifiedSafetyNumber", safetyNumber),
                Lane.ASKING, patience.answer(), NOTHING);
    }

    /// Hands in a solved captcha.
    ///
    /// @param token   of [SendOutcome.Fate.Challenged]
    /// @param captcha what the page gave, `signalcaptcha://…`
    public Answer solve(String token, String captcha) throws VaultException {
        return bridge.ask(new Request("submitRateLimitChallenge").with("challenge", token).with("captcha", captcha),
                Lane.ASKING, patience.sent(), NOTHING);
    }

    /// Asks Signal's service for the devices of this account: a sign of life from it.
    public Answer devices() throws VaultException {
        return bridge.ask(new Request("listDevices"), Lane.SENDING, patience.answer(), NOTHING);
    }

    private SendOutcome sending(Request request, BeforeContent beforeContent) throws VaultException {
        return Results.sent(bridge.ask(request, Lane.SENDING, patience.sent(), beforeContent::run));
    }
}
