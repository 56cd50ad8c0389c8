package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.FilterValue;
import io.github.jdbcreplica.statement.ReplicationFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of CHANGE REPLICATION FILTER, as {@code Rpl_filter} of a server with lower_case_table_names=0 evaluates them: names are compared byte by byte, rules on databases come before those on tables, and all names are
 * those after REPLICATE_REWRITE_DB. Immutable.
 */
final class FilterRules {
    private final Set<String> doDatabases;
    private final Set<String> ignoreDatabases;
    private final Set<TableName> doTables;
    private final Set<TableName> ignoreTables;
    private final List<WildPattern> wildDo;
    private final List<WildPattern> wildIgnore;
    private final Map<String, String> rewrites = new HashMap<>();
    private final boolean none;

    FilterRules(ReplicationFilter filter) {
        doDatabases = databases(filter.values(FilterRule.REPLICATE_DO_DB));
        ignoreDatabases = databases(filter.values(FilterRule.REPLICATE_IGNORE_DB));
        doTables = tables(filter.values(FilterRule.REPLICATE_DO_TABLE));
        ignoreTables = tables(filter.values(FilterRule.REPLICATE_IGNORE_TABLE));
        wildDo = patterns(filter.values(FilterRule.REPLICATE_WILD_DO_TABLE));
        wildIgnore = patterns(filter.values(FilterRule.REPLICATE_WILD_IGNORE_TABLE));
        filter.values(FilterRule.REPLICATE_REWRITE_DB)
                .forEach(pair -> rewrites.putIfAbsent(pair.first(), pair.second()));
        none = filter.rules().isEmpty();
    }

    private static Set<String> databases(List<FilterValue> values) {
        return values.stream().map(FilterValue::first).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<TableName> tables(List<FilterValue> values) {
        return values.stream()
                .map(value -> new TableName(value.first(), value.second()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<WildPattern> patterns(List<FilterValue> values) {
        return values.stream()
                .map(value -> new WildPattern(value.first() + "." + value.second()))
                .toList();
    }

    boolean none() {
        return none;
    }

    /** The database of rows, or the default database of a statement, as the target has it. Names that a statement qualifies are not rewritten. */
    String rewritten(String database) {
        return rewrites.getOrDefault(database, database);
    }

    /** Of a table's rows, or the default database of a statement; that of a statement without one is empty, and matches no rule. */
    boolean replicatesDatabase(String database) {
        return doDatabases.isEmpty() ? !ignoreDatabases.contains(database) : doDatabases.contains(database);
    }

    /** CREATE, ALTER and DROP DATABASE: patterns of tables speak for their databases when no rule on databases does. */
    boolean replicatesDatabaseItself(String database) {
        if (!doDatabases.isEmpty() || !ignoreDatabases.isEmpty()) {
            return true;
        }
        String name = database + ".";
        return matches(wildDo, name) || !matches(wildIgnore, name) && wildDo.isEmpty();
    }

    boolean hasTableRules() {
        return !doTables.isEmpty() || !ignoreTables.isEmpty() || !wildDo.isEmpty() || !wildIgnore.isEmpty();
    }

    /**
     * The first table for which a rule speaks decides for the whole statement.
     *
     * @param updated the tables that a statement or a rows event changes; not empty
     */
    boolean replicatesTables(List<TableName> updated) {
        for (TableName table : updated) {
            if (doTables.contains(table)) {
                return true;
            }
            if (ignoreTables.contains(table)) {
                return false;
            }
            String name = table.database() + "." + table.table();
            if (matches(wildDo, name)) {
                return true;
            }
            if (matches(wildIgnore, name)) {
                return false;
            }
        }
        return doTables.isEmpty() && wildDo.isEmpty();
    }

    private static boolean matches(List<WildPattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
