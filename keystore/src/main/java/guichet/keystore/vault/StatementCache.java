package guichet.keystore.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The prepared statements of one connection, the least recently used closed first. One that is in use is out of the
/// cache, so that the same SQL can run inside its own result.
final class StatementCache implements AutoCloseable {
    private static final int MOST = 100;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement known = idle.remove(sql);
        return known != null ? known : connection.prepareStatement(sql);
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > MOST) {
            var eldest = idle.entrySet().iterator();
            PreparedStatement closing = eldest.next().getValue();
            eldest.remove();
            closing.close();
        }
    }

    /// Closing a connection closes its statements; this only lets go of them.
    @Override
    public void close() {
        idle.clear();
    }
}
