package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.event.SourceCatalog;
import io.github.jdbcreplica.event.SourceException;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.state.SourceTableRepository;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The source's tables at the applier's position, for targets that do not speak MySQL: what the schema changes in the log have made of them, stored with the position. A table that was there before
 * replication began is asked of the source when its first rows arrive.
 */
final class SourceModel {
    private final Connection connection;
    private final String channel;
    private final SourceTableRepository repository = new SourceTableRepository();
    private final SourceCatalog catalog;
    private final Map<TableName, Table> known = new HashMap<>();

    SourceModel(Connection connection, String channel, SourceCatalog catalog) {
        this.connection = connection;
        this.channel = channel;
        this.catalog = catalog;
    }

    /** The table as rows at this position were written, if anybody knows. */
    Optional<Table> table(TableName name) throws SQLException, ApplierException {
        Optional<Table> stored = stored(name);
        if (stored.isPresent()) {
            return stored;
        }
        Optional<Table> asked = ask(name);
        if (asked.isPresent()) {
            put(asked.get());
        }
        return asked;
    }

    /** The table as the model has it, without asking the source: before a schema change, since the source may be past it. */
    Optional<Table> stored(TableName name) throws SQLException {
        Table table = known.get(name);
        if (table == null) {
            Optional<String> definition = repository.definition(connection, channel, name);
            if (definition.isEmpty()) {
                return Optional.empty();
            }
            table = DdlParser.table(definition.get(), name.database(), false);
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

    /** The transaction was rolled back, and what it put with it. */
    void forget() {
        known.clear();
    }

    private Optional<Table> ask(TableName name) throws ApplierException {
        try {
            Optional<String> definition = catalog.showCreateTable(name);
            return definition.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DdlParser.table(definition.get(), name.database(), catalog.mariaDb()));
        } catch (SourceException e) {
            throw new ApplierException(
                    e.code(),
                    "The definition of table " + name + " could not be read from the source: " + e.getMessage(),
                    e);
        }
    }
}
