package guichet.inbox.intake;

import guichet.inbox.cases.LongContent;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// The one way in for mail, whether a server's or a file's: parse with limits, decrypt, verify, judge, file, index, de-duplicate.
///
/// Any thread. Reading happens outside of the vault's transaction, so that a slow message holds up nobody.
public interface MailIntake {
    /// Stores one message with where it was found. When this returns, it is durable.
    ///
    /// @param rawMessage as it came, byte for byte
    Taken take(byte[] rawMessage, Arrival arrival) throws VaultException;

    /// Stores several with one commit: when this returns, all are durable; where it throws, none is stored. For many, batches of some
    /// hundred messages or some ten megabytes are best.
    ///
    /// @return one for each, in the same order
    List<Taken> takeAll(List<Delivery> deliveries) throws VaultException;

    /// Stores one that is too long to be held and lies in the vault already, owned by nobody. When this returns, it is durable and owned; where it
    /// throws, it is as before.
    Taken takeLong(LongContent rawMessage, Arrival arrival) throws VaultException;
}
