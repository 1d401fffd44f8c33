package guichet.keystore.vault;

/// Makes a value of one row.
///
/// @param <T> the value
@FunctionalInterface
public interface RowMapper<T> {
    /// The row is valid during this call only.
    T map(Row row) throws VaultException;
}
