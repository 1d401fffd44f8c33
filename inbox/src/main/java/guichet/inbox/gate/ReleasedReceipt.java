package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.MessageId;
import guichet.keystore.SignalRecipient;
import java.time.Instant;
import java.util.List;

/// The right to tell one person on Signal, once, that their messages were read. Only [ReceiptCourier] makes one.
public final class ReleasedReceipt {
    private final AccountId account;
    private final SignalRecipient.Aci to;
    private final List<Instant> read;
    private final List<MessageId> messages;

    ReleasedReceipt(AccountId account, SignalRecipient.Aci to, List<Instant> read, List<MessageId> messages) {
        this.account = account;
        this.to = to;
        this.read = List.copyOf(read);
        this.messages = List.copyOf(messages);
    }

    public AccountId account() {
        return account;
    }

    public SignalRecipient.Aci to() {
        return to;
    }

    /// By which time each of the messages is known.
    public List<Instant> read() {
        return read;
    }

    List<MessageId> messages() {
        return messages;
    }
}
