package guichet.inbox.gate;

import guichet.inbox.signal.SignalAccount;
import java.util.List;

/// What one draft would send on Signal, finished, before it is in the outbox. Grants no right to send.
public final class SignalParcel {
    private final SignalDraft draft;
    private final SignalAccount account;
    private final SignalContent content;
    private final List<Proof.Identity> identities;

    SignalParcel(SignalDraft draft, SignalAccount account, SignalContent content, List<Proof.Identity> identities) {
        this.draft = draft;
        this.account = account;
        this.content = content;
        this.identities = List.copyOf(identities);
    }

    public SignalDraft draft() {
        return draft;
    }

    /// By which it would leave.
    public SignalAccount account() {
        return account;
    }

    /// What would leave, and nothing else.
    public SignalContent content() {
        return content;
    }

    /// Whom it is for, each by the key that was looked at; of a group, those of its members who are known.
    public List<Proof.Identity> identities() {
        return identities;
    }
}
