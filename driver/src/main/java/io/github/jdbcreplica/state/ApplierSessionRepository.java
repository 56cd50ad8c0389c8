package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** In which session of the target a channel was applied last, so that the next applier can end it. */
public final class ApplierSessionRepository {
    private final String table;

    public ApplierSessionRepository(Dialect dialect) {
        this.table = dialect.stateTable("applier_session");
    }

    public Optional<String> load(Connection connection, String channel) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT session_identity FROM " + table + " WHERE channel_name = ?")) {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    public void save(Connection connection, String channel, String identity) throws SQLException {
        String update = "UPDATE " + table + " SET session_identity = ? WHERE channel_name = ?";
        if (write(connection, update, channel, identity) == 0) {
            write(
                    connection,
                    "INSERT INTO " + table + " (session_identity, channel_name) VALUES (?, ?)",
                    channel,
                    identity);
        }
    }

    private static int write(Connection connection, String sql, String channel, String identity) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, identity);
            statement.setString(2, channel);
            return statement.executeUpdate();
        }
    }
}
