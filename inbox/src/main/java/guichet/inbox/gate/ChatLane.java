package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record ChatLane(ChatGate gate, Transport<Released.Chat> transport) implements Lane<Released.Chat> {
    @Override
    public Channel channel() {
        return Channel.CHAT;
    }

    @Override
    public Optional<String> ready(AccountId account) {
        return Optional.empty();
    }

    @Override
    public Revival<Released.Chat> revive(Tx tx, Waiting row) throws VaultException {
        return gate.revive(tx, row);
    }

    @Override
    public void left(Tx tx, Waiting row, Optional<Instant> knownSince) throws VaultException {
        // Its words are plain text here, and stand in the message from now on: where they are erased there, they are erased.
        new OutboxTable().empty(tx, row.id());
    }

    @Override
    public void untrusted(Tx tx, Waiting row, List<SignalRecipient> who) {
    }
}
