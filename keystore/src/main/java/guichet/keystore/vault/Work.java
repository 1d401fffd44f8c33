package guichet.keystore.vault;

/// What runs inside one transaction.
///
/// @param <T> what it gives back
@FunctionalInterface
public interface Work<T> {
    /// Does the work.
    ///
    /// @throws VaultException from the vault; the transaction is then rolled back, as after any other throw
    T run(Tx tx) throws VaultException;
}
