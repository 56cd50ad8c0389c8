package io.github.jdbcreplica.kit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Source and target, compared in value: tables, the names of their columns, and rows in any order. */
final class Comparison {
    private static final int SHOWN = 3;

    private final SourceReader source;
    private final TargetUnderTest target;
    private final TargetReader reader;

    Comparison(Connection source, TargetUnderTest target, Connection plain) throws SQLException {
        this.source = new SourceReader(source);
        this.target = target;
        this.reader = new TargetReader(target, plain);
    }

    /** @return the differences, each with its table's name in front */
    List<String> of(Collection<String> databases) throws SQLException {
        return of(databases, databases);
    }

    /** @param all among whose tables there are others that the target has in the same schema */
    List<String> of(Collection<String> databases, Collection<String> all) throws SQLException {
        Map<String, Set<String>> expected = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (String database : databases) {
            Map<String, List<SourceColumn>> tables = source.tables(database);
            String schema = target.schemaOf(database);
            expected.computeIfAbsent(schema, s -> new TreeSet<>()).addAll(tables.keySet().stream().map(target::identifier).toList());
            Map<String, Set<String>> there = reader.tables(schema);
            for (Map.Entry<String, List<SourceColumn>> table : tables.entrySet()) {
                of(database, table.getKey(), table.getValue(), there.get(target.identifier(table.getKey())))
                        .ifPresent(differences::add);
            }
        }
        for (String other : all) {
            if (!databases.contains(other) && expected.containsKey(target.schemaOf(other))) {
                expected.get(target.schemaOf(other)).addAll(source.tables(other).keySet());
            }
        }
        for (Map.Entry<String, Set<String>> schema : expected.entrySet()) {
            Set<String> surplus = new TreeSet<>(reader.tables(schema.getKey()).keySet());
            surplus.removeAll(schema.getValue());
            surplus.forEach(table -> differences.add(schema.getKey() + "." + table + ": not on the source"));
        }
        return differences;
    }

    private Optional<String> of(String database, String table, List<SourceColumn> columns, Set<String> there)
            throws SQLException {
        String name = database + "." + table + ": ";
        if (there == null) {
            return Optional.of(name + "not in the target");
        }
        Set<String> names = columns.stream()
                .map(column -> target.identifier(column.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.equals(there)) {
            return Optional.of(name + "columns " + names + " on the source, " + there + " in the target");
        }
        return rows(database, table, columns).map(difference -> name + difference);
    }

    /** @return how the rows differ, if they do */
    Optional<String> rows(String database, String table, List<SourceColumn> columns) {
        try {
            List<List<Object>> expected = expected(source.rows(database, table, columns));
            List<List<Object>> actual = reader.rows(database, table, columns);
            List<List<Object>> missing = without(expected, actual);
            List<List<Object>> surplus = without(actual, expected);
            return missing.isEmpty() && surplus.isEmpty()
                    ? Optional.empty()
                    : Optional.of("expected " + some(missing) + ", found " + some(surplus));
        } catch (SQLException | RuntimeException e) {
            return Optional.of("not readable: " + e);
        }
    }

    /** Dates that the target does not have are NULL. */
    private List<List<Object>> expected(List<List<Object>> rows) {
        if (!target.keepsZeroDates()) {
            rows.forEach(row -> row.replaceAll(value -> value instanceof Canonical.ZeroDate ? null : value));
        }
        return rows;
    }

    private static List<List<Object>> without(List<List<Object>> rows, List<List<Object>> others) {
        List<List<Object>> rest = new ArrayList<>(rows);
        others.forEach(rest::remove);
        return rest;
    }

    private static String some(List<List<Object>> rows) {
        return rows.stream()
                .limit(SHOWN)
                .map(String::valueOf)
                .map(row -> row.length() > 200 ? row.substring(0, 200) + "..." : row)
                .collect(Collectors.joining(", ", "", rows.size() > SHOWN ? ", ..." : ""));
    }
}
