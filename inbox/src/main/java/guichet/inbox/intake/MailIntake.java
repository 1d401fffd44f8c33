package guichet.inbox.intake;

import guichet.keystore.vault.VaultException;

/// The one way in for mail, whether a server's or a file's: parse with limits, decrypt, verify, judge, file, index, de-duplicate.
public interface MailIntake {
    /// Stores one message with where it was found. When this returns, it is durable.
    ///
    /// @param rawMessage as it came, byte for byte
    Taken take(byte[] rawMessage, Arrival arrival) throws VaultException;
}
