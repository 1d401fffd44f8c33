package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.gate.OutboxTable.Waiting;
import guichet.keystore.SignalRecipient;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One channel's way from a row of the outbox to the wire. `R` ties its gate to its transport: nothing of another channel gets in between.
sealed interface Lane<R extends Released> permits MailLane, SignalLane, ChatLane {
    Channel channel();

    /// Before a row is revived, outside of any transaction: what takes long is done here, so that nobody waits for it.
    ///
    /// @return why nothing can be sent by its account now; empty where it can
    Optional<String> ready(Waiting row) throws VaultException;

    Revival<R> revive(Tx tx, Waiting row) throws VaultException;

    Transport<R> transport();

    /// It has left.
    void left(Tx tx, Waiting row, Optional<Instant> knownSince) throws VaultException;

    /// Somebody's key was found to be another; in the transaction that holds the row.
    ///
    /// @param who see [Transport.Outcome.Untrusted]
    void untrusted(Tx tx, Waiting row, List<SignalRecipient> who) throws VaultException;
}
