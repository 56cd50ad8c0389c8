package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.dialect.standard.TypeText;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * SQLite 3.35 and later, by the driver of org.xerial. One connection writes at a time: the applier takes its turn at the beginning of each of its transactions and has it until their end; others of the file read meanwhile (in WAL
 * mode, which is recommended, also while it commits; without it a reader and a commit wait for each other) and wait with their own writes. DECIMAL is text, in which all digits are: to sort or compare by its value, CAST it.
 *
 * <p>What SQLite does not keep: the sign of a negative zero in FLOAT and DOUBLE; lengths; labels of ENUM and SET before version 3.53; keys of prefixes and expressions; uniqueness under a collation that ignores case; numbers for an AUTO_INCREMENT that is not the
 * whole primary key, and beyond 9223372036854775807; tables whose names differ in case only.
 */
public final class SqliteDialect extends StandardDialect {
    /** The only one that is the file's. */
    private static final String MAIN = "main";

    private static final String STATE_PREFIX = "jdbc_replica_";

    /** SQLite looks for an interrupt between the steps of a statement, not while it waits for its turn. */
    private static final Duration LOCK_WAIT_SLICE = Duration.ofMillis(50);

    private final TypeTable types = new SqliteTypes();
    private final SchemaSyntax syntax;
    private final Catalogue catalogue = new Catalogue();

    private SqliteDialect(ZeroDates zeroDates, DatabaseMetaData product) throws SQLException {
        super(zeroDates);
        boolean since353 = product.getDatabaseMajorVersion() > 3
                || product.getDatabaseMajorVersion() == 3 && product.getDatabaseMinorVersion() >= 53;
        this.syntax = new SqliteSyntax(names(), since353);
    }

    /** Of a database in memory each connection has its own; one with a shared cache refuses readers while it is written, and ends with its last connection, the position too. */
    public static SqliteDialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        String url = connection.getMetaData().getURL();
        try (Statement statement = connection.createStatement();
                ResultSet file = statement.executeQuery("PRAGMA database_list")) {
            if (!file.next()
                    || file.getString("file") == null
                    || file.getString("file").isEmpty()) {
                throw new SQLException(
                        "A replica needs a database that other connections and the next start find again, and " + url
                                + " is one in memory: name a file, jdbc:replica:sqlite:/path/shop.db (in a folder in memory, such as /dev/shm, it is as fast)",
                        "HY000",
                        1105);
            }
        }
        if (url.toUpperCase(Locale.ROOT).matches(".*TRANSACTION_MODE=(IMMEDIATE|EXCLUSIVE).*")) {
            throw new SQLException(
                    "With transaction_mode in the URL the driver keeps everybody else from writing between two transactions of the applier too: leave it out, and set it on the connections that need it",
                    "HY000",
                    1105);
        }
        return new SqliteDialect(zeroDates, connection.getMetaData());
    }

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    protected TypeTable types() {
        return types;
    }

    @Override
    protected SchemaSyntax syntax() {
        return syntax;
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    @Override
    public Optional<String> onlyDatabase() {
        return Optional.of(MAIN);
    }

    @Override
    public void connectionProperties(Properties properties) {
        properties.put("transaction_mode", "DEFERRED");
    }

    @Override
    public void limitLockWait(Connection connection, Duration patience) throws SQLException {
        execute(connection, "PRAGMA busy_timeout = " + patience.toMillis());
    }

    /** Within a transaction the second changes nothing. */
    @Override
    public void prepareSession(Connection connection) throws SQLException {
        limitLockWait(connection, LOCK_WAIT_SLICE);
        execute(connection, "PRAGMA foreign_keys = ON");
        execute(connection, "PRAGMA ignore_check_constraints = OFF");
    }

    /** DROP TABLE and DELETE of all rows, which TRUNCATE becomes, would cascade, and on the source they do not. */
    @Override
    public List<String> beforeSchemaChange() {
        return List.of("PRAGMA foreign_keys = OFF");
    }

    /** An UPDATE takes the turn even if it finds no row. */
    @Override
    public Optional<String> beginTransaction() {
        return Optional.of(
                "UPDATE " + stateTable("applier_metadata") + " SET applier_epoch = applier_epoch WHERE 1 = 0");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public Optional<String> checkConstraintChecks(boolean on) {
        return Optional.of("PRAGMA ignore_check_constraints = " + (on ? "OFF" : "ON"));
    }

    @Override
    public String currentMillis() {
        return "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";
    }

    @Override
    public String stateTable(String name) {
        return MAIN + "." + STATE_PREFIX + name;
    }

    @Override
    public String stateLock(String table, String columns, String condition, String number) {
        return "UPDATE " + table + " SET " + number + " = " + number + " WHERE " + condition + " RETURNING " + columns;
    }

    /** In place of the transaction that the driver has begun, which would begin as one that reads. */
    @Override
    public void beginStateTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "COMMIT");
        execute(connection, "BEGIN IMMEDIATE");
    }

    @Override
    public List<String> stateView(String view, String select) {
        return List.of("DROP VIEW IF EXISTS " + view, "CREATE VIEW " + view + " AS " + select);
    }

    @Override
    public String stateTextType() {
        return "TEXT";
    }

    @Override
    public String stateVarcharType(int length) {
        return "TEXT";
    }

    @Override
    public String stateBlobType() {
        return "BLOB";
    }

    @Override
    public String stateTimestampType() {
        return "TEXT";
    }

    @Override
    public Object stateTimestamp(LocalDateTime utc) {
        return SqliteForms.MICROSECONDS.format(utc);
    }

    @Override
    public List<String> createStateSchema(String schema) {
        return List.of();
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return table.database().equals(MAIN) && !isState(table)
                ? catalogue.describe(connection, table)
                : Optional.empty();
    }

    private static boolean isState(TableName table) {
        return table.table().toLowerCase(Locale.ROOT).startsWith(STATE_PREFIX);
    }

    @Override
    public boolean has(Connection connection, TableName name) throws SQLException {
        return name.table().isEmpty()
                ? name.database().equals(MAIN)
                : describe(connection, name).isPresent();
    }

    @Override
    public List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        return catalogue.allUniqueKeys(connection, table);
    }

    /** Whatever the type is called. */
    @Override
    protected boolean takes(StoredAs way, String typeSql) {
        return Affinity.of(way.sql()) == Affinity.of(typeSql);
    }

    /** No type rounds or pads: what it would change it is not in the table of types for. */
    @Override
    protected Optional<String> loss(Column source, TypeText target) {
        return Optional.empty();
    }

    /** A column may have a collation that ignores case. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        return column + " COLLATE BINARY IS (" + parameter + ")";
    }

    @Override
    protected Optional<String> rowId() {
        return Optional.of("_rowid_");
    }

    @Override
    public DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        if (!change.databases().isEmpty()) {
            return new DdlPlan.NoOp("database: SQLite has one, " + MAIN);
        }
        for (TableName table : change.tables()) {
            if (!table.database().equals(MAIN)) {
                return new DdlPlan.Unsupported(elsewhere(table.database()));
            }
            if (isState(table)) {
                return new DdlPlan.Unsupported(
                        "Table " + table + " has the name of a table of the replica's own state, " + STATE_PREFIX
                                + "...: give it another on the source, or keep it away by REPLICATE_IGNORE_TABLE");
            }
        }
        return change instanceof SchemaChange.TruncateTable truncate
                ? truncated(truncate.table(), target)
                : super.plan(change, model, target);
    }

    /** Numbers begin anew too. */
    private DdlPlan truncated(TableName table, Function<TableName, Optional<TargetTable>> target) {
        List<String> statements = new ArrayList<>();
        statements.add("DELETE FROM " + qualified(table));
        if (target.apply(table)
                .flatMap(TargetTable::definition)
                .filter(definition -> SqliteSyntax.givesNumbers(definition.sql()))
                .isPresent()) {
            statements.add("DELETE FROM main.sqlite_sequence WHERE name = " + Names.literal(table.table()));
        }
        return new DdlPlan.Apply(statements);
    }

    /** The driver has no SQLSTATEs, and only the text tells what kind of error it is. Source: sqlite.org/rescode.html. */
    @Override
    public TargetError classify(SQLException error) {
        String text = String.valueOf(error.getMessage());
        return switch (error.getErrorCode()) {
            case 1 -> failed(text);
            case 5, 6 -> text.contains("_SNAPSHOT") ? TargetError.DEADLOCK : TargetError.LOCK_WAIT_TIMEOUT;
            case 9 -> TargetError.CANCELLED;
            case 19 -> violated(text);
            default -> text.contains("connection closed") ? TargetError.CONNECTION_LOST : TargetError.OTHER;
        };
    }

    private static TargetError failed(String text) {
        if (text.contains("no such table")) {
            return TargetError.NO_SUCH_TABLE;
        }
        return text.contains("unknown database") ? TargetError.NO_SUCH_DATABASE : TargetError.OTHER;
    }

    private static TargetError violated(String text) {
        if (text.contains("_UNIQUE]") || text.contains("_PRIMARYKEY]") || text.contains("_ROWID]")) {
            return TargetError.DUPLICATE_KEY;
        }
        return text.contains("_FOREIGNKEY]") ? TargetError.FOREIGN_KEY_PARENT_MISSING : TargetError.OTHER;
    }

    @Override
    public Duration lockWaitSlice() {
        return LOCK_WAIT_SLICE;
    }
}
