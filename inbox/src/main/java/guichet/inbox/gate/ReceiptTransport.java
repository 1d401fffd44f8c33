package guichet.inbox.gate;

import guichet.inbox.gate.Transport.BeforeContent;
import guichet.inbox.gate.Transport.Outcome;
import guichet.keystore.vault.VaultException;

/// Port: tells people that their messages were read. Can be handed nothing but what [ReceiptCourier] released.
@FunctionalInterface
public interface ReceiptTransport {
    /// As [Transport#send]: `beforeContent` runs right before the first byte, and never where none is written.
    Outcome tell(ReleasedReceipt receipt, BeforeContent beforeContent) throws VaultException;
}
