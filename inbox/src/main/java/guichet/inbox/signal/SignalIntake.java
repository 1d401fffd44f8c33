package guichet.inbox.signal;

import guichet.inbox.AccountId;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// The one way in for Signal: read within limits, tell apart what is one message, apply what refers to others, file, index. Any thread.
public interface SignalIntake {
    /// Stores a batch and how far the spool has been read, in one transaction: when this returns, all is durable; where it throws, nothing was
    /// stored. Nothing that a notification contains makes it throw. Batches of some hundred lines or some ten megabytes are best.
    ///
    /// @param mark     after the last of these deliveries; where the spool has been taken further already, nothing is done
    /// @param observed the identities as signal-cli lists them, asked for *after* the deliveries were read: only authors among them have their
    ///                 messages filed at once, since signal-cli follows the telephone and may have taken another key without a word
    /// @param files    of this account
    /// @return [TakenSignals#NOTHING] where a person removed the account meanwhile: what comes after that is not taken, and is on their telephone
    TakenSignals takeAll(List<SignalDelivery> deliveries, SpoolMark mark, List<ObservedIdentity> observed,
            AttachmentFiles files) throws VaultException;

    /// Identities seen apart from a batch, for those that [TakenSignals#lookAt] named: what waited for it is filed where that is proven.
    TakenSignals observed(AccountId account, List<ObservedIdentity> observed) throws VaultException;

    /// Who reads which group, as signal-cli lists it. Writes nothing where nothing has changed. To be called before those people's keys are shown to
    /// [#observed].
    void groups(AccountId account, List<ObservedGroup> observed) throws VaultException;

    /// How far this spool has been taken in; 0 where nothing of it has.
    long position(AccountId account, String spool) throws VaultException;

    /// Forgets how far it was read: for a spool that is gone for good.
    void forgetSpool(AccountId account, String spool) throws VaultException;

    /// Reads again what an older version did not understand, at most so many at a time; 0 says that none is left.
    ///
    /// @return how many were looked at
    int readAgain(int most) throws VaultException;
}
