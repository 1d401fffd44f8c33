package guichet.keystore.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A transaction for as long as its work runs.
final class OpenTx implements Tx, AutoCloseable {
    private final StatementCache statements;
    private final Thread owner = Thread.currentThread();
    private boolean over;

    OpenTx(StatementCache statements) {
        this.statements = statements;
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException, VaultException;
    }

    @Override
    public <T> List<T> list(String sql, RowMapper<T> row, @Nullable Object... bound) throws VaultException {
        return with(sql, bound, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                Row current = new ResultRow(result);
                while (result.next()) {
                    values.add(row.map(current));
                }
                return values;
            }
        });
    }

    @Override
    public <T> Optional<T> one(String sql, RowMapper<T> row, @Nullable Object... bound) throws VaultException {
        return with(sql, bound, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                Optional<T> value = Optional.of(row.map(new ResultRow(result)));
                if (result.next()) {
                    throw new IllegalStateException("more than one row");
                }
                return value;
            }
        });
    }

    @Override
    public long insert(String sql, @Nullable Object... bound) throws VaultException {
        with(sql, bound, PreparedStatement::executeUpdate);
        return with("SELECT last_insert_rowid()", new Object[0], statement -> {
            try (ResultSet result = statement.executeQuery()) {
                return result.getLong(1);
            }
        });
    }

    @Override
    public int update(String sql, @Nullable Object... bound) throws VaultException {
        return with(sql, bound, PreparedStatement::executeUpdate);
    }

    @Override
    public void close() {
        over = true;
    }

    private <T> T with(String sql, @Nullable Object[] bound, Use<T> use) throws VaultException {
        if (over || Thread.currentThread() != owner) {
            throw new IllegalStateException("a transaction belongs to its work and its thread");
        }
        try {
            PreparedStatement statement = statements.take(sql);
            boolean done = false;
            try {
                bind(statement, bound);
                T value = use.of(statement);
                statements.giveBack(sql, statement);
                done = true;
                return value;
            } finally {
                if (!done) {
                    statement.close();
                }
            }
        } catch (SQLException e) {
            throw Trouble.of(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] bound) throws SQLException {
        for (int i = 0; i < bound.length; i++) {
            switch (bound[i]) {
                case null -> statement.setObject(i + 1, null);
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Integer number -> statement.setInt(i + 1, number);
                case Boolean flag -> statement.setInt(i + 1, flag ? 1 : 0);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                case Instant time -> statement.setLong(i + 1, time.toEpochMilli());
                default -> throw new IllegalArgumentException("can't bind this type of value");
            }
        }
    }
}
