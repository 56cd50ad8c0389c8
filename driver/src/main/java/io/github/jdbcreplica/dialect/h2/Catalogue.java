package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.ForeignKey;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What H2's INFORMATION_SCHEMA says. */
final class Catalogue {
    private static final String OF_TABLE = " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ";

    private static final String COLUMNS =
            "SELECT COLUMN_NAME, DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER), IS_NULLABLE, IS_GENERATED, IDENTITY_GENERATION, NULLIF(COLLATION_NAME, 'OFF'), COLUMN_DEFAULT"
                    + " FROM INFORMATION_SCHEMA.COLUMNS" + OF_TABLE + "ORDER BY ORDINAL_POSITION";

    /** The primary key first. */
    private static final String KEYS = """
            SELECT K.CONSTRAINT_NAME, K.COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE K
            JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS T
              ON T.CONSTRAINT_SCHEMA = K.CONSTRAINT_SCHEMA AND T.CONSTRAINT_NAME = K.CONSTRAINT_NAME
            WHERE K.TABLE_SCHEMA = ? AND K.TABLE_NAME = ? AND T.CONSTRAINT_TYPE IN ('PRIMARY KEY', 'UNIQUE')
            ORDER BY T.CONSTRAINT_TYPE, K.CONSTRAINT_NAME, K.ORDINAL_POSITION""";

    private static final String TRIGGERS =
            "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?";

    private static final String ACTING_KEYS = """
            SELECT R.CONSTRAINT_NAME, ARRAY_AGG(K.COLUMN_NAME), R.DELETE_RULE, R.UPDATE_RULE
            FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K
              ON K.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME
            WHERE K.TABLE_SCHEMA = ? AND K.TABLE_NAME = ?
              AND (R.DELETE_RULE LIKE 'SET %' OR R.UPDATE_RULE LIKE 'SET %' OR 'CASCADE' IN (R.DELETE_RULE, R.UPDATE_RULE))
            GROUP BY R.CONSTRAINT_SCHEMA, R.CONSTRAINT_NAME, R.DELETE_RULE, R.UPDATE_RULE""";

    private static final List<String> DEFINITION = List.of(
            "SELECT COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,"
                    + " DATETIME_PRECISION, MAXIMUM_CARDINALITY, IS_NULLABLE, COLUMN_DEFAULT, IS_IDENTITY, IS_VISIBLE, REMARKS"
                    + " FROM INFORMATION_SCHEMA.COLUMNS" + OF_TABLE + "ORDER BY ORDINAL_POSITION",
            "SELECT REMARKS FROM INFORMATION_SCHEMA.TABLES" + OF_TABLE,
            "SELECT CONSTRAINT_NAME, CONSTRAINT_TYPE FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS" + OF_TABLE
                    + "ORDER BY CONSTRAINT_NAME",
            "SELECT INDEX_NAME, COLUMN_NAME, ORDINAL_POSITION FROM INFORMATION_SCHEMA.INDEX_COLUMNS" + OF_TABLE
                    + "ORDER BY INDEX_NAME, ORDINAL_POSITION");

    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        query(connection, COLUMNS, table, row -> columns.add(column(row)));
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<String> triggers = new ArrayList<>();
        query(connection, TRIGGERS, table, row -> triggers.add(row.getString(1)));
        List<ActingKey> actingKeys = new ArrayList<>();
        query(connection, ACTING_KEYS, table, row -> actingKeys.add(actingKey(row)));
        return Optional.of(new TargetTable(
                table, columns, key(connection, table, columns), triggers, Optional.empty(), false, actingKeys));
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        boolean nullable = row.getString(3).equals("YES");
        boolean identity = row.getString(5) != null;
        boolean writable = !"ALWAYS".equals(row.getString(4)) && !"ALWAYS".equals(row.getString(5));
        return new TargetColumn(
                row.getString(1),
                row.getString(2),
                Optional.empty(),
                Optional.ofNullable(row.getString(6)),
                nullable,
                writable,
                writable && !nullable && !identity && row.getString(7) == null);
    }

    private static ActingKey actingKey(ResultSet row) throws SQLException {
        List<String> columns = Arrays.stream((Object[]) row.getArray(2).getArray())
                .map(Object::toString)
                .toList();
        return new ActingKey(
                row.getString(1),
                columns,
                ForeignKey.changesRows(row.getString(3)),
                ForeignKey.changesRows(row.getString(4)));
    }

    /** The first key that no row escapes. */
    private static List<String> key(Connection connection, TableName table, List<TargetColumn> columns)
            throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        query(
                connection,
                KEYS,
                table,
                row -> keys.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getString(2)));
        return TargetTable.keyOfAllRows(keys.values(), columns);
    }

    List<String> numberedColumns(Connection connection, TableName table) throws SQLException {
        List<String> names = new ArrayList<>();
        query(
                connection,
                "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS" + OF_TABLE + "AND IS_IDENTITY = 'YES'",
                table,
                row -> names.add(row.getString(1)));
        return names;
    }

    /** That it can give. */
    long lastNumber(Connection connection, TableName table, String column) throws SQLException {
        List<Long> last = new ArrayList<>();
        query(
                connection,
                "SELECT COLUMN_NAME, IDENTITY_MAXIMUM FROM INFORMATION_SCHEMA.COLUMNS" + OF_TABLE,
                table,
                row -> {
                    if (row.getString(1).equals(column)) {
                        last.add(row.getLong(2));
                    }
                });
        return last.get(0);
    }

    String fingerprint(Connection connection, SchemaChange change) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String database : change.databases()) {
            query(
                    connection,
                    "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = ? AND ? IS NOT NULL",
                    new TableName(database, ""),
                    row -> text.append(row.getString(1)).append('\n'));
        }
        for (TableName table : change.tables()) {
            text.append(table).append('\n');
            for (String definition : DEFINITION) {
                query(connection, definition, table, row -> append(row, text));
            }
        }
        return text.toString();
    }

    private static void append(ResultSet row, StringBuilder text) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append(' ');
        }
        text.append('\n');
    }

    private static void query(Connection connection, String sql, TableName table, CatalogueQuery.RowReader reader)
            throws SQLException {
        CatalogueQuery.forEach(connection, sql, reader, table.database(), table.table());
    }
}
