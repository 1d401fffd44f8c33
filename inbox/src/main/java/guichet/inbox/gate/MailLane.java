package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MailLane implements Lane<Released.Mail> {
    private final Gate gate;
    private final Transport<Released.Mail> transport;
    /// Of the row that was asked for last; the courier's thread alone comes here.
    private Optional<FarLook> seen = Optional.empty();

    MailLane(Gate gate, Transport<Released.Mail> transport) {
        this.gate = gate;
        this.transport = transport;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Transport<Released.Mail> transport() {
        return transport;
    }

    @Override
    public Optional<String> ready(Waiting row) throws VaultException {
        seen = gate.look(row);
        return Optional.empty();
    }

    @Override
    public Revival<Released.Mail> revive(Tx tx, Waiting row) throws VaultException {
        return gate.revive(tx, row, seen);
    }

    @Override
    public void left(Tx tx, Waiting row, Optional<Instant> knownSince) {
    }

    @Override
    public void untrusted(Tx tx, Waiting row, List<SignalRecipient> who) {
    }
}
