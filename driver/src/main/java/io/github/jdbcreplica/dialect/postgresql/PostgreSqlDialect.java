package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.dialect.standard.TypeText;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * PostgreSQL 14 and later, with PostGIS or without; what answers through its driver and is something else calls itself so. Values are cast as {@code ?::type}: ShardingSphere, when it distributes the rows of an INSERT, loses the
 * spaces of a CAST.
 *
 * <p>What it does not keep stops the replica: text with U+0000 (a column that the user has made bytea takes it, in UTF-8), keys longer than a third of a page (about 2700 bytes), and foreign keys with actions that refer to columns
 * which are no unique key by themselves.
 */
public class PostgreSqlDialect extends StandardDialect {
    /** NAMEDATALEN without its last byte. */
    private static final Names NAMES = new Names(63);

    private static final String PREPARE = """
            SELECT set_config(s.name, ours.setting, FALSE)
            FROM pg_settings s JOIN (VALUES
              ('TimeZone', 'UTC'), ('IntervalStyle', 'postgres'), ('standard_conforming_strings', 'on'), ('client_min_messages', 'warning'),
              ('default_transaction_isolation', 'read committed'), ('default_transaction_read_only', 'off'), ('session_replication_role', 'origin'),
              ('lock_timeout', '%d'), ('statement_timeout', '0'), ('transaction_timeout', '0'),
              ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0')
            ) AS ours (name, setting) ON ours.name = s.name
            WHERE s.setting <> ours.setting""";

    /** As long as InnoDB waits for a row by default. */
    private static final Duration ROW_LOCK_WAIT = Duration.ofSeconds(50);

    private static final Pattern NEGATIVE_SCALE = Pattern.compile("numeric\\(\\d+,-\\d+\\)");

    /** Whose equality is not that of their text, or none; under a collation a text's own equality is not either. */
    private static final Set<String> COMPARED_AS_TEXT =
            Set.of("TEXT", "CHARACTER VARYING", "CHARACTER", "CITEXT", "JSON", "JSONB", "REAL[]", "VECTOR", "GEOMETRY");

    private final String product;
    private final TypeTable types;
    private final SchemaSyntax syntax = new PostgreSqlSyntax(NAMES);
    private final Catalogue catalogue;

    /** @param postGis whether the database has its types */
    public PostgreSqlDialect(String product, boolean postGis, ZeroDates zeroDates) {
        this(product, postGis, zeroDates, "TRUE");
    }

    /** @param ofCatalogue a condition for queries of the catalogue, which leads them to the right server where there are several */
    protected PostgreSqlDialect(String product, boolean postGis, ZeroDates zeroDates, String ofCatalogue) {
        super(zeroDates);
        this.product = product;
        this.types = new PostgreSqlTypes(postGis);
        this.catalogue = new Catalogue(NAMES, ofCatalogue);
    }

    public static PostgreSqlDialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version(), to_regtype('geometry') IS NOT NULL")) {
            row.next();
            return new PostgreSqlDialect(product(row.getString(1)), row.getBoolean(2), zeroDates);
        }
    }

    /** {@code CockroachDB CCL v24.1}, {@code PostgreSQL 11.2-YB-2.25}, {@code PostgreSQL 8.0.2 on i686-pc-linux-gnu, ... Redshift 1.0}. */
    static String product(String version) {
        if (version.contains("-YB-")) {
            return "YugabyteDB";
        }
        return version.contains("Redshift") ? "Redshift" : version.replaceFirst(" .*", "");
    }

    @Override
    public String name() {
        return product;
    }

    @Override
    protected TypeTable types() {
        return types;
    }

    @Override
    protected Names names() {
        return NAMES;
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
    public void connectionProperties(Properties properties) {
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "jdbc-replica");
        // Seconds. A statement that is cut waits for its cancel, which a server that hangs does not answer.
        properties.setProperty("cancelSignalTimeout", "1");
    }

    @Override
    public void answerWithin(Duration patience, Properties properties) {
        // 0 is for ever.
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
    }

    @Override
    public void limitLockWait(Connection connection, Duration patience) throws SQLException {
        execute(connection, "SET lock_timeout = " + patience.toMillis());
    }

    /** As the origin of its changes the session cascades, which the log of MySQL before 9.6 leaves to it. Which settings there are depends on the version. */
    @Override
    public void prepareSession(Connection connection) throws SQLException {
        execute(connection, PREPARE.formatted(ROW_LOCK_WAIT.toMillis()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** For a table MySQL waits a year by default. */
    @Override
    public List<String> enterSession(String database, Query query) {
        return List.of("SET lock_timeout = 0");
    }

    @Override
    public Optional<String> sessionLock(String name) {
        return Optional.of(new AdvisoryLock(name).query());
    }

    @Override
    public boolean endFormerApplier(Connection connection, String lock, Optional<String> identity) throws SQLException {
        new AdvisoryLock(lock).endHolder(connection);
        return true;
    }

    /** CURRENT_TIMESTAMP stands still in a transaction. */
    @Override
    public String currentMillis() {
        return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)";
    }

    @Override
    public String stateTextType() {
        return "text";
    }

    @Override
    public String stateBlobType() {
        return "bytea";
    }

    /** IF NOT EXISTS fails of what another transaction is making. */
    @Override
    public List<String> createStateSchema(String schema) {
        return List.of(new AdvisoryLock(schema).untilCommit(), "CREATE SCHEMA IF NOT EXISTS " + schema);
    }

    /** OR REPLACE changes no columns. */
    @Override
    public List<String> stateView(String view, String select) {
        return List.of("DROP VIEW IF EXISTS " + view, "CREATE VIEW " + view + " AS " + select);
    }

    @Override
    public boolean survivesErrors() {
        return false;
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    @Override
    public boolean has(Connection connection, TableName name) throws SQLException {
        return catalogue.has(connection, name);
    }

    @Override
    public List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        return catalogue.uniqueKeys(connection, table);
    }

    @Override
    protected StoredAs stored(Column source, TargetColumn target) throws UnsupportedMappingException {
        if (source.type() instanceof ColumnType.Enumeration && target.typeSql().startsWith(Catalogue.ENUM)) {
            String type = target.typeSql().substring(Catalogue.ENUM.length());
            return new StoredAs(type, "?::" + type, PostgreSqlForms.TEXT);
        }
        if (NEGATIVE_SCALE.matcher(target.typeSql()).matches()) {
            throw new UnsupportedMappingException(
                    "the target's column \"" + target.name() + "\" is " + target.typeSql() + ", which rounds");
        }
        StoredAs stored = super.stored(source, target);
        TypeText type = TypeText.of(target.typeSql());
        boolean limited =
                type.name().equals("CHARACTER VARYING") && !type.numbers().isEmpty();
        return limited
                ? new StoredAs(
                        stored.sql(),
                        stored.parameter(),
                        PostgreSqlForms.upTo(type.numbers().get(0)))
                : stored;
    }

    @Override
    protected Optional<String> loss(Column source, TypeText type) {
        if (source.type() instanceof ColumnType.Time time
                && type.name().equals("INTERVAL")
                && type.numbers().stream().anyMatch(digits -> digits < time.fsp())) {
            return Optional.of("rounds the source's values (fractions of seconds)");
        }
        if (source.type() instanceof ColumnType.Bit bit
                && type.name().equals("BIT")
                && !type.numbers().equals(List.of(bit.length()))) {
            return Optional.of("has another number of bits than the source's values");
        }
        return super.loss(source, type);
    }

    /** A negative zero is equal to zero. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        String type = TypeText.of(target.typeSql()).name();
        return switch (type) {
            case "REAL" -> exact("float4send(" + column + ")", "float4send(CAST(" + parameter + " AS real))");
            case "DOUBLE PRECISION" ->
                exact("float8send(" + column + ")", "float8send(CAST(" + parameter + " AS double precision))");
            default ->
                COMPARED_AS_TEXT.contains(type)
                        ? exact("CAST(" + column + " AS text) COLLATE \"C\"", "CAST(" + parameter + " AS text)")
                        : super.exactPredicate(column, parameter, target);
        };
    }

    private static String exact(String column, String value) {
        return column + " IS NOT DISTINCT FROM " + value;
    }

    /** Rows of two partitions have one ctid. */
    @Override
    protected Optional<String> rowId() {
        return Optional.of("tableoid, ctid");
    }

    @Override
    public void continueNumbers(Connection connection, TableName table, Optional<String> numbered) throws SQLException {
        Optional<String> withoutNumbers = describe(connection, table)
                .flatMap(target -> numbered.map(this::identifier).flatMap(target::column))
                .filter(TargetColumn::mandatory)
                .map(TargetColumn::name);
        if (withoutNumbers.isPresent()) {
            giveNumbers(connection, table, withoutNumbers.get());
        }
        for (String column : catalogue.numberedColumns(connection, table)) {
            String name = quote(column);
            execute(
                    connection,
                    "SELECT setval(pg_get_serial_sequence(" + Names.literal(qualified(table)) + ", "
                            + Names.literal(column) + "), CAST(LEAST(GREATEST(MAX(" + name + "), 1), " + Long.MAX_VALUE
                            + ") AS bigint), COALESCE(MAX(" + name + "), 0) > 0) FROM " + qualified(table));
        }
    }

    /** Only an integer may be an identity, and BIGINT UNSIGNED has no place in one. The sequence goes with the column. */
    private void giveNumbers(Connection connection, TableName table, String column) throws SQLException {
        String sequence = quote(table.database()) + "." + NAMES.ofTable(table, column + ".numbers");
        String name = quote(column);
        execute(connection, "CREATE SEQUENCE IF NOT EXISTS " + sequence + " OWNED BY " + qualified(table) + "." + name);
        execute(
                connection,
                "ALTER TABLE " + qualified(table) + " ALTER COLUMN " + name + " SET DEFAULT nextval("
                        + Names.literal(sequence) + ")");
    }

    /** Source: appendix A of the manual. Error code 1205 is the applier's own, of {@link #sessionLock}. */
    @Override
    public TargetError classify(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "42P01" -> TargetError.NO_SUCH_TABLE;
            case "3F000" -> TargetError.NO_SUCH_DATABASE;
            case "23503" ->
                error.getMessage().contains("is still referenced")
                        ? TargetError.FOREIGN_KEY_CHILD_EXISTS
                        : TargetError.FOREIGN_KEY_PARENT_MISSING;
            case "55P03" -> TargetError.LOCK_WAIT_TIMEOUT;
            case "HY000" -> error.getErrorCode() == 1205 ? TargetError.LOCK_WAIT_TIMEOUT : TargetError.OTHER;
            // Shut down, crashed, starting; ended for idling; no connection to be had now.
            case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "53300" -> TargetError.CONNECTION_LOST;
            default -> super.classify(error);
        };
    }
}
