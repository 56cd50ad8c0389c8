package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;

/** A target that speaks MySQL: its values are read as those of the source are, by the same SQL. */
public abstract class MySqlTargetUnderTest extends TargetUnderTest {
    /** The session is in UTC, for TIMESTAMP. */
    @Override
    public Connection connect() throws SQLException {
        Connection connection = super.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00'");
        }
        return connection;
    }

    @Override
    public String quoted(String identifier) {
        return SourceReader.quoted(identifier);
    }

    @Override
    public Map<String, Set<String>> tables(Connection connection, String schema) throws SQLException {
        return tables(
                connection,
                "SELECT t.TABLE_NAME, c.COLUMN_NAME FROM information_schema.TABLES t JOIN information_schema.COLUMNS c USING (TABLE_SCHEMA, TABLE_NAME)"
                        + " WHERE t.TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = ?",
                schema);
    }

    @Override
    public String selected(SourceColumn column) {
        return SourceReader.selected(column);
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        return SourceReader.read(column, row, index);
    }

    @Override
    public boolean keepsZeroDates() {
        return true;
    }
}
