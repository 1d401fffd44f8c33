package guichet.inbox.accounts;

import guichet.inbox.AccountId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.VaultException;

/// The numbers of accounts, one sequence over all channels: a number names one account of any kind, and is never given to another.
public final class AccountNumbers {
    private AccountNumbers() {
    }

    /// The next one: above every number that was ever given. Whoever asks inserts the account with it in the same transaction.
    public static AccountId next(Tx tx) throws VaultException {
        return new AccountId(tx.one("""
                SELECT coalesce(max(seq), 0) + 1 AS next FROM sqlite_sequence
                WHERE name IN ('mail_account', 'signal_account', 'chat_account')""", row -> row.number("next"))
                .orElse(1L));
    }
}
