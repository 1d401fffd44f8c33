package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.inbox.signal.SignalSent;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

record SignalLane(SignalGate gate, Transport<Released.Signal> transport, SafetyNumbers numbers,
        SignalSent sent) implements Lane<Released.Signal> {
    @Override
    public Channel channel() {
        return Channel.SIGNAL;
    }

    @Override
    public Optional<String> ready(Waiting row) throws VaultException {
        return numbers.lookAnew(row.account());
    }

    @Override
    public Revival<Released.Signal> revive(Tx tx, Waiting row) throws VaultException {
        return gate.revive(tx, row);
    }

    @Override
    public void left(Tx tx, Waiting row, Optional<Instant> knownSince) throws VaultException {
        if (row.cargo() instanceof Cargo.Signal cargo && knownSince.isPresent()) {
            Optional<SignalMatter> matter = SignalForm.read(cargo.form());
            if (matter.isPresent()) {
                left(tx, row, cargo, matter.get(), knownSince.get());
            }
        }
    }

    private void left(Tx tx, Waiting row, Cargo.Signal cargo, SignalMatter matter, Instant when)
            throws VaultException {
        switch (matter) {
            case SignalReaction reaction -> sent.reacted(tx, row.account(), row.message(),
                    reaction.how() == SignalReaction.How.PUT ? reaction.emoji() : "", when);
            case SignalContent content -> {
                sent.sent(tx, row.account(), row.message(), cargo.recipient(), when, content.quote()
                        .map(one -> new SignalSent.Quoted(one.author(), one.sent(), one.text())));
                new OutboxTable().spend(tx, row.id());
            }
        }
    }

    @Override
    public void untrusted(Tx tx, Waiting row, List<SignalRecipient> who) throws VaultException {
        if (row.cargo() instanceof Cargo.Signal cargo) {
            sent.refusedByIdentity(tx, who.isEmpty() ? List.of(cargo.recipient()) : who);
        }
    }
}
