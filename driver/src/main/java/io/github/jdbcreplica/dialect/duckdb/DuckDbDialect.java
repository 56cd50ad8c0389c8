package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.StandardDialect;
import io.github.jdbcreplica.dialect.standard.TypeText;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * DuckDB 2, a file or in memory. One process at a time has the file, which DuckDB itself sees to; all connections of a JVM to one file are connections to one database.
 *
 * <p>What it keeps otherwise than the source:
 *
 * <ul>
 *   <li>Secondary indexes are not made. Primary and unique keys are, but for those with a TIME or VECTOR column.
 *   <li>AUTO_INCREMENT columns get numbers of their own at promotion only: a sequence cannot be set forward while a default uses it.
 *   <li>A SET may hold any text. An ENUM is one of DuckDB's.
 *   <li>DECIMAL beyond 38 digits is text. Geometries are bytes: WKB, extended by the SRID where there is one.
 *   <li>Names that differ in case only are one name: the second such table stops the replica.
 *   <li>Foreign keys whose actions the log does not hold stop the replica: DuckDB has no such actions.
 *   <li>There are no savepoints: a transaction that the source took back to one, which it seldom logs, stops the replica.
 *   <li>Where a change touches a key the table is copied; a default that the user gave to a column of his own is lost in that.
 * </ul>
 */
public final class DuckDbDialect extends StandardDialect {
    private final Names names;
    private final DuckDbTypes types = new DuckDbTypes();
    private final DuckDbSyntax syntax;
    private final Catalogue catalogue;

    /** @param catalog of the connection; a name of two parts may start with a catalog as well as with a schema, and DuckDB refuses one where there are both: the schema {@code shop} in the file {@code shop.db} */
    public DuckDbDialect(ZeroDates zeroDates, String catalog) {
        super(zeroDates);
        this.names = new Names(Integer.MAX_VALUE, Optional.of(catalog));
        this.syntax = new DuckDbSyntax(names);
        this.catalogue = new Catalogue(catalog);
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    @Override
    protected DuckDbTypes types() {
        return types;
    }

    @Override
    protected Names names() {
        return names;
    }

    @Override
    protected DuckDbSyntax syntax() {
        return syntax;
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    /** Snapshot isolation is the only one there is, and nothing ever waits for a lock. */
    @Override
    public void prepareSession(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION TimeZone = 'UTC'");
        }
    }

    @Override
    public boolean survivesErrors() {
        return false;
    }

    @Override
    public boolean hasSavepoints() {
        return false;
    }

    @Override
    public String stateTable(String name) {
        return names.quoted(names.catalog().orElseThrow()) + "." + super.stateTable(name);
    }

    /**
     * DuckDB has no locks: of two transactions that change a row the second one fails. The applier and the keeper of the lease would fail each other so, for nothing: no other JVM has the database, and another applier of this one
     * changes the same row of the position.
     */
    @Override
    public String stateLock(String table, String columns, String condition, String number) {
        return "SELECT " + columns + " FROM " + table + " WHERE " + condition;
    }

    @Override
    public String stateTextType() {
        return "VARCHAR";
    }

    @Override
    public String stateBlobType() {
        return "BLOB";
    }

    @Override
    public String stateTimestampType() {
        return "TIMESTAMP";
    }

    @Override
    public List<String> createStateSchema(String schema) {
        return syntax.createSchema(schema, true);
    }

    @Override
    public Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        return catalogue.describe(connection, table);
    }

    @Override
    public boolean has(Connection connection, TableName name) throws SQLException {
        return name.table().isEmpty()
                ? catalogue.hasSchema(connection, name.database())
                : describe(connection, name).isPresent();
    }

    @Override
    public List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        return catalogue.uniqueKeys(connection, table);
    }

    /** Zero and negative zero are equal, and so are texts under a collation, which the catalogue does not tell. */
    @Override
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        String type = target.typeSql();
        if (type.equals("VARCHAR")) {
            return "encode(" + column + ") IS NOT DISTINCT FROM encode(" + parameter + ")";
        }
        return type.startsWith("FLOAT") || type.equals("DOUBLE")
                ? "CAST(" + column + " AS VARCHAR) IS NOT DISTINCT FROM CAST(CAST(" + parameter + " AS " + type
                        + ") AS VARCHAR)"
                : super.exactPredicate(column, parameter, target);
    }

    @Override
    protected Optional<String> loss(Column source, TypeText target) {
        boolean narrower = source.type() instanceof ColumnType.Floating floating
                && floating.bytes() == 8
                && target.name().equals("FLOAT");
        return narrower ? Optional.of("rounds the source's values (to four bytes)") : super.loss(source, target);
    }

    @Override
    protected Optional<String> rowId() {
        return Optional.of("rowid");
    }

    @Override
    public DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        Function<TableName, Optional<Table>> kept =
                name -> model.apply(name).map(table -> EnforcedKeys.of(table).in(table));
        if (change instanceof SchemaChange.CreateTable create) {
            Table table = EnforcedKeys.of(create.table()).in(create.table());
            return acting(table.foreignKeys())
                    .orElseGet(() -> super.plan(
                            new SchemaChange.CreateTable(
                                    create.sql(), table, create.ifNotExists(), create.orReplace(), create.rowsFollow()),
                            kept,
                            target));
        }
        if (change instanceof SchemaChange.AlterTable alter) {
            return alter(alter, model.apply(alter.table()), target);
        }
        return super.plan(change, kept, target);
    }

    private DdlPlan alter(
            SchemaChange.AlterTable alter, Optional<Table> before, Function<TableName, Optional<TargetTable>> target) {
        if (before.isEmpty()) {
            return alterUnknown(alter, target);
        }
        AlterKeyedTable keyed = new AlterKeyedTable(names, syntax, types, this::constantDefault, alter, before.get());
        return acting(keyed.newForeignKeys())
                .orElseGet(() -> keyed.around(
                        super.plan(keyed.withoutKeys(), name -> Optional.of(keyed.beforeWithoutKeys()), target),
                        target.apply(alter.table())));
    }

    private DdlPlan alterUnknown(SchemaChange.AlterTable alter, Function<TableName, Optional<TargetTable>> target) {
        List<ForeignKey> foreignKeys = alter.alterations().stream()
                .filter(Alteration.AddForeignKey.class::isInstance)
                .map(add -> ((Alteration.AddForeignKey) add).foreignKey())
                .toList();
        boolean dropsKey = alter.alterations().stream()
                .anyMatch(a -> a instanceof Alteration.DropKey || a instanceof Alteration.DropConstraint);
        if (dropsKey) {
            return new DdlPlan.Unsupported(
                    "This change of table " + alter.table()
                            + " cannot be made on DuckDB, which drops no keys: the table is older than the replica, and how to make it anew is not known. Make it on the target by hand, and pass over the statement");
        }
        SchemaChange.AlterTable rest = new SchemaChange.AlterTable(
                alter.sql(),
                alter.table(),
                alter.at(),
                alter.strict(),
                alter.alterations().stream()
                        .filter(a -> !(a instanceof Alteration.DropForeignKey))
                        .toList());
        return acting(foreignKeys).orElseGet(() -> super.plan(rest, name -> Optional.empty(), target));
    }

    /** What such a key does to rows on the source is not in the log, and DuckDB would not do it. */
    private static Optional<DdlPlan> acting(List<ForeignKey> foreignKeys) {
        return foreignKeys.stream()
                .filter(key -> ForeignKey.changesRows(key.onDelete()) || ForeignKey.changesRows(key.onUpdate()))
                .findFirst()
                .map(
                        key -> new DdlPlan.Unsupported(
                                "The foreign key " + key.name() + " (ON DELETE " + key.onDelete()
                                        + ", ON UPDATE " + key.onUpdate()
                                        + ") changes rows on the source without a trace in its log, and DuckDB has no such actions: the rows would differ. Drop the action on the source, or exclude the table by a replication filter"));
    }

    /** DuckDB looks for a sequence without a schema where the column's table is, under whatever name the file is attached. One that a default uses can be replaced no more than dropped. */
    @Override
    public void continueNumbers(Connection connection, TableName table, Optional<String> numbered) throws SQLException {
        Optional<TargetColumn> column = describe(connection, table).flatMap(target -> numbered.flatMap(target::column));
        if (column.isEmpty()) {
            return;
        }
        String name = quote(column.get().name());
        String sequence = names.ofTable(table, column.get().name() + ".numbers");
        String next = "nextval(" + Names.literal(sequence) + ")";
        Optional<String> given =
                catalogue.defaultOf(connection, table, column.get().name());
        if (given.isPresent() && !given.get().equals(next)) {
            return;
        }
        String alter = "ALTER TABLE " + qualified(table) + " ALTER COLUMN " + name;
        try (Statement statement = connection.createStatement()) {
            statement.execute(alter + " DROP DEFAULT");
            statement.execute("CREATE OR REPLACE SEQUENCE " + names.schema(table.database()) + "." + sequence
                    + " START " + nextNumber(statement, table, name));
            statement.execute(alter + " SET DEFAULT " + next);
        }
    }

    private long nextNumber(Statement statement, TableName table, String column) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT CAST(LEAST(GREATEST(MAX(CAST(" + column
                + " AS HUGEINT)), 0) + 1, " + Long.MAX_VALUE + ") AS BIGINT) FROM " + qualified(table))) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public TargetError classify(SQLException error) {
        return DuckDbErrors.of(error);
    }
}
