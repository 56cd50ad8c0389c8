package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.kit.ValueKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in memory. */
final class H2Target extends TargetUnderTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url = "jdbc:h2:mem:kit" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1";

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        if (column.kind() == ValueKind.TIME && row.getString(index) != null) {
            // INTERVAL '-838:59:59.000001' HOUR TO SECOND
            return Canonical.time(row.getString(index).replaceFirst(".*'(.*)'.*", "$1"));
        }
        if (column.kind() == ValueKind.VECTOR && row.getArray(index) != null) {
            List<Float> floats = new ArrayList<>();
            for (Object number : (Object[]) row.getArray(index).getArray()) {
                floats.add((Float) number);
            }
            return floats;
        }
        return super.read(column, row, index);
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return H2Excuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return H2Excuses.STATEMENTS;
    }

    /** Invisible columns too, which the driver's metadata leaves out. */
    @Override
    public Map<String, Set<String>> tables(Connection connection, String schema) throws SQLException {
        return tables(
                connection,
                "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ?",
                schema);
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }
}
