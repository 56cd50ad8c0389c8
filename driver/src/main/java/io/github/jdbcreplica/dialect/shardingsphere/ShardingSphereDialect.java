package io.github.jdbcreplica.dialect.shardingsphere;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.postgresql.PostgreSqlDialect;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * PostgreSQL servers behind ShardingSphere-JDBC with XA: one logical database, whose tables lie in schema {@code public} of each server, and the state at the server that has the single tables. Rows, new tables and the position commit
 * in two phases at all servers.
 *
 * <p>A connection of ours has other sessions of the servers from transaction to transaction: it keeps no lock and no setting of a session, so that {@code docs/distributed.md} has the settings in the configuration, and the epoch in the
 * row of the position alone keeps a second applier from committing.
 */
final class ShardingSphereDialect extends PostgreSqlDialect {
    private static final String PUBLIC = "public";

    /** A statement that names no table of its rules goes to any server, and to another next time. One with a single table goes to that one's, which has the other single tables, and of the rest what all have. */
    private static final String AT_SINGLE_TABLES = "EXISTS (SELECT 1 FROM jdbc_replica.replica_identity)";

    ShardingSphereDialect(boolean postGis, ZeroDates zeroDates) {
        super("ShardingSphere", postGis, zeroDates, AT_SINGLE_TABLES);
    }

    @Override
    public Connection ownConnection(Connection opened) {
        return JtaConnection.of(opened);
    }

    /** Its data sources have their own. */
    @Override
    public void connectionProperties(Properties properties) {}

    @Override
    public void answerWithin(Duration patience, Properties properties) {}

    @Override
    public void limitLockWait(Connection connection, Duration patience) {}

    @Override
    public void prepareSession(Connection connection) {}

    @Override
    public List<String> enterSession(String database, Query query) {
        return List.of();
    }

    @Override
    public Optional<String> sessionLock(String name) {
        return Optional.empty();
    }

    /**
     * A transaction that its manager has decided to commit, and that a server has only prepared so far, has rows that nobody sees: what is applied next would miss them. By the configuration pg_prepared_xacts is a table of all servers.
     * What tables there are another JVM may have changed.
     */
    @Override
    public boolean endFormerApplier(Connection connection, String lock, Optional<String> identity) throws SQLException {
        List<String> inDoubt = new ArrayList<>();
        CatalogueQuery.forEach(connection, "SELECT gid FROM pg_prepared_xacts", row -> inDoubt.add(row.getString(1)));
        if (!inDoubt.isEmpty()) {
            return false;
        }
        ShardingSphere.reloadTables(connection.unwrap(Connection.class));
        return true;
    }

    /** In the values of an INSERT ShardingSphere loses the spaces of EXTRACT and CAST. */
    @Override
    public String currentMillis() {
        return "(date_part('epoch', clock_timestamp()) * 1000)::bigint";
    }

    @Override
    public Optional<String> onlyDatabase() {
        return Optional.of(PUBLIC);
    }

    @Override
    public DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        if (change instanceof SchemaChange.CreateDatabase) {
            return new DdlPlan.NoOp("database: the tables of all lie in schema " + PUBLIC);
        }
        if (change instanceof SchemaChange.DropDatabase) {
            return new DdlPlan.Unsupported("The tables of all databases lie in schema " + PUBLIC
                    + ": drop those of this one on the target, and skip the transaction");
        }
        if (change instanceof SchemaChange.AlterTable || change instanceof SchemaChange.RenameTables) {
            return new DdlPlan.Unsupported(
                    "ShardingSphere reads a table that has been changed from outside of the transaction that has changed it, and waits for its end: make the change on the target, in a session of its own, and skip the transaction");
        }
        return super.plan(change, model, target);
    }

    @Override
    public List<String> createStateSchema(String schema) {
        return List.of("CREATE SCHEMA IF NOT EXISTS " + schema);
    }

    /** ShardingSphere rolls back what comes behind a failure, to whichever savepoint it has been taken back. */
    @Override
    public boolean hasSavepoints() {
        return false;
    }

    /** ctid is a row's at each server. */
    @Override
    protected Optional<String> rowId() {
        return Optional.empty();
    }

    /** Each server would give the same. */
    @Override
    public void continueNumbers(Connection connection, TableName table, Optional<String> numbered) {}
}
