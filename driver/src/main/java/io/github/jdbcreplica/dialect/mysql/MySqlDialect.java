package io.github.jdbcreplica.dialect.mysql;

import com.mysql.cj.jdbc.ha.MultiHostMySQLConnection;
import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;

/** MySQL 8.0 and later, and MariaDB, through whichever driver the user has. The source's statements are executed as they are; rows are written by key. */
public final class MySqlDialect implements Dialect {
    /**
     * What the source holds must fit: zero, partial and impossible dates, 0 in AUTO_INCREMENT columns; what does not fit the target's column must be an error, not a truncation. The driver escapes by the server's default, so
     * NO_BACKSLASH_ESCAPES stays as that has it.
     */
    private static final String LENIENT = "SET SESSION sql_mode = CONCAT("
            + "IF(FIND_IN_SET('NO_BACKSLASH_ESCAPES', @@GLOBAL.sql_mode) > 0, 'NO_BACKSLASH_ESCAPES,', ''), "
            + "'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION')";

    private static final String STRICT = LENIENT.replace("'ALLOW", "'STRICT_ALL_TABLES,ALLOW");

    private static final String OF_USERS = " NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')";
    private static final String SERIALIZATION_FAILURE = "40001";

    private static final Pattern INVOKER = Pattern.compile("\\bCURRENT_USER\\b", Pattern.CASE_INSENSITIVE);

    private final boolean mariaDb;
    private final Cluster cluster;
    private final Catalogue catalogue = new Catalogue();

    private MySqlDialect(boolean mariaDb, Cluster cluster) {
        this.mariaDb = mariaDb;
        this.cluster = cluster;
    }

    public static MySqlDialect of(Connection connection, boolean mariaDb) throws SQLException {
        return new MySqlDialect(mariaDb, Cluster.of(connection));
    }

    @Override
    public String name() {
        return mariaDb ? "MariaDB" : "MySQL";
    }

    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    public boolean speaksMySql() {
        return true;
    }

    /**
     * Connector/J's and MariaDB's names: batches in one packet, update counts of rows found rather than changed (an UPDATE to the same values is no divergence), Unicode.
     */
    @Override
    public void connectionProperties(Properties properties) {
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("useAffectedRows", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("cachePrepStmts", "false");
        // What looks like an escape of JDBC is a name or a literal of the source.
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        keepHost(properties);
    }

    /**
     * Connector/J wraps a connection to several hosts in one that turns to another host when a statement loses its own, and that lets neither a cancel nor an abort through while a statement is under way. Ours is the session
     * itself: it ends with its host, and whatever waits in it can be ended.
     */
    @Override
    public Connection ownConnection(Connection opened) throws SQLException {
        Connection own = opened;
        while (own.isWrapperFor(MultiHostMySQLConnection.class)) {
            own = own.unwrap(MultiHostMySQLConnection.class).getActiveMySQLConnection();
        }
        return own;
    }

    /**
     * Of several hosts Connector/J goes back to the first between two transactions, to a session that is not ours. When none answers it goes round 120 times by default; once is enough, since we try again ourselves.
     */
    private static void keepHost(Properties properties) {
        properties.setProperty("queriesBeforeRetrySource", "0");
        properties.setProperty("secondsBeforeRetrySource", "0");
        properties.setProperty("retriesAllDown", "1");
    }

    @Override
    public void stayAtOneServer(Properties properties) {
        if (cluster != Cluster.NONE) {
            keepHost(properties);
        }
    }

    @Override
    public void answerWithin(Duration patience, Properties properties) {
        properties.setProperty("connectTimeout", Long.toString(patience.toMillis()));
        properties.setProperty("socketTimeout", Long.toString(patience.toMillis()));
        keepHost(properties);
    }

    /** Also for locks on tables and the global read lock, for which a server waits a year by default. */
    @Override
    public void limitLockWait(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION lock_wait_timeout = " + patience.toSeconds()
                    + ", innodb_lock_wait_timeout = " + patience.toSeconds());
        }
    }

    /** What was committed through another node before is seen through this one: settings, requests, answers, the lease. */
    @Override
    public void enterCluster(Connection connection) throws SQLException {
        if (cluster == Cluster.GROUP_REPLICATION) {
            new WritableMember(connection).reach();
        }
        Optional<String> waiting = cluster.waitsForEarlierCommits();
        if (waiting.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(waiting.get());
            }
        }
    }

    @Override
    public void prepareSession(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STRICT);
            statement.execute(
                    "SET SESSION character_set_client = COALESCE(@jdbc_replica_client, @@character_set_client), time_zone = '+00:00', foreign_key_checks = 1, unique_checks = 1, sql_auto_is_null = 0,"
                            + " collation_connection = utf8mb4_general_ci, timestamp = DEFAULT, auto_increment_increment = 1, auto_increment_offset = 1");
            // Rows are found by key: gap locks would only stand in the way of the target's own users.
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
            if (mariaDb) {
                statement.execute(
                        "SET SESSION check_constraint_checks = 1 /*M!110405 , character_set_collations = DEFAULT */");
            } else {
                statement.execute(
                        "SET SESSION /*!80030 sql_generate_invisible_primary_key = 0, */ sql_require_primary_key = 0, default_collation_for_utf8mb4 = DEFAULT");
            }
        }
    }

    /** As long as InnoDB waits for a row by default. A node of a cluster keeps such locks to itself: between nodes only the applier's epoch keeps a second one from committing. */
    @Override
    public Optional<String> sessionLock(String name) {
        return Optional.of("SELECT GET_LOCK('" + name + "', 50)");
    }

    /** Another account's session is not seen without PROCESS; {@link #sessionLock} then waits for it. */
    @Override
    public boolean endFormerApplier(Connection connection, String lock, Optional<String> identity) throws SQLException {
        return new LockHolder(connection, lock).endIfIdle();
    }

    /** Not SYSDATE: statements of the state are logged. */
    @Override
    public String currentMillis() {
        return "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)";
    }

    @Override
    public String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String qualified(TableName table) {
        return quote(table.database()) + "." + quote(table.table());
    }

    @Override
    public String stateTextType() {
        return "LONGTEXT CHARACTER SET utf8mb4";
    }

    @Override
    public String stateVarcharType(int length) {
        return "VARCHAR(" + length + ") CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
    }

    @Override
    public String stateNumber(String expression) {
        return "CAST(" + expression + " AS SIGNED)";
    }

    @Override
    public String stateBlobType() {
        return "LONGBLOB";
    }

    /** Whatever the server's default_storage_engine: the position has to commit with the rows. */
    @Override
    public String stateTableOptions() {
        return " ENGINE=InnoDB";
    }

    @Override
    public List<String> createStateSchema(String schema) {
        return List.of("CREATE DATABASE IF NOT EXISTS " + quote(schema));
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    /** A driver of either server lists databases as catalogs or as schemas, as it is told. */
    @Override
    public boolean has(Connection connection, TableName name) throws SQLException {
        return name.table().isEmpty()
                ? catalogue.hasDatabase(connection, name.database())
                : catalogue.describe(connection, name).isPresent();
    }

    @Override
    public Optional<String> foreignKeyChecks(boolean on) {
        return Optional.of("SET SESSION foreign_key_checks = " + (on ? 1 : 0));
    }

    /** MySQL has no such variable, and always looks. */
    @Override
    public Optional<String> checkConstraintChecks(boolean on) {
        return mariaDb ? Optional.of("SET SESSION check_constraint_checks = " + (on ? 1 : 0)) : Optional.empty();
    }

    @Override
    public Optional<String> strictSession(boolean on) {
        return Optional.of(on ? STRICT : LENIENT);
    }

    /** MariaDB has neither variable. */
    @Override
    public Optional<String> requirePrimaryKeys(boolean on) {
        return mariaDb ? Optional.empty() : Optional.of("SET SESSION sql_require_primary_key = " + (on ? 1 : 0));
    }

    @Override
    public Optional<String> generatePrimaryKeys() {
        return mariaDb ? Optional.empty() : Optional.of("SET SESSION sql_generate_invisible_primary_key = 1");
    }

    @Override
    public ColumnWriter writer(Column source, TargetTable.TargetColumn target) throws UnsupportedMappingException {
        Narrowing.refuse(source.type(), target);
        return Writers.of(source.type(), quote(target.name()), target, mariaDb);
    }

    @Override
    public Optional<Column> impliedSource(TargetTable.TargetColumn target, WireType logged) {
        // MariaDB keeps JSON as text.
        boolean json = mariaDb && logged == WireType.JSON;
        return ColumnTypes.parse(target)
                .map(type -> json && type instanceof ColumnType.Text ? new ColumnType.Json() : type)
                .map(type -> new Column(
                        target.name(),
                        type,
                        target.nullable(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        ""));
    }

    @Override
    public String oneRow(String qualifiedTable, String predicate, Verb verb, String assignments) {
        String statement = verb == Verb.UPDATE
                ? "UPDATE " + qualifiedTable + " SET " + assignments
                : "DELETE FROM " + qualifiedTable;
        return statement + " WHERE " + predicate + " LIMIT 1";
    }

    @Override
    public Optional<String> replacing(String insert) {
        return Optional.of("REPLACE" + insert.substring("INSERT".length()));
    }

    @Override
    public DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        if (change instanceof SchemaChange.OtherObject) {
            SchemaChange.OtherObject object = (SchemaChange.OtherObject) change;
            if (object.kind() == SchemaChange.OtherObject.Kind.TRIGGER) {
                return new DdlPlan.NoOp("trigger: its effects are in the source's row events");
            }
            if (object.kind() == SchemaChange.OtherObject.Kind.EVENT) {
                return new DdlPlan.NoOp("event: it runs on the source, and its effects are in the log");
            }
            if (object.kind() == SchemaChange.OtherObject.Kind.TEMPORARY_TABLE) {
                return new DdlPlan.NoOp("temporary table: not replicated in row format");
            }
            if (object.kind() == SchemaChange.OtherObject.Kind.ACCOUNT
                    && INVOKER.matcher(Words.of(change.sql())).find()) {
                return new DdlPlan.Unsupported(
                        "This statement is about the account that ran it on the source, which is not the applier's; make the change on the target by hand");
            }
        }
        if (change instanceof SchemaChange.StatementFormatDml) {
            return new DdlPlan.Unsupported(
                    ((SchemaChange.StatementFormatDml) change).verb()
                            + " was logged in statement format, which cannot be replicated exactly; set binlog_format=ROW on the source");
        }
        if (change instanceof SchemaChange.DropTables && ((SchemaChange.DropTables) change).temporary()) {
            return new DdlPlan.NoOp("temporary table: not replicated in row format");
        }
        if (mariaDb
                && change instanceof SchemaChange.DropTables
                && ((SchemaChange.DropTables) change).tables().size() > 1) {
            // MariaDB drops one after the other: a crash in between must not leave the rest.
            SchemaChange.DropTables drop = (SchemaChange.DropTables) change;
            String verb = drop.ifExists() ? "DROP TABLE IF EXISTS " : "DROP TABLE ";
            return new DdlPlan.Apply(
                    drop.tables().stream().map(table -> verb + qualified(table)).toList());
        }
        // What the grammar does not know MySQL may: it is the judge of its own language.
        DdlPlan.Apply asItIs = new DdlPlan.Apply(List.of(change.sql()));
        if (change instanceof SchemaChange.AlterTable alter) {
            return Unrepeatable.column(alter)
                    .map(MySqlDialect::unrepeatable)
                    .or(() -> mariaDb ? Unrepeatable.jsonNull(alter).map(MySqlDialect::jsonNull) : Optional.empty())
                    .<DdlPlan>map(problem -> new DdlPlan.IfEmpty(alter.table(), asItIs, problem))
                    .orElse(asItIs);
        }
        if (change instanceof SchemaChange.Unparsable && Unrepeatable.mayAdd(change.sql())) {
            return new DdlPlan.Unsupported(unrepeatable("or more"));
        }
        return asItIs;
    }

    private static String jsonNull(String column) {
        return "The rows that are there have the document null in column " + column
                + ", and would have an empty text on MariaDB. Add the column on the target with DEFAULT 'null', drop that default, and pass over the statement";
    }

    private static String unrepeatable(String column) {
        return "The rows that are there get values in column " + column
                + " that every server makes anew. Empty the table on the target, START REPLICA, and copy its rows from the source; to spare this, add such a column without its default, UPDATE the rows, and set the default then";
    }

    @Override
    public List<String> enterSession(String database, Query query) throws UnsupportedMappingException {
        return new SourceSession(mariaDb).statements(database, query.header(), query.session(), query.version());
    }

    @Override
    public List<String> replay(SourceEvent.Statement statement) throws UnsupportedMappingException {
        return new Replay(mariaDb, statement).statements();
    }

    @Override
    public String tablesWithoutTransactions() {
        return "SELECT t.TABLE_SCHEMA, t.TABLE_NAME FROM information_schema.TABLES t JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE"
                + " WHERE e.TRANSACTIONS <> 'YES' AND t.TABLE_SCHEMA" + OF_USERS;
    }

    @Override
    public String storedObjects() {
        return "SELECT TABLE_SCHEMA, TABLE_NAME, NULL, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA"
                + OF_USERS
                + " UNION ALL SELECT ROUTINE_SCHEMA, ROUTINE_NAME, NULL, ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA"
                + OF_USERS
                + " UNION ALL SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA"
                + OF_USERS;
    }

    @Override
    public boolean failsLike(SourceVersion source) {
        return source.mariaDb() == mariaDb;
    }

    @Override
    public String fingerprint(Connection connection, SchemaChange change) throws SQLException {
        return catalogue.fingerprint(connection, change, mariaDb, cluster == Cluster.NONE);
    }

    @Override
    public TargetError classify(SQLException error) {
        TargetError known = switch (error.getErrorCode()) {
            case 1022, 1062, 1169, 1586 -> TargetError.DUPLICATE_KEY;
            case 1146 -> TargetError.NO_SUCH_TABLE;
            case 1049 -> TargetError.NO_SUCH_DATABASE;
            case 1216, 1452 -> TargetError.FOREIGN_KEY_PARENT_MISSING;
            case 1217, 1451 -> TargetError.FOREIGN_KEY_CHILD_EXISTS;
            case 1205, 3572 -> TargetError.LOCK_WAIT_TIMEOUT;
            case 1213, 1020 -> TargetError.DEADLOCK;
            case 1317, 1028 -> TargetError.CANCELLED;
            // 1047 of Galera: the node is not in the part of the cluster that has the majority.
            case 1047, 1053, 1077, 1152, 1158, 1159, 1160, 1161, 1927, 2002, 2003, 2006, 2013, 2055, 4031 ->
                TargetError.CONNECTION_LOST;
            default -> TargetError.OTHER;
        };
        if (known != TargetError.OTHER) {
            return known;
        }
        if (lostConnection(error)) {
            return TargetError.CONNECTION_LOST;
        }
        if (cluster == Cluster.GROUP_REPLICATION) {
            TargetError ofGroup = GroupErrors.classify(error);
            if (ofGroup != TargetError.OTHER) {
                return ofGroup;
            }
        }
        // The servers that speak MySQL's protocol have numbers of their own for it.
        return SERIALIZATION_FAILURE.equals(error.getSQLState()) ? TargetError.DEADLOCK : TargetError.OTHER;
    }

    private static boolean lostConnection(SQLException error) {
        boolean connectionClass =
                error.getSQLState() != null && error.getSQLState().startsWith("08");
        return connectionClass
                || error instanceof SQLRecoverableException
                || error instanceof SQLTransientConnectionException
                || error instanceof SQLNonTransientConnectionException
                        && !(error.getCause() instanceof SQLTimeoutException);
    }

    @Override
    public Duration lockWaitSlice() {
        return Duration.ZERO;
    }
}
