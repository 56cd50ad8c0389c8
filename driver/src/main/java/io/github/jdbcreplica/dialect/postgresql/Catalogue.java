package io.github.jdbcreplica.dialect.postgresql;

import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pg_catalog says of tables, partitioned ones too.
 *
 * @param condition one more for each query, which leads it to the right server where there are several
 */
record Catalogue(Names names, String condition) {
    /** Stands before the name of a type whose values are labels. */
    static final String ENUM = "enum ";

    private static final String RELATION =
            "SELECT c.oid, c.relpersistence = 'u' FROM pg_class c WHERE c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ?) AND c.relname = ? AND c.relkind IN ('r', 'p') AND %s";

    /** A domain as the type it is made of. */
    private static final String COLUMNS = """
            SELECT a.attname,
              CASE t.typtype WHEN 'e' THEN '%s' ELSE '' END || CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) ELSE format_type(a.atttypid, a.atttypmod) END,
              NOT a.attnotnull, a.attgenerated = '', a.attidentity <> '' OR a.atthasdef
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = CAST(? AS oid) AND a.attnum > 0 AND NOT a.attisdropped AND %%s
            ORDER BY a.attnum""".formatted(ENUM);

    /** Those that no two rows share, of columns, over all rows; the primary key first. */
    private static final String KEYS = """
            SELECT i.indexrelid, a.attname, a.attnotnull
            FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = CAST(? AS oid) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND k.place <= i.indnkeyatts AND %s
            ORDER BY i.indisprimary DESC, i.indexrelid, k.place""";

    /** In a session that is the origin of its changes, as ours is; rules make other statements of ours. */
    private static final String TRIGGERS = """
            WITH relation AS (SELECT CAST(? AS oid) AS oid)
            SELECT tgname FROM pg_trigger
            WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgrelid IN (SELECT oid FROM relation UNION SELECT p.relid FROM relation, pg_partition_tree(oid) p)
            UNION ALL
            SELECT rulename FROM pg_rewrite JOIN relation ON ev_class = relation.oid WHERE ev_type <> '1' AND ev_enabled IN ('O', 'A') AND %s""";

    private static final String ACTING_KEYS = """
            SELECT f.conname, ARRAY(SELECT CAST(a.attname AS text) FROM pg_attribute a WHERE a.attrelid = f.confrelid AND a.attnum = ANY (f.confkey)),
              f.confdeltype IN ('c', 'n', 'd'), f.confupdtype IN ('c', 'n', 'd')
            FROM pg_constraint f
            WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confrelid = CAST(? AS oid) AND (f.confdeltype IN ('c', 'n', 'd') OR f.confupdtype IN ('c', 'n', 'd')) AND %s""";

    private static final String NUMBERED = """
            SELECT a.attname FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = CAST('pg_class' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass) AND d.refobjid = CAST(? AS oid) AND d.deptype IN ('a', 'i') AND %s""";

    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        Optional<Relation> found = relation(connection, table);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long oid = found.get().oid();
        List<TargetColumn> columns = new ArrayList<>();
        query(connection, COLUMNS, oid, row -> columns.add(column(row)));
        List<String> triggers = new ArrayList<>();
        query(connection, TRIGGERS, oid, row -> triggers.add(row.getString(1)));
        List<ActingKey> actingKeys = new ArrayList<>();
        query(connection, ACTING_KEYS, oid, row -> actingKeys.add(actingKey(row)));
        List<String> key = keys(connection, oid).stream()
                .filter(k -> !k.nullable())
                .map(Key::columns)
                .findFirst()
                .orElse(List.of());
        Optional<String> unlogged =
                found.get().unlogged() ? Optional.of("storage that a crash empties (UNLOGGED)") : Optional.empty();
        return Optional.of(new TargetTable(table, columns, key, triggers, unlogged, false, actingKeys));
    }

    boolean has(Connection connection, TableName name) throws SQLException {
        if (!name.table().isEmpty()) {
            return relation(connection, name).isPresent();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ? AND " + condition)) {
            select.setString(1, names.identifier(name.database()));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    List<List<String>> uniqueKeys(Connection connection, TableName table) throws SQLException {
        Optional<Relation> found = relation(connection, table);
        return found.isEmpty()
                ? List.of()
                : keys(connection, found.get().oid()).stream().map(Key::columns).toList();
    }

    /** Identities, and those of type serial. */
    List<String> numberedColumns(Connection connection, TableName table) throws SQLException {
        Optional<Relation> found = relation(connection, table);
        List<String> columns = new ArrayList<>();
        if (found.isPresent()) {
            query(connection, NUMBERED, found.get().oid(), row -> columns.add(row.getString(1)));
        }
        return columns;
    }

    private record Relation(long oid, boolean unlogged) {}

    private Optional<Relation> relation(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RELATION.formatted(condition))) {
            select.setString(1, names.identifier(table.database()));
            select.setString(2, names.identifier(table.table()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Relation(row.getLong(1), row.getBoolean(2))) : Optional.empty();
            }
        }
    }

    /** An identity that is always given by the server refuses ours with an error that says so. */
    private static TargetColumn column(ResultSet row) throws SQLException {
        return TargetColumn.of(
                row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5));
    }

    private static ActingKey actingKey(ResultSet row) throws SQLException {
        return new ActingKey(
                row.getString(1), List.of((String[]) row.getArray(2).getArray()), row.getBoolean(3), row.getBoolean(4));
    }

    private record Key(List<String> columns, boolean nullable) {
        Key with(String column, boolean canBeNull) {
            List<String> more = new ArrayList<>(columns);
            more.add(column);
            return new Key(more, nullable || canBeNull);
        }
    }

    private List<Key> keys(Connection connection, long oid) throws SQLException {
        Map<Long, Key> keys = new LinkedHashMap<>();
        query(connection, KEYS, oid, row -> {
            Key known = keys.getOrDefault(row.getLong(1), new Key(List.of(), false));
            keys.put(row.getLong(1), known.with(row.getString(2), !row.getBoolean(3)));
        });
        return List.copyOf(keys.values());
    }

    private void query(Connection connection, String sql, long oid, CatalogueQuery.RowReader reader)
            throws SQLException {
        CatalogueQuery.forEach(connection, sql.formatted(condition), reader, oid);
    }
}
