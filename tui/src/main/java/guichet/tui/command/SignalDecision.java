package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.inbox.signal.SignalDecisions.Decider;
import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalDecided;
import guichet.keystore.SignalIdentity;
import guichet.tui.workspace.Workspace;

/// What the commands that decide about somebody on Signal have in common.
final class SignalDecision {
    private SignalDecision() {
    }

    static Decider by(Workspace vault) {
        return new Decider(vault.actor(Via.COMMAND), vault.person().id());
    }

    /// The safety number whose digits, or whose key, were typed: it has to be the one that they have now.
    static SafetyNumber lookedAt(SignalIdentity identity, String typed) throws Failure {
        SafetyNumber now = identity.key().orElseThrow(() -> new Failure(Exit.REFUSED, "no-safety-number"));
        String digits = typed.replaceAll("[\\s:]+", "");
        boolean same = !digits.isEmpty() && (digits.equals(now.digits().replace(" ", ""))
                || digits.equalsIgnoreCase(now.identityKey()));
        if (!same) {
            throw new Failure(Exit.REFUSED, "other-safety-number");
        }
        return now;
    }

    static SignalIdentity done(SignalDecided decided, String typed) throws Failure {
        return switch (decided) {
            case SignalDecided.Done done -> done.now();
            case SignalDecided.OtherNumberNow _ -> throw new Failure(Exit.REFUSED, "other-safety-number");
            case SignalDecided.NoNumberYet _ -> throw new Failure(Exit.REFUSED, "no-safety-number");
            case SignalDecided.Distrusted _ -> throw new Failure(Exit.REFUSED, "signal-is-distrusted", typed);
            case SignalDecided.Unknown _ -> throw new Failure(Exit.NOT_FOUND, "no-such-signal", typed);
        };
    }
}
