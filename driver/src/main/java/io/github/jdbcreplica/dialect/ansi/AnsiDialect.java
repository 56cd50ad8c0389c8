package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.MetaDataCatalogue;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A product that nobody has written a dialect for: standard SQL, and what its driver says of it. Needed are schemas, quoted names, transactions, {@code IS NOT DISTINCT FROM}, CREATE SCHEMA, TABLE and VIEW, large objects that are bound
 * as strings and bytes, and dates that are bound as java.time has them (JDBC 4.2).
 *
 * <p>Its limits, each of which stops the replica with an error where it bites, but for the two that say otherwise:
 *
 * <ul>
 *   <li>A row of a table without a key cannot be told from another that is equal to it.
 *   <li>Changes of a schema are spelled as PostgreSQL does where the standard has nothing (renames, numbers of a column that is there), and are an error where the product spells them otherwise and that is not known. Keys are made anew
 *       when a table is renamed, since they carry its name.
 *   <li>Large objects are compared, where a table has no key, up to the length of the longest VARCHAR.
 *   <li>Errors are known by the SQLSTATEs of the standard; a deadlock that the product calls otherwise is not tried again.
 *   <li>TIME, VECTOR, JSON, UUID and addresses are text, geometries bytes: WKB, extended by the SRID where there is one.
 *   <li>Keys that differ in trailing spaces are one to a product that pads them, as the standard's own collations do (HSQLDB without {@code sql.pad_space=false}).
 *   <li>A product whose calendar is the Julian one before 15 October 1582 has no year 0, and ten days of that month not either.
 *   <li>Not seen: triggers of the target fire on the replica's rows.
 *   <li>Not seen: whether the product loses digits of a NUMERIC that it accepted.
 * </ul>
 */
public final class AnsiDialect extends StandardDialect {
    /** Milliseconds since the epoch, as some products or others have it; the last in whole seconds of the session's own time. */
    private static final List<String> CLOCKS = List.of(
            "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)",
            "UNIX_MILLIS()",
            "CAST({fn TIMESTAMPDIFF(SQL_TSI_SECOND, TIMESTAMP '1970-01-01 00:00:00', CURRENT_TIMESTAMP)} AS BIGINT) * 1000");

    /** The standard has none: ODBC's, and those of products near to PostgreSQL, HSQLDB, Derby and Db2. */
    private static final Set<String> NO_SUCH_TABLE = Set.of("42S02", "42P01", "42501", "42X05", "42704");

    /** Where the driver does not tell the longest VARCHAR. */
    private static final long DEFAULT_VARYING = 4_000;

    private final String product;
    private final Names names;
    private final boolean transactionalDdl;
    private final boolean savepoints;
    private final String clock;
    private final long maxVarying;
    private final TypeTable types;
    private final SchemaSyntax syntax;
    private final MetaDataCatalogue catalogue = new MetaDataCatalogue();

    private AnsiDialect(ZeroDates zeroDates, DatabaseMetaData metaData, String clock, Form dates) throws SQLException {
        super(zeroDates);
        this.product = metaData.getDatabaseProductName();
        this.names = names(metaData);
        this.transactionalDdl = metaData.supportsDataDefinitionAndDataManipulationTransactions()
                && !metaData.dataDefinitionCausesTransactionCommit()
                && !metaData.dataDefinitionIgnoredInTransactions();
        this.savepoints = metaData.supportsSavepoints();
        this.clock = clock;
        this.maxVarying = maxVarying(metaData);
        this.types = new AnsiTypes(maxVarying, dates);
        this.syntax = product.equals(HsqldbSyntax.PRODUCT) ? new HsqldbSyntax(names) : new AnsiSyntax(names);
    }

    private static long maxVarying(DatabaseMetaData metaData) throws SQLException {
        long max = DEFAULT_VARYING;
        try (ResultSet row = metaData.getTypeInfo()) {
            while (row.next()) {
                if (row.getInt("DATA_TYPE") == Types.VARCHAR && row.getInt("PRECISION") > 0) {
                    max = row.getInt("PRECISION");
                }
            }
        }
        return max;
    }

    /** @throws SQLException when the product has not what a replica needs */
    public static AnsiDialect of(Connection connection, ZeroDates zeroDates) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        require(metaData.supportsTransactions(), product, "has no transactions");
        require(metaData.supportsSchemasInDataManipulation(), product, "has no schemas");
        require(!metaData.getIdentifierQuoteString().isBlank(), product, "quotes no names");
        for (String clock : CLOCKS) {
            if (number(connection, clock).isPresent()) {
                return new AnsiDialect(zeroDates, metaData, clock, dates(connection));
            }
        }
        throw lacking(product, "has no clock of a known spelling");
    }

    private static void require(boolean has, String product, String lack) throws SQLException {
        if (!has) {
            throw lacking(product, lack);
        }
    }

    private static SQLException lacking(String product, String what) {
        return new SQLException(
                "No dialect is made for " + product + ", and in plain standard SQL no replica can be made of it: it "
                        + what + ". A dialect of its own can be added (DialectProvider)",
                "HY000");
    }

    /** By what becomes of a day of which the two calendars have different names. */
    private static Form dates(Connection connection) {
        OptionalLong day = number(connection, "EXTRACT(DAY FROM CAST(? AS DATE))", LocalDate.of(1582, 10, 10));
        return day.equals(OptionalLong.of(30)) ? Forms.TIME_OF_HYBRID_CALENDAR : Forms.TIME;
    }

    /** Empty where the product does not know the expression. Some want a FROM, and some have VALUES for that. */
    private static OptionalLong number(Connection connection, String expression, Object... parameters) {
        for (String query : List.of("VALUES (" + expression + ")", "SELECT " + expression)) {
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return OptionalLong.of(row.getLong(1));
                }
            } catch (SQLException e) {
                // The next one, then.
            }
        }
        return OptionalLong.empty();
    }

    /** 0 means that there is no limit, or that it is not known. A byte a character is the worst case of what drivers mean. */
    private static Names names(DatabaseMetaData metaData) throws SQLException {
        int shortest = Integer.MAX_VALUE;
        for (int length : new int[] {
            metaData.getMaxColumnNameLength(), metaData.getMaxTableNameLength(), metaData.getMaxSchemaNameLength()
        }) {
            shortest = length > 0 ? Math.min(shortest, length) : shortest;
        }
        return new Names(shortest);
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
        return names;
    }

    @Override
    protected SchemaSyntax syntax() {
        return syntax;
    }

    /** A parameter beside IS NOT DISTINCT FROM has to be told its type, and large objects are compared as what they are made of. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        String type = target.typeSql();
        boolean large = type.endsWith(" LARGE OBJECT");
        String compared = large ? type.replace("LARGE OBJECT", "VARYING(" + maxVarying + ")") : type;
        return (large ? "CAST(" + column + " AS " + compared + ")" : column) + " IS NOT DISTINCT FROM CAST(" + parameter
                + " AS " + compared + ")";
    }

    @Override
    public boolean transactionalDdl() {
        return transactionalDdl;
    }

    /** Unknown: so it is not relied upon. */
    @Override
    public boolean survivesErrors() {
        return false;
    }

    @Override
    public boolean hasSavepoints() {
        return savepoints;
    }

    @Override
    public void prepareSession(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Override
    public String currentMillis() {
        return clock;
    }

    @Override
    public String stateTextType() {
        return "CHARACTER LARGE OBJECT";
    }

    @Override
    public String stateBlobType() {
        return "BINARY LARGE OBJECT";
    }

    /** Few make a number of a large object. */
    @Override
    public String stateNumber(String expression) {
        return "CAST(CAST(" + expression + " AS CHARACTER VARYING(100)) AS BIGINT)";
    }

    @Override
    public String stateSeconds(String expression) {
        return "CAST(CAST(" + expression + " AS CHARACTER VARYING(100)) AS DECIMAL(10, 3))";
    }

    @Override
    public List<String> stateView(String view, String select) {
        return List.of("DROP VIEW IF EXISTS " + view, "CREATE VIEW " + view + " AS " + select);
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    @Override
    public TargetError classify(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals("3F000")) {
            return TargetError.NO_SUCH_DATABASE;
        }
        return NO_SUCH_TABLE.contains(state) ? TargetError.NO_SUCH_TABLE : super.classify(error);
    }

    @Override
    protected String definition(Connection connection, TableName table) throws SQLException {
        return catalogue.fingerprint(connection, table);
    }
}
