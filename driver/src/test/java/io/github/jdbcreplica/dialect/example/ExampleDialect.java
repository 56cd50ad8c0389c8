package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.MetaDataCatalogue;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** HSQLDB 2.7 with {@code hsqldb.tx=mvcc}, as it can be written in a day. */
final class ExampleDialect extends StandardDialect {
    private static final Names NAMES = new Names(128);

    private final TypeTable types = new ExampleTypes();
    private final SchemaSyntax syntax = new ExampleSyntax(names());
    private final MetaDataCatalogue catalogue = new MetaDataCatalogue();

    ExampleDialect(ZeroDates zeroDates) {
        super(zeroDates);
    }

    @Override
    public String name() {
        return "HSQLDB";
    }

    // 1. Types.

    @Override
    protected TypeTable types() {
        return types;
    }

    /** As long as one may be. */
    @Override
    protected Names names() {
        return NAMES;
    }

    // 2. Syntax: of schema changes, of what the applier does to rows, and of the state's tables.

    @Override
    protected SchemaSyntax syntax() {
        return syntax;
    }

    /** HSQLDB commits before each statement that changes the schema. */
    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    public void prepareSession(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE INTERVAL '0:00' HOUR TO MINUTE");
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED");
        }
    }

    /** A parameter has no type there but the one that it is given. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        return column + " IS NOT DISTINCT FROM CAST(" + parameter + " AS " + target.typeSql() + ")";
    }

    @Override
    public String currentMillis() {
        return "UNIX_MILLIS()";
    }

    @Override
    public List<String> stateView(String view, String select) {
        return List.of("DROP VIEW IF EXISTS " + view, "CREATE VIEW " + view + " AS " + select);
    }

    @Override
    public String stateTextType() {
        return ExampleTypes.TEXT;
    }

    @Override
    public String stateBlobType() {
        return ExampleTypes.BYTES;
    }

    // 3. Catalogue.

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    // 4. Errors.

    @Override
    public TargetError classify(SQLException error) {
        return "42501".equals(error.getSQLState()) ? TargetError.NO_SUCH_TABLE : super.classify(error);
    }
}
