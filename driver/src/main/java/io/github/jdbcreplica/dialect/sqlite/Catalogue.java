package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.dialect.TargetTable.Definition;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What sqlite_schema and the pragmas say of a table. A name that differs in case is another table's, although SQLite has no room for both. */
final class Catalogue {
    private static final String TABLE =
            "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ? COLLATE BINARY";

    /** Hidden are columns of virtual tables (1), and computed are those that are generated (2 and 3). */
    private static final String COLUMNS =
            "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1 ORDER BY cid";

    /** Those of whole columns that hold for all rows; that of the primary key last, which columns tell better. */
    private static final String UNIQUE = """
            SELECT i.name, c.name FROM pragma_index_list(?, 'main') i, pragma_index_xinfo(i.name, 'main') c
            WHERE i."unique" AND NOT i.partial AND c.key
              AND NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(i.name, 'main') e WHERE e.key AND e.name IS NULL)
            ORDER BY i.origin = 'pk', i.name, c.seqno""";

    private static final String BESIDES =
            "SELECT name, sql, type FROM main.sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name";

    private static final String REFERENCES = """
            SELECT m.name, f.id, f."to", f.on_delete, f.on_update
            FROM main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f
            WHERE m.type = 'table' AND f."table" = ? COLLATE NOCASE ORDER BY m.name, f.id, f.seq""";

    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        List<String> sql = new ArrayList<>();
        query(connection, TABLE, table, row -> sql.add(row.getString(1)));
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        List<TargetColumn> columns = new ArrayList<>();
        Map<Integer, String> primaryKey = new TreeMap<>();
        query(connection, COLUMNS, table, row -> {
            if (row.getInt(5) > 0) {
                primaryKey.put(row.getInt(5), row.getString(1));
            }
            columns.add(column(row));
        });
        List<String> key = List.copyOf(primaryKey.values());
        List<String> triggers = new ArrayList<>();
        Map<String, String> besides = new LinkedHashMap<>();
        query(connection, BESIDES, table, row -> {
            besides.put(row.getString(1), row.getString(2));
            if (row.getString(3).equals("trigger")) {
                triggers.add(row.getString(1));
            }
        });
        return Optional.of(new TargetTable(
                table,
                numberedByItself(columns, key),
                key.isEmpty() ? TargetTable.keyOfAllRows(uniqueKeys(connection, table), columns) : key,
                triggers,
                Optional.empty(),
                false,
                actingKeys(connection, table, key),
                Optional.of(new Definition(sql.get(0), besides))));
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        boolean nullable = row.getInt(3) != 1;
        boolean writable = row.getInt(6) == 0;
        boolean filled = row.getInt(4) != 0;
        return TargetColumn.of(row.getString(1), row.getString(2), nullable, writable, filled);
    }

    /** An INTEGER that is the whole primary key is the row's number: it is never NULL, and need not be given. */
    private static List<TargetColumn> numberedByItself(List<TargetColumn> columns, List<String> key) {
        return columns.stream()
                .map(c -> key.equals(List.of(c.name())) && c.typeSql().equalsIgnoreCase("INTEGER")
                        ? new TargetColumn(c.name(), c.typeSql(), c.charset(), c.collation(), false, true, false)
                        : c)
                .toList();
    }

    /** Without a row's number that is the primary key: that has no index. */
    private static List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        query(
                connection,
                UNIQUE,
                table,
                row -> keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getString(2)));
        return List.copyOf(keys.values());
    }

    List<List<String>> allUniqueKeys(Connection connection, TableName table) throws SQLException {
        List<List<String>> keys = new ArrayList<>(uniqueKeys(connection, table));
        describe(connection, table)
                .map(TargetTable::key)
                .filter(key -> !key.isEmpty() && !keys.contains(key))
                .ifPresent(keys::add);
        return keys;
    }

    /** @param primaryKey to which a reference without columns refers */
    private static List<ActingKey> actingKeys(Connection connection, TableName table, List<String> primaryKey)
            throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, ActingKey> keys = new LinkedHashMap<>();
        query(connection, REFERENCES, table, row -> {
            String name = "number " + row.getInt(2) + " of table " + row.getString(1);
            boolean onDelete = ForeignKey.changesRows(row.getString(4));
            boolean onUpdate = ForeignKey.changesRows(row.getString(5));
            if (onDelete || onUpdate) {
                List<String> referenced = columns.computeIfAbsent(name, n -> new ArrayList<>());
                if (row.getString(3) == null) {
                    referenced.addAll(primaryKey);
                } else {
                    referenced.add(row.getString(3));
                }
                keys.put(name, new ActingKey(name, referenced, onDelete, onUpdate));
            }
        });
        return List.copyOf(keys.values());
    }

    private static void query(Connection connection, String sql, TableName table, CatalogueQuery.RowReader reader)
            throws SQLException {
        CatalogueQuery.forEach(connection, sql, reader, table.table());
    }
}
