package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** H2 2, embedded or as a server. */
public final class H2Dialect extends StandardDialect {
    /** H2 looks for a cancelled statement before it waits for a row lock, not while it does. */
    private static final Duration LOCK_WAIT_SLICE = Duration.ofMillis(50);

    private final TypeTable types = new H2Types();
    private final SchemaSyntax syntax = new H2Syntax(names());
    private final Catalogue catalogue = new Catalogue();

    public H2Dialect(ZeroDates zeroDates) {
        super(zeroDates);
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    protected TypeTable types() {
        return types;
    }

    @Override
    protected SchemaSyntax syntax() {
        return syntax;
    }

    /** H2 commits before and after each statement that changes the schema. */
    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    public void limitLockWait(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT " + patience.toMillis());
        }
    }

    @Override
    public void prepareSession(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            statement.execute("SET LOCK_TIMEOUT " + LOCK_WAIT_SLICE.toMillis());
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED");
        }
    }

    /** Numbers are given again. */
    @Override
    public Optional<String> sessionIdentity() {
        return Optional.of(
                "SELECT SESSION_ID || '@' || SESSION_START FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID = SESSION_ID()");
    }

    /** Only an administrator sees the sessions of others, and may end them. */
    @Override
    public boolean endFormerApplier(Connection connection, String lock, Optional<String> identity) throws SQLException {
        if (identity.isEmpty()) {
            return true;
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT SESSION_ID, EXECUTING_STATEMENT FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID() AND SESSION_ID || '@' || SESSION_START = ?")) {
            select.setString(1, identity.get());
            try (ResultSet row = select.executeQuery()) {
                return !row.next() || row.getString(2) == null && end(connection, row.getInt(1));
            }
        }
    }

    private static boolean end(Connection connection, int session) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CALL ABORT_SESSION(" + session + ")");
        }
        return true;
    }

    @Override
    public String stateTextType() {
        return "CHARACTER LARGE OBJECT";
    }

    /** H2 makes no number of a large object. */
    @Override
    public String stateNumber(String expression) {
        return "CAST(CAST(" + expression + " AS CHARACTER VARYING) AS BIGINT)";
    }

    @Override
    public String stateSeconds(String expression) {
        return "CAST(CAST(" + expression + " AS CHARACTER VARYING) AS DECIMAL(10, 3))";
    }

    @Override
    public String stateBlobType() {
        return "BINARY LARGE OBJECT";
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    /** Under a collation, or without case, texts are equal that are not the same. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetTable.TargetColumn target) {
        boolean comparesOtherwise = target.typeSql().startsWith("VARCHAR_IGNORECASE")
                || target.typeSql().startsWith("CHARACTER")
                        && target.collation().isPresent();
        return comparesOtherwise
                ? "CAST(" + column + " AS BINARY LARGE OBJECT) IS NOT DISTINCT FROM CAST(" + parameter
                        + " AS BINARY LARGE OBJECT)"
                : super.exactPredicate(column, parameter, target);
    }

    @Override
    protected Optional<String> rowId() {
        return Optional.of("_ROWID_");
    }

    @Override
    public String fingerprint(Connection connection, SchemaChange change) throws SQLException {
        return catalogue.fingerprint(connection, change);
    }

    @Override
    public void repair(Connection connection, SchemaChange change, Function<TableName, Optional<Table>> model)
            throws SQLException {
        for (TableName table : change.tables()) {
            new InterruptedAlteration(table)
                    .repair(connection, name -> model.apply(name).isPresent());
        }
    }

    /** Behind the last number that the type has comes that number again, as on MySQL. */
    @Override
    public void continueNumbers(Connection connection, TableName table, Optional<String> numbered) throws SQLException {
        for (String column : catalogue.numberedColumns(connection, table)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE " + qualified(table) + " ALTER COLUMN " + quote(column)
                        + " RESTART WITH (SELECT CAST(LEAST(GREATEST(COALESCE(CAST(MAX(" + quote(column)
                        + ") AS NUMERIC(20)), 0), 0) + 1, " + catalogue.lastNumber(connection, table, column)
                        + ") AS BIGINT) FROM " + qualified(table) + ")");
            }
        }
    }

    /** Source: org.h2.api.ErrorCode. */
    @Override
    public TargetError classify(SQLException error) {
        return switch (error.getErrorCode()) {
            case 23505 -> TargetError.DUPLICATE_KEY;
            case 42102, 42103, 42104 -> TargetError.NO_SUCH_TABLE;
            case 90079 -> TargetError.NO_SUCH_DATABASE;
            case 23506 -> TargetError.FOREIGN_KEY_PARENT_MISSING;
            case 23503 -> TargetError.FOREIGN_KEY_CHILD_EXISTS;
            case 50200 -> TargetError.LOCK_WAIT_TIMEOUT;
            case 40001, 90131 -> TargetError.DEADLOCK;
            case 57014 -> TargetError.CANCELLED;
            case 90007, 90067, 90098, 90121 -> TargetError.CONNECTION_LOST;
            default ->
                error.getSQLState() != null && error.getSQLState().startsWith("08")
                        ? TargetError.CONNECTION_LOST
                        : TargetError.OTHER;
        };
    }

    @Override
    public Duration lockWaitSlice() {
        return LOCK_WAIT_SLICE;
    }
}
