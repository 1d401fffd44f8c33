package guichet.transports.mail;

import guichet.keystore.vault.VaultException;

/// Another channel, which runs while this process holds the courier's lock. Called on one thread at a time, the one that has the lock; only
/// [#retryNow()] comes from any.
public interface Alongside {
    Alongside NOTHING = new Alongside() {
        @Override
        public void follow() {
        }

        @Override
        public void settle() {
        }

        @Override
        public void retryNow() {
        }

        @Override
        public void stop() {
        }
    };

    /// Runs the accounts that the vault has now, and no others. Called first when the lock was taken, then after each change of the vault.
    void follow() throws VaultException;

    /// Waits until what was waiting for us has come, or can't be had.
    void settle() throws VaultException;

    /// A person wants it now.
    void retryNow();

    /// The lock is about to be given back: nothing runs any more when this returns.
    void stop();
}
