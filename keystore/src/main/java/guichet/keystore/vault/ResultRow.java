package guichet.keystore.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The row that a result stands at.
final class ResultRow implements Row {
    private final ResultSet result;

    ResultRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public String text(String column) throws VaultException {
        return there(textOrNone(column), column);
    }

    @Override
    public Optional<String> textOrNone(String column) throws VaultException {
        return Optional.ofNullable(get(ResultSet::getString, column));
    }

    @Override
    public long number(String column) throws VaultException {
        return there(numberOrNone(column), column);
    }

    @Override
    public Optional<Long> numberOrNone(String column) throws VaultException {
        Long number = get(ResultSet::getLong, column);
        try {
            return result.wasNull() ? Optional.empty() : Optional.ofNullable(number);
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    @Override
    public byte[] bytes(String column) throws VaultException {
        return there(bytesOrNone(column), column);
    }

    @Override
    public Optional<byte[]> bytesOrNone(String column) throws VaultException {
        return Optional.ofNullable(get(ResultSet::getBytes, column));
    }

    @Override
    public boolean flag(String column) throws VaultException {
        return number(column) != 0;
    }

    @Override
    public Instant time(String column) throws VaultException {
        return there(timeOrNone(column), column);
    }

    @Override
    public Optional<Instant> timeOrNone(String column) throws VaultException {
        return numberOrNone(column).map(Instant::ofEpochMilli);
    }

    @FunctionalInterface
    private interface Getter<T> {
        @Nullable
        T get(ResultSet result, int column) throws SQLException;
    }

    private <T> @Nullable T get(Getter<T> getter, String column) throws VaultException {
        int index;
        try {
            index = result.findColumn(column);
        } catch (SQLException e) {
            throw new IllegalStateException("no such column: " + column, e);
        }
        try {
            return getter.get(result, index);
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    private static <T> T there(Optional<T> value, String column) {
        return value.orElseThrow(() -> new IllegalStateException("NULL in column " + column));
    }
}
