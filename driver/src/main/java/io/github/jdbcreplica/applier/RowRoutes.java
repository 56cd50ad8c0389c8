package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.schema.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which tables' rows are replicated, and to which table of the target: decided once per table. */
final class RowRoutes {
    private final FilterRules rules;
    private final DatabaseScope scope;
    private final Map<TableName, Optional<TableName>> targets = new HashMap<>();

    RowRoutes(FilterRules rules, DatabaseScope scope) {
        this.rules = rules;
        this.scope = scope;
    }

    /** Empty when the rows are not replicated. */
    Optional<TableName> target(TableName source) {
        Optional<TableName> known = targets.get(source);
        if (known == null) {
            known = decide(source);
            targets.put(source, known);
        }
        return known;
    }

    private Optional<TableName> decide(TableName source) {
        TableName target = new TableName(rules.rewritten(source.database()), source.table());
        boolean replicated = scope.replicates(target.database())
                && rules.replicatesDatabase(target.database())
                && (!rules.hasTableRules() || rules.replicatesTables(List.of(target)));
        return replicated ? Optional.of(target) : Optional.empty();
    }
}
