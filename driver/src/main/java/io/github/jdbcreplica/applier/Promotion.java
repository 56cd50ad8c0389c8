package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.state.SourceTableRepository;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.FilterValue;
import io.github.jdbcreplica.statement.ReplicationFilter;
import java.sql.Connection;
import java.sql.SQLException;

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
        for (TableName table : new SourceTableRepository(dialect).tables(state, channel)) {
            dialect.continueNumbers(state, new TableName(rewritten(table.database()), table.table()));
        }
    }

    private String rewritten(String database) {
        return filter.values(FilterRule.REPLICATE_REWRITE_DB).stream()
                .filter(pair -> pair.first().equals(database))
                .map(FilterValue::second)
                .findFirst()
                .orElse(database);
    }
}
