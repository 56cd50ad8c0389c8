package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.kit.TypeExcuse.Cell;
import io.github.jdbcreplica.kit.ValueKind;
import io.github.jdbcreplica.server.PostgresServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A server of its own, without PostGIS. */
final class PostgreSqlTarget extends TargetUnderTest {
    private final PostgresServer server = PostgresServer.started("-c", "fsync=off");

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String url() {
        return server.jdbcUrl();
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        boolean geometry = column.kind() == ValueKind.GEOMETRY && row.getBytes(index) != null;
        return geometry ? Canonical.mySqlGeometry(row.getBytes(index)) : super.read(column, row, index);
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        String noNullInKey = "A key cannot be NULL, which replica.zeroDates=null makes of such a date.";
        return List.of(
                new TypeExcuse("DATE, zero and partial", Set.of(Cell.AS_KEY), noNullInKey),
                new TypeExcuse("DATETIME, zero and partial", Set.of(Cell.AS_KEY), noNullInKey),
                new TypeExcuse("TIMESTAMP, zero", Set.of(Cell.AS_KEY), noNullInKey),
                new TypeExcuse(
                        "VARCHAR, U+0000",
                        Set.of(Cell.values()),
                        "No text of PostgreSQL takes U+0000: the column has to be made bytea on the target, which gets UTF-8."));
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
    }
}
