package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.kit.Canonical;
import io.github.jdbcreplica.kit.SourceColumn;
import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TargetUnderTest;
import io.github.jdbcreplica.kit.TypeExcuse;
import io.github.jdbcreplica.kit.ValueKind;
import io.github.jdbcreplica.server.PostgresServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

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
    public String identifier(String name) {
        return new Names(63).identifier(name);
    }

    @Override
    public Object read(SourceColumn column, ResultSet row, int index) throws SQLException {
        boolean geometry = column.kind() == ValueKind.GEOMETRY && row.getBytes(index) != null;
        return geometry ? Canonical.mySqlGeometry(row.getBytes(index)) : super.read(column, row, index);
    }

    @Override
    public List<TypeExcuse> typeExcuses() {
        return PostgreSqlExcuses.TYPES;
    }

    @Override
    public List<StatementExcuse> statementExcuses() {
        return PostgreSqlExcuses.STATEMENTS;
    }

    @Override
    public void close() {
        server.close();
    }
}
