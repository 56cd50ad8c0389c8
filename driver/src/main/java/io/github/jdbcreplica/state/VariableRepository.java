package io.github.jdbcreplica.state;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.statement.ReplicaVariable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The replica's global variables that SET GLOBAL has set, unlike a server's kept across restarts. */
public final class VariableRepository {
    private final String table;

    public VariableRepository(Dialect dialect) {
        this.table = dialect.stateTable("replica_variable");
    }

    public String value(Connection connection, ReplicaVariable variable) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT variable_value FROM " + table + " WHERE variable_name = ?")) {
            select.setString(1, variable.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : variable.defaultValue();
            }
        }
    }

    public void save(Connection connection, ReplicaVariable variable, String value) throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE variable_name = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO " + table + " (variable_name, variable_value) VALUES (?, ?)")) {
            delete.setString(1, variable.name());
            delete.executeUpdate();
            insert.setString(1, variable.name());
            insert.setString(2, value);
            insert.executeUpdate();
        }
    }
}
