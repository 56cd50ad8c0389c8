package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.kit.ValueKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database in memory, which lives as long as a connection to it does. */
final class DuckDbTarget extends TargetUnderTest {
    private final String url = "jdbc:duckdb:memory:kit" + System.nanoTime();
    private final Connection anchor;

    DuckDbTarget() {
        try {
            anchor = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = super.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return connection;
    }

    /** The driver's TIMESTAMP WITH TIME ZONE is in the zone of the JVM, and its dates before 1582-10-15 are those of the Julian calendar. */
    @Override
    public String selected(SourceColumn column) {
        return switch (column.kind()) {
            case TIMESTAMP -> "strftime(" + quoted(column.name()) + ", '%Y-%m-%d %H:%M:%S.%f')";
            case DATE -> "strftime(" + quoted(column.name()) + ", '%Y-%m-%d')";
            default -> super.selected(column);
        };
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        if (text == null || column.kind() != ValueKind.TIMESTAMP && column.kind() != ValueKind.DATE) {
            return super.read(column, row, index);
        }
        return column.kind() == ValueKind.DATE ? Canonical.date(text) : Canonical.instant(text);
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return DuckDbExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return DuckDbExcuses.STATEMENTS;
    }

    @Override
    public void close() throws SQLException {
        anchor.close();
    }
}
