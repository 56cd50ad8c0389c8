package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.state.SourceTableRepository;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.FilterValue;
import io.github.jdbcreplica.statement.ReplicationFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** RESET REPLICA ALL leaves a database of its own, which others write: where rows with numbers of their own do not move the target's numbering, it is moved behind them. Repeating it does no harm. */
public final class Promotion {
    private final Dialect dialect;
    private final ReplicationFilter filter;

    public Promotion(Dialect dialect, ReplicationFilter filter) {
        this.dialect = dialect;
        this.filter = filter;
    }

    /** In auto-commit mode, before the channel's model is forgotten: the statements may commit by themselves. */
    public void promote(Connection state, String channel) throws SQLException {
        SourceTableRepository models = new SourceTableRepository(dialect);
        for (TableName table : models.tables(state, channel)) {
            Optional<String> numbered =
                    models.definition(state, channel, table).flatMap(text -> numbered(text, table.database()));
            dialect.continueNumbers(state, new TableName(rewritten(table.database()), table.table()), numbered);
        }
    }

    /** A table has one such column at most. */
    private static Optional<String> numbered(String definition, String database) {
        return DdlParser.table(definition, database).columns().stream()
                .filter(Column::autoIncrement)
                .map(Column::name)
                .findFirst();
    }

    private String rewritten(String database) {
        return filter.values(FilterRule.REPLICATE_REWRITE_DB).stream()
                .filter(pair -> pair.first().equals(database))
                .map(FilterValue::second)
                .findFirst()
                .orElse(database);
    }
}
