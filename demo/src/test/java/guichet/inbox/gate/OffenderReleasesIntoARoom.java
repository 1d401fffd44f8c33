package guichet.inbox.gate;

import guichet.inbox.AccountId;
import java.util.Set;

final class OffenderReleasesIntoARoom {
    Released forbidden(Envelope envelope) {
        return new Released.Chat(new OutboxId(1), new AccountId(1), envelope, new byte[0],
                new Proof.Encrypted(Set.of()));
    }
}
