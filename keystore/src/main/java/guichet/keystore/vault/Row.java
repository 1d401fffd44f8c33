package guichet.keystore.vault;

import java.time.Instant;
import java.util.Optional;

/// One row of a result, its columns asked by name. Asking for a column that isn't there, or for a value where there is
/// NULL without `OrNone`, is a bug of ours: [IllegalStateException].
public interface Row {
    String text(String column) throws VaultException;

    Optional<String> textOrNone(String column) throws VaultException;

    long number(String column) throws VaultException;

    Optional<Long> numberOrNone(String column) throws VaultException;

    byte[] bytes(String column) throws VaultException;

    Optional<byte[]> bytesOrNone(String column) throws VaultException;

    /// True where the column holds anything but 0.
    boolean flag(String column) throws VaultException;

    /// A time kept as milliseconds since 1970 in UTC.
    Instant time(String column) throws VaultException;

    Optional<Instant> timeOrNone(String column) throws VaultException;
}
