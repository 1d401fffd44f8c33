package guichet.inbox.gate;

import guichet.inbox.AccountId;
import guichet.keystore.vault.VaultException;
import java.util.Optional;

/// Port: has the vault see whose keys are what now. signal-cli follows what a person's telephone says and may have taken another key without a word, so
/// this is called before each message leaves.
public interface SafetyNumbers {
    /// Durable on return. Not inside a transaction.
    ///
    /// @return why they can't be seen now, in a fixed word; empty where they were seen
    Optional<String> lookAnew(AccountId account) throws VaultException;
}
