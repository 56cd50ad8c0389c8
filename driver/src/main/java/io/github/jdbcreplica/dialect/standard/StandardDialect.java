package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.WireType;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A target that does not speak MySQL. What stands here is how most do it; a dialect says the rest. */
public abstract class StandardDialect implements Dialect {
    private final ZeroDates zeroDates;

    protected StandardDialect(ZeroDates zeroDates) {
        this.zeroDates = zeroDates;
    }

    protected abstract TypeTable types();

    protected Names names() {
        return Names.UNLIMITED;
    }

    protected SchemaSyntax syntax() {
        return new SchemaSyntax(names());
    }

    /**
     * A null-safe predicate that compares byte for byte.
     *
     * @param column quoted
     * @param parameter what stands for the value
     */
    protected String exactPredicate(String column, String parameter, TargetColumn target) {
        return column + " IS NOT DISTINCT FROM (" + parameter + ")";
    }

    /** Whether a column of that type, as the catalogue prints it, keeps values in that way. */
    protected boolean takes(StoredAs way, String typeSql) {
        return way.name().equals(TypeText.of(typeSql).name());
    }

    /** What tells a row of a table from all others, in the target's SQL; empty where nothing does: of several equal rows all are changed then, their number says so, and the replica stops. */
    protected Optional<String> rowId() {
        return Optional.empty();
    }

    @Override
    public String oneRow(String qualifiedTable, String predicate, Verb verb, String assignments) {
        String statement = verb == Verb.UPDATE
                ? "UPDATE " + qualifiedTable + " SET " + assignments
                : "DELETE FROM " + qualifiedTable;
        return statement + " WHERE "
                + rowId().map(id -> "(" + id + ") = (SELECT " + id + " FROM " + qualifiedTable + " WHERE " + predicate
                                + " LIMIT 1)")
                        .orElse(predicate);
    }

    /** What the target's column, as somebody has made it, does to the source's values without a word, for a message; empty when nothing. */
    protected Optional<String> loss(Column source, TypeText target) {
        return Rounding.of(source.type(), target);
    }

    /** How the source's values go into the target's column: as the {@link TypeTable} says, for a dialect where that depends on more than the name of the column's type. */
    protected StoredAs stored(Column source, TargetColumn target) throws UnsupportedMappingException {
        List<StoredAs> possible = types().of(source.type());
        return possible.stream()
                .filter(way -> takes(way, target.typeSql()))
                .findFirst()
                .orElseThrow(() -> unsuitable(target, possible));
    }

    @Override
    public boolean speaksMySql() {
        return false;
    }

    @Override
    public void connectionProperties(Properties properties) {
        // All that the applier needs can be set in the session.
    }

    @Override
    public String identifier(String name) {
        return names().identifier(name);
    }

    @Override
    public String quote(String identifier) {
        return names().quoted(identifier);
    }

    @Override
    public String qualified(TableName table) {
        return names().table(table);
    }

    @Override
    public String stateVarcharType(int length) {
        return "CHARACTER VARYING(" + length + ")";
    }

    /** Not quoted: the state's names are in the case that the database folds names to, so that a user need not quote them either. */
    @Override
    public List<String> createStateSchema(String schema) {
        return List.of("CREATE SCHEMA IF NOT EXISTS " + schema);
    }

    @Override
    public ColumnWriter writer(Column source, TargetColumn target) throws UnsupportedMappingException {
        StoredAs stored = stored(source, target);
        Optional<String> loss = loss(source, TypeText.of(target.typeSql()));
        if (loss.isPresent()) {
            throw new UnsupportedMappingException("the target's column \"" + target.name() + "\" is "
                    + target.typeSql() + ", which " + loss.get() + ": change the type there to "
                    + types().made(source.type()).sql());
        }
        String column = quote(target.name());
        return new StandardWriter(
                column,
                PlainValue.reader(source.type(), target.name(), target.nullable(), name(), zeroDates),
                stored,
                exactPredicate(column, stored.parameter(), target));
    }

    private static UnsupportedMappingException unsuitable(TargetColumn target, List<StoredAs> possible) {
        return new UnsupportedMappingException("the target's column \"" + target.name() + "\" is " + target.typeSql()
                + "; its values go whole into "
                + possible.stream().map(StoredAs::name).distinct().sorted().collect(Collectors.joining(", "))
                + " only: change the type there");
    }

    @Override
    public Optional<Column> impliedSource(TargetColumn target, WireType logged) {
        return Optional.empty();
    }

    @Override
    public DdlPlan plan(
            SchemaChange change,
            Function<TableName, Optional<Table>> model,
            Function<TableName, Optional<TargetTable>> target) {
        return schemaChanges(model, target).of(change);
    }

    /** For a dialect that makes some of the changes otherwise. */
    protected SchemaChangePlan schemaChanges(
            Function<TableName, Optional<Table>> model, Function<TableName, Optional<TargetTable>> target) {
        return new SchemaChangePlan(columnDefinitions(), new Keys(names(), syntax()), model, target);
    }

    /** The column's default as a constant of the target, when it is one: for a dialect that gives it to a table of its own making. */
    protected final Optional<String> constantDefault(Column column) {
        return columnDefinitions().constant(column);
    }

    private ColumnDefinitions columnDefinitions() {
        return new ColumnDefinitions(names(), types(), syntax(), zeroDates, name());
    }

    @Override
    public List<String> enterSession(String database, Query query) {
        return List.of();
    }

    @Override
    public String fingerprint(Connection connection, SchemaChange change) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String database : change.databases()) {
            text.append(database)
                    .append(has(connection, new TableName(database, "")))
                    .append('\n');
        }
        for (TableName table : change.tables()) {
            text.append(table).append(definition(connection, table)).append('\n');
        }
        return text.toString();
    }

    /** What {@link #fingerprint} compares of a table. */
    protected String definition(Connection connection, TableName table) throws SQLException {
        return describe(connection, table).toString();
    }

    /** By the SQLSTATEs of the SQL standard. */
    @Override
    public TargetError classify(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "23505" -> TargetError.DUPLICATE_KEY;
            case "23503" -> TargetError.FOREIGN_KEY_PARENT_MISSING;
            case "40001", "40P01" -> TargetError.DEADLOCK;
            case "42S02" -> TargetError.NO_SUCH_TABLE;
            case "57014" -> TargetError.CANCELLED;
            default -> state.startsWith("08") ? TargetError.CONNECTION_LOST : TargetError.OTHER;
        };
    }

    @Override
    public Duration lockWaitSlice() {
        return Duration.ZERO;
    }
}
