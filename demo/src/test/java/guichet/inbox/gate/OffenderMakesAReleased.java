package guichet.inbox.gate;

import guichet.inbox.AccountId;

final class OffenderMakesAReleased {
    Released forbidden(Envelope envelope) {
        return new Released.Mail(new OutboxId(1), new AccountId(1), envelope, new WireBytes.Held(new byte[0]),
                new Proof.Overridden(1));
    }
}
