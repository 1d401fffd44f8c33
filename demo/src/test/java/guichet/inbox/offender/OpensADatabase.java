package guichet.inbox.offender;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

final class OpensADatabase {
    Connection forbidden() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:");
    }
}
