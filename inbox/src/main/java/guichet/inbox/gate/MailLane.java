package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record MailLane(Gate gate, Transport<Released.Mail> transport) implements Lane<Released.Mail> {
    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Optional<String> ready(Waiting row) {
        return Optional.empty();
    }

    @Override
    public Revival<Released.Mail> revive(Tx tx, Waiting row) throws VaultException {
        return gate.revive(tx, row);
    }

    @Override
    public void left(Tx tx, Waiting row, Optional<Instant> knownSince) {
    }

    @Override
    public void untrusted(Tx tx, Waiting row, List<SignalRecipient> who) {
    }
}
