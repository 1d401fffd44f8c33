package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// For the courier's one thread.
final class ChatLane implements Lane<Released.Chat> {
    private final ChatGate gate;
    private final Transport<Released.Chat> transport;
    private Optional<ChatSealed> sealed = Optional.empty();

    ChatLane(ChatGate gate, Transport<Released.Chat> transport) {
        this.gate = gate;
        this.transport = transport;
    }

    @Override
    public Channel channel() {
        return Channel.CHAT;
    }

    @Override
    public Optional<String> ready(Waiting row) throws VaultException {
        sealed = gate.seal(row);
        return Optional.empty();
    }

    @Override
    public Revival<Released.Chat> revive(Tx tx, Waiting row) throws VaultException {
        Optional<ChatSealed> made = sealed;
        sealed = Optional.empty();
        return gate.revive(tx, row, made);
    }

    @Override
    public Transport<Released.Chat> transport() {
        return transport;
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
