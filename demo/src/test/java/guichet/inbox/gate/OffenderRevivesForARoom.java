package guichet.inbox.gate;

import guichet.inbox.cases.Messages;
import guichet.inbox.chat.RoomKeeping;
import guichet.keystore.People;
import guichet.keystore.vault.Vault;
import java.time.Clock;

final class OffenderRevivesForARoom {
    Object forbidden(Vault vault, ChatFooting footing, RoomKeeping keeping, ChatWriting writing, Messages messages,
            Clock clock) {
        return new ChatRevival(vault, footing, keeping, writing, new People(), messages, clock);
    }
}
