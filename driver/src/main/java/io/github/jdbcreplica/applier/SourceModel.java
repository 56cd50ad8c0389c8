package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.event.SourceCatalog;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.schema.Trigger;
import io.github.jdbcreplica.state.SourceTableRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source's tables at the applier's position, for targets that do not speak MySQL: what the schema changes in the log have made of them, stored with the position. A table that was there before
 * replication began is asked of the source when its first rows arrive, and so is the default character set of such a database.
 *
 * <p>What the source answers is true now, and may be newer than the rows. The log tells number, types, lengths and nullability of the columns (MySQL's also their character sets), and an answer that it contradicts is
 * refused. What remains is a change between the rows and the answer that leaves no trace there: two columns of equal type that have changed places or names, labels of an ENUM or SET in another order; on MariaDB the
 * character set of a TEXT; a default, which rows logged with less than {@code binlog_row_image=FULL} are completed with. With {@code binlog_row_metadata=FULL} the log tells these too, but for defaults, and the model is not needed for rows.
 */
final class SourceModel {
    private final Connection connection;
    private final String channel;
    private final SourceTableRepository repository;
    private final SourceCatalog catalog;
    private final Map<TableName, Table> known = new HashMap<>();

    SourceModel(Connection connection, Dialect dialect, String channel, SourceCatalog catalog) {
        this.connection = connection;
        this.repository = new SourceTableRepository(dialect);
        this.channel = channel;
        this.catalog = catalog;
    }

    /** The table with which these rows were written. A definition that the log contradicts is not of that moment, and the source is asked; what it answers is not accepted either unless it agrees. */
    Table table(TableMap map) throws SQLException, ApplierException {
        Optional<Table> stored = stored(map.name());
        Optional<String> contradiction = stored.flatMap(table -> LoggedColumns.contradiction(map, table));
        if (stored.isPresent() && contradiction.isEmpty()) {
            return stored.get();
        }
        Optional<Table> asked = ask(map.name());
        if (asked.isPresent()) {
            contradiction = LoggedColumns.contradiction(map, asked.get());
        }
        if (asked.isEmpty() || contradiction.isPresent()) {
            throw new ApplierException(
                    asked.isEmpty() ? 1146 : 13146,
                    "The definition of table " + map.name() + " at this point of the source's log is not known: "
                            + (asked.isEmpty()
                                    ? "the source no longer has the table"
                                    : "it has changed on the source since")
                            + contradiction.map(what -> " (" + what + ")").orElse("")
                            + ", and its log does not name the columns. Set binlog_row_metadata=FULL on the source, so that all that is logged from then on can be applied, and make the replica anew from there.");
        }
        put(asked.get());
        return asked.get();
    }

    /** The table as the model has it, without asking the source: before a schema change, since the source may be past it. */
    Optional<Table> stored(TableName name) throws SQLException {
        Table table = known.get(name);
        if (table == null) {
            Optional<String> definition = repository.definition(connection, channel, name);
            if (definition.isEmpty()) {
                return Optional.empty();
            }
            table = DdlParser.table(definition.get(), name.database());
            known.put(name, table);
        }
        return Optional.of(table);
    }

    void put(Table table) throws SQLException {
        repository.put(connection, channel, table.name(), DdlParser.render(table));
        known.put(table.name(), table);
    }

    void remove(TableName name) throws SQLException {
        repository.remove(connection, channel, name);
        known.remove(name);
    }

    /** The collation of a database's tables that name none, at this position. */
    Optional<String> defaultCollation(String database) throws SQLException, ApplierException {
        Optional<String> stored = storedCollation(database);
        if (stored.isPresent()) {
            return stored;
        }
        try {
            Optional<String> asked = catalog.defaultCollation(database);
            if (asked.isPresent()) {
                putCollation(database, asked.get());
            }
            return asked;
        } catch (SourceException e) {
            throw new ApplierException(
                    e.code(),
                    "The default character set of database " + database + " could not be read from the source: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Whether the model holds the object, as {@link io.github.jdbcreplica.ddl.SchemaChange#madeIfAbsent} names it. */
    boolean holds(TableName name) throws SQLException {
        return name.table().isEmpty()
                ? storedCollation(name.database()).isPresent()
                : stored(name).isPresent();
    }

    private Optional<String> storedCollation(String database) throws SQLException {
        return repository.definition(connection, channel, ofDatabase(database));
    }

    void putCollation(String database, String collation) throws SQLException {
        repository.put(connection, channel, ofDatabase(database), collation);
    }

    /** No table has an empty name; dropping the database drops this entry with those of its tables. */
    private static TableName ofDatabase(String database) {
        return new TableName(database, "");
    }

    /** The transaction was rolled back, and what it put with it. */
    void forget() {
        known.clear();
    }

    /** Whether the storage engine of a MySQL source cascades by itself, so that the log does not hold the rows. */
    boolean nativeForeignKeys() throws ApplierException {
        try {
            return catalog.nativeForeignKeys();
        } catch (SourceException e) {
            throw new ApplierException(
                    e.code(),
                    "Whether the source logs the rows that a foreign key's actions change could not be read from it (innodb_native_foreign_keys): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Those that the source has now. */
    List<Trigger> triggers() throws ApplierException {
        try {
            return catalog.triggers();
        } catch (SourceException e) {
            throw new ApplierException(
                    e.code(),
                    "The triggers of the source's tables, which a statement in its log may have fired, could not be read from it: "
                            + e.getMessage(),
                    e);
        }
    }

    private Optional<Table> ask(TableName name) throws ApplierException {
        try {
            Optional<String> definition = catalog.showCreateTable(name);
            if (definition.isEmpty()) {
                return Optional.empty();
            }
            SourceVersion version = catalog.version();
            boolean logsCascades = version.logsCascades() && !catalog.nativeForeignKeys();
            return Optional.of(
                    DdlParser.shown(definition.get(), name.database(), version.mariaDb(), () -> logsCascades));
        } catch (SourceException e) {
            throw new ApplierException(
                    e.code(),
                    "The definition of table " + name + " could not be read from the source: " + e.getMessage(),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ApplierException(
                    1105,
                    "The definition of table " + name + " on the source cannot be translated: " + e.getMessage(),
                    e);
        }
    }
}
