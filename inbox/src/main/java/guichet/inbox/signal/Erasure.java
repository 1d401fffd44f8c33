package guichet.inbox.signal;

import guichet.inbox.MessageId;
import guichet.inbox.cases.IncomingSignal;
import guichet.keystore.vault.VaultException;
import java.time.Instant;

/// Takes a message's words and files out of every table. Who said it, when, and that it was there stays. What others quoted of it is theirs,
/// and stays with their messages.
final class Erasure {
    private final Rows rows;
    private final IncomingSignal.Batch batch;
    private final Instant now;
    private boolean done;

    Erasure(Rows rows, IncomingSignal.Batch batch, Instant now) {
        this.rows = rows;
        this.batch = batch;
        this.now = now;
    }

    void erase(MessageId message) throws VaultException {
        batch.erase(message);
        rows.erase(message, now);
        done = true;
    }

    /// The last call of the transaction.
    void finish() throws VaultException {
        if (done) {
            batch.finishWithoutTraces();
        } else {
            batch.finish();
        }
    }
}
