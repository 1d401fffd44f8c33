package guichet.keystore.vault;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A transaction: valid inside its [Work] only and on its thread alone, else [IllegalStateException].
///
/// Bound values may be String, Long, Integer, Boolean (0 or 1), byte[], Instant (milliseconds since 1970) or null;
/// anything else is an [IllegalArgumentException]. SQL is always text of ours, never built from what people sent.
public interface Tx {
    <T> List<T> list(String sql, RowMapper<T> row, @Nullable Object... bound) throws VaultException;

    /// No row or one; two are a bug of ours: [IllegalStateException].
    <T> Optional<T> one(String sql, RowMapper<T> row, @Nullable Object... bound) throws VaultException;

    /// The rowid of the inserted row.
    long insert(String sql, @Nullable Object... bound) throws VaultException;

    /// How many rows were touched.
    int update(String sql, @Nullable Object... bound) throws VaultException;
}
