package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.UpdatedTables;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which statements are replicated: rules on databases look at the default database, rules on tables at the tables that the statement changes ({@code mysql_execute_command} of a replica). */
final class StatementFilter {
    /** What a server opens for statements on accounts, each time, and asks its filters about. */
    private static final List<TableName> GRANT_TABLES = Stream.of(
                    "user",
                    "db",
                    "tables_priv",
                    "columns_priv",
                    "procs_priv",
                    "proxies_priv",
                    "role_edges",
                    "default_roles",
                    "global_grants",
                    "password_history")
            .map(table -> new TableName("mysql", table))
            .toList();

    private final FilterRules rules;

    StatementFilter(FilterRules rules) {
        this.rules = rules;
    }

    /** @param query with the default database that it has in the target */
    boolean replicates(Query query, SchemaChange change) throws ApplierException {
        if (rules.none()) {
            return true;
        }
        if (!rules.replicatesDatabase(query.database())) {
            return false;
        }
        if (!change.databases().isEmpty()) {
            return rules.replicatesDatabaseItself(query.database());
        }
        boolean always = change instanceof SchemaChange.DropTables drop && drop.temporary() && drop.ifExists();
        return always || !rules.hasTableRules() || replicatesTables(query, change);
    }

    private boolean replicatesTables(Query query, SchemaChange change) throws ApplierException {
        boolean onAccounts = change instanceof SchemaChange.OtherObject object
                && object.kind() == SchemaChange.OtherObject.Kind.ACCOUNT;
        if (onAccounts && !rules.replicatesTables(GRANT_TABLES)) {
            return false;
        }
        Optional<List<TableName>> updated = UpdatedTables.of(change, query);
        if (updated.isEmpty()) {
            throw new ApplierException(
                    1105,
                    Messages.queryFailed(
                                    "Which tables this statement changes is not known here, so that the rules of CHANGE REPLICATION FILTER on tables cannot be applied to it",
                                    query.database(),
                                    Messages.shown(change))
                            + " " + Messages.at(query.header()));
        }
        return updated.get().isEmpty() || rules.replicatesTables(updated.get());
    }
}
