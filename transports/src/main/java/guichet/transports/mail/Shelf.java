package guichet.transports.mail;

import guichet.inbox.AccountId;
import guichet.inbox.accounts.HeldBack;
import guichet.keystore.vault.VaultException;
import java.util.List;

/// Where fetched mail goes. A server's message counts as taken once [#take] has returned, and not before.
interface Shelf {
    /// The highest UID that is stored of a folder, 0 where there is none.
    long highestUid(AccountId account, String folder, long uidValidity) throws VaultException;

    /// Stores them all, durably, or throws and stores none.
    ///
    /// @return how many of them were not there before
    int take(List<Fetched> messages) throws VaultException;

    /// Begins one message that comes piece by piece.
    Piecewise begin(guichet.inbox.intake.Arrival.Server arrival) throws VaultException;

    /// One message on its way to the shelf; of one thread. Closed before [#take], it is not there.
    interface Piecewise extends AutoCloseable {
        void add(byte[] piece) throws VaultException;

        /// Stores it, durably, or throws and stores nothing.
        ///
        /// @return how many it was that were not there before, 0 or 1
        int take() throws VaultException;

        @Override
        void close() throws VaultException;
    }

    List<HeldBack> heldBack(AccountId account) throws VaultException;

    void holdBack(AccountId account, HeldBack message) throws VaultException;

    void letGo(AccountId account, HeldBack message) throws VaultException;

    /// A message's bytes as its server gave them, and where.
    final class Fetched {
        private final guichet.inbox.intake.Arrival.Server arrival;
        private final byte[] raw;

        Fetched(guichet.inbox.intake.Arrival.Server arrival, byte[] raw) {
            this.arrival = arrival;
            this.raw = raw;
        }

        guichet.inbox.intake.Arrival.Server arrival() {
            return arrival;
        }

        byte[] raw() {
            return raw;
        }
    }
}
