package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.keystore.SignalRecipient;
import java.util.List;

final class OffenderMakesAReleasedOnSignal {
    Released forbidden(SignalRecipient to, SignalContent content) {
        return new Released.Signal(new OutboxId(1), new AccountId(1), to, content, new Proof.EndToEnd(List.of()));
    }
}
