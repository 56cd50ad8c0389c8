package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/** One kind of target database. Implementations are stateless and safe for use by any thread. */
public interface Dialect {
    /** As the product calls itself, for messages. */
    String name();

    /** Whether DDL takes part in the transaction, so that it commits together with the position. */
    boolean transactionalDdl();

    /** Whether the target speaks MySQL: the source's DDL text is then executed as it is, in the source's session, and no model of the source's tables is kept. */
    boolean speaksMySql();

    /** Adds connection properties that the applier's connection needs and whose absence cannot be repaired by SQL (e.g. rewriteBatchedStatements). Never overrides what the user's URL says about how to reach the server. */
    void connectionProperties(Properties properties);

    /** Adds connection properties that make the driver give up a target that does not answer for so long. */
    default void answerWithin(Duration patience, Properties properties) {}

    /** Makes statements of the session give up after so long in the queue for a lock, and end with an error. */
    default void limitLockWait(Connection connection, Duration patience) throws SQLException {}

    /** Where connections of one URL may lead to different servers of a cluster: properties that keep a connection at the server that it has reached, as long as that lives. */
    default void stayAtOneServer(Properties properties) {}

    /** A connection that has just been opened as our sessions use it: itself, unless its driver does not keep to JDBC, or does more than we want. Closing it closes that. */
    default Connection ownConnection(Connection opened) throws SQLException {
        return opened;
    }

    /**
     * For a connection that has just been opened, before anything else, where connections of one URL may lead to different servers: goes on to one that takes writes, and makes the session see what was committed through another
     * before. What it sets stays for the life of the session.
     */
    default void enterCluster(Connection connection) throws SQLException {}

    /**
     * Makes the session ours whatever the server's defaults: time zone UTC, strictness, character set, isolation, lock wait. Auto-commit is switched off by the caller. Where DDL is transactional it is repeated within the
     * transaction, after each statement of a schema change.
     */
    void prepareSession(Connection connection) throws SQLException;

    /** Statements outside of any transaction that put the session into another state for a schema change; {@link #prepareSession}, called after its end outside of any transaction too, takes them back. For what a transaction cannot change. */
    default List<String> beforeSchemaChange() {
        return List.of();
    }

    /** The statement that begins each transaction of the applier, where one connection writes at a time: it waits for its turn, so that nothing behind it has to wait. */
    default Optional<String> beginTransaction() {
        return Optional.empty();
    }

    /**
     * The one database that the target has, to which REPLICATE_REWRITE_DB brings those of the source. Names that a statement qualifies are rewritten too, unlike in MySQL: they have nowhere else to go. Empty where each database of the
     * source has its own place.
     */
    default Optional<String> onlyDatabase() {
        return Optional.empty();
    }

    /** What to do about a database of the source that has no place in the target; empty where the target can have it. */
    default String elsewhere(String database) {
        return onlyDatabase()
                .map(only -> name() + " has one database, " + only + ", and the source's `" + database
                        + "` has no place in it. Run: STOP REPLICA; CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = ((`"
                        + database + "`, " + only
                        + ")); START REPLICA (pairs that are set already have to be named again). Or, to keep it away, CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (`"
                        + database + "`), or REPLICATE_DO_DB = (" + only
                        + ") for all others: rules name databases as they are after rewriting")
                .orElse("");
    }

    /**
     * A query that takes a lock of this name for as long as the session lasts, and answers 1, or 0 when another session kept it all the time that the query waited. It outlives commits, and so keeps a second applier out even
     * while the first is in a schema change, its client dead perhaps. Empty where the target has no such lock.
     *
     * @param name of letters, digits and underscores
     */
    default Optional<String> sessionLock(String name) {
        return Optional.empty();
    }

    /**
     * A query for a text that names its session among all that the target ever has, for {@link #endFormerApplier}; empty where the lock of {@link #sessionLock} tells who holds it, or sessions cannot be ended.
     */
    default Optional<String> sessionIdentity() {
        return Optional.empty();
    }

    /**
     * Ends the session of a former applier if it is still there, its client paused perhaps, and no statement is under way in it; one that is, an ALTER TABLE of hours, is not to be begun again and has to end by itself. So has a commit
     * over several servers that is not yet known to all of them.
     *
     * @param lock the name with which it called {@link #sessionLock}
     * @param identity what {@link #sessionIdentity} said of it
     * @return false while a statement is under way in it, or its commit in doubt
     */
    default boolean endFormerApplier(Connection connection, String lock, Optional<String> identity)
            throws SQLException {
        return true;
    }

    /** The target's clock as an SQL expression: milliseconds since the epoch, an integer. It may stand still within a statement. */
    default String currentMillis() {
        return "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }

    /** The name that the target has for a name of the source: itself, unless it is too long there. */
    default String identifier(String name) {
        return name;
    }

    /** {@link #identifier}, quoted. */
    String quote(String identifier);

    /** {@code schema.table}, quoted, of a source table in the target. */
    String qualified(TableName table);

    /** A table or view of the state, as its statements name it. Not quoted, so that a user need not quote it either. */
    default String stateTable(String name) {
        return "jdbc_replica." + name;
    }

    /** A column of the state whose name is a word of its own on some targets, in the case that the target folds names to. */
    default String stateColumn(String name) {
        return quote(name);
    }

    /**
     * A query for columns of the state's rows that satisfy the condition, which keeps others from changing them until the transaction ends.
     *
     * @param table as {@link #stateTable} names it
     * @param number a numeric column outside of all keys, for SQLite, which locks for an UPDATE ... RETURNING that sets it to itself. Not for DuckDB 2.0, where such a statement undoes what another commits meanwhile (measured)
     */
    default String stateLock(String table, String columns, String condition, String number) {
        return "SELECT " + columns + " FROM " + table + " WHERE " + condition + " FOR UPDATE";
    }

    /** Begins a transaction that reads the state and then changes it. Where that fails when another has written in between, it begins as one that writes. */
    default void beginStateTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** The statement that makes a view of the state, in place of the one of an earlier version. */
    default List<String> stateView(String view, String select) {
        return List.of("CREATE OR REPLACE VIEW " + view + " AS " + select);
    }

    /** The value for a column of {@link #stateTimestampType}. */
    default Object stateTimestamp(LocalDateTime utc) {
        return utc;
    }

    /** The type for the state schema's long texts, and for short ones ({@code VARCHAR(n)}, case-sensitive, any Unicode) and binary blobs. */
    String stateTextType();

    String stateVarcharType(int length);

    String stateBlobType();

    /** Of the state's points in time, with microseconds. */
    default String stateTimestampType() {
        return "TIMESTAMP(6)";
    }

    /** A text that holds a whole number, or NULL, as a number of 64 bits. */
    default String stateNumber(String expression) {
        return "CAST(" + expression + " AS BIGINT)";
    }

    /** A text that holds seconds, as a number with milliseconds. */
    default String stateSeconds(String expression) {
        return "CAST(" + expression + " AS DECIMAL(10, 3))";
    }

    /** What follows the columns where a table would not by itself take part in transactions. */
    default String stateTableOptions() {
        return "";
    }

    /**
     * Statements that create the state schema if it is missing. Where DDL is transactional its tables and views follow in the same transaction; where two who do that at once would fail, the first statement is one that makes
     * the second wait.
     */
    List<String> createStateSchema(String schema);

    /** The table as the target has it now, or empty. */
    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException;

    /** Whether the target has the table; with an empty table name, the database. */
    default boolean has(Connection connection, TableName name) throws SQLException {
        if (!name.table().isEmpty()) {
            return describe(connection, name).isPresent();
        }
        try (ResultSet schemas = connection.getMetaData().getSchemas()) {
            boolean found = false;
            while (!found && schemas.next()) {
                found = schemas.getString("TABLE_SCHEM").equals(name.database());
            }
            return found;
        }
    }

    /** The statement that makes the session look at foreign keys, and cascade, or not; empty where a session cannot choose. {@link #prepareSession} leaves it on. */
    default Optional<String> foreignKeyChecks(boolean on) {
        return Optional.empty();
    }

    /** The like for CHECK constraints. */
    default Optional<String> checkConstraintChecks(boolean on) {
        return Optional.empty();
    }

    /**
     * The statement that makes the session strict, as {@link #prepareSession} leaves it, or lenient: for values with {@link ColumnWriter#needsLenientSession}. A lenient session warns once for each of them, and for each value
     * that it had to change.
     */
    default Optional<String> strictSession(boolean on) {
        return Optional.empty();
    }

    /** The statement that makes the session refuse a table without a primary key, or not; empty where a session cannot. {@link #prepareSession} leaves it off. */
    default Optional<String> requirePrimaryKeys(boolean on) {
        return Optional.empty();
    }

    /** The statement that makes the session give a new table without a primary key an invisible one; empty where a session cannot. {@link #prepareSession} leaves it off. */
    default Optional<String> generatePrimaryKeys() {
        return Optional.empty();
    }

    /** Whether a statement that fails leaves the transaction as it was before, so that it may go on. Where it does not, a savepoint is set before each that may fail ({@link #hasSavepoints}). */
    default boolean survivesErrors() {
        return true;
    }

    /** Whether a transaction can be taken back to a savepoint. Where it cannot and {@link #survivesErrors} is false, the applier makes room for a row before it inserts it, when it is told to replace rows. */
    default boolean hasSavepoints() {
        return true;
    }

    /** How values of the source column are written into the target column. */
    ColumnWriter writer(Column source, TargetTable.TargetColumn target) throws UnsupportedMappingException;

    /** The source column that the target's own column and the type in the log imply, when target and source speak the same language (MySQL to MySQL); empty otherwise. */
    Optional<Column> impliedSource(TargetTable.TargetColumn target, WireType logged);

    /** The UPDATE ({@code assignments} is its SET list) or DELETE that touches exactly one of the rows that satisfy the predicate, for tables without a key. */
    String oneRow(String qualifiedTable, String predicate, Verb verb, String assignments);

    /** The statement that does as this INSERT, after it has removed the rows that a unique key keeps it from; empty where there is none, and rows are removed by {@link #uniqueKeys}. */
    default Optional<String> replacing(String insert) {
        return Optional.empty();
    }

    /** The columns of every key of the table that admits no two equal rows. */
    default List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        try (ResultSet columns =
                connection.getMetaData().getIndexInfo(null, table.database(), table.table(), true, true)) {
            while (columns.next()) {
                keys.computeIfAbsent(columns.getString("INDEX_NAME"), name -> new ArrayList<>())
                        .add(columns.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(keys.values());
    }

    enum Verb {
        UPDATE,
        DELETE
    }

    /**
     * Renders one schema change.
     *
     * @param model the source's tables before the change
     * @param target the target's, as they are now
     */
    DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target);

    /**
     * Statements that put the session into the source's for a statement of text; {@link #prepareSession} brings ours back.
     *
     * @param database the default database, empty for any
     * @throws UnsupportedMappingException when the target cannot be put into such a session, and the statement may mean something else there
     */
    List<String> enterSession(String database, Query query) throws UnsupportedMappingException;

    /**
     * Statements that make the same change of rows as the source's statement did, in its session and with the values that it took from there. The session is the source's afterwards; {@link #prepareSession} brings ours back.
     *
     * @throws UnsupportedMappingException when the statement may mean something else here
     */
    default List<String> replay(SourceEvent.Statement statement) throws UnsupportedMappingException {
        throw new UnsupportedMappingException(
                "The change was logged in statement format, which only a target that speaks the source's language can repeat; set binlog_format=ROW on the source");
    }

    /** A query for the users' tables without transactions, two columns for database and name. */
    default String tablesWithoutTransactions() {
        throw new UnsupportedOperationException(name());
    }

    /**
     * A query for the users' views, routines and triggers, by which a statement may reach what it does not name. Four columns: database; name of the view, of the routine, or of the trigger's table; name of the trigger, or NULL;
     * definition, NULL or empty where the target does not show it to this account.
     */
    default String storedObjects() {
        throw new UnsupportedOperationException(name());
    }

    /** Whether a statement that does a part of its work and then fails on a server of this kind does the same part here. */
    default boolean failsLike(SourceVersion source) {
        return false;
    }

    /** A text that changes when the schema change takes effect: catalogue content of the affected objects. Compared before and after a crash. */
    String fingerprint(Connection connection, SchemaChange change) throws SQLException;

    /**
     * After a crash while a statement of this change was under way: completes or removes what the target has left half done. Called before the fingerprints are compared; nothing to do where a statement takes effect
     * as a whole.
     *
     * @param model the source's tables before the change
     */
    default void repair(Connection connection, SchemaChange change, Function<TableName, Optional<Table>> model)
            throws SQLException {}

    /**
     * Makes the columns of the table that give numbers go on behind the highest number that is there, which the source's rows have brought with them: the target is to be written by others. Nothing where numbers do so by
     * themselves. In auto-commit mode, and again after a crash.
     *
     * @param numbered the column to which the source gives numbers, in which the target may give none so far
     */
    default void continueNumbers(Connection connection, TableName table, Optional<String> numbered)
            throws SQLException {}

    TargetError classify(SQLException error);

    /**
     * Where a statement that waits for a row lock cannot be woken by {@link java.sql.Statement#cancel}, {@link #prepareSession} sets a lock timeout of this length and the applier repeats the statement, so that a stop
     * is seen in time; statements are then executed one by one, since a repeated batch would apply its rows twice. Zero where cancel works. Only where the transaction survives the timeout ({@link #survivesErrors}).
     */
    Duration lockWaitSlice();
}
