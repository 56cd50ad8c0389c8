package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.TargetTable;
import io.github.jdbcreplica.dialect.TargetTable.ActingKey;
import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the target's information_schema says. */
final class Catalogue {
    private static final String COLUMNS = """
            SELECT COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, IS_NULLABLE, EXTRA, COLUMN_DEFAULT
            FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION""";

    /** Unique keys of whole columns, the primary key first. */
    private static final String KEYS = """
            SELECT INDEX_NAME, COLUMN_NAME, NULLABLE, SUB_PART
            FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0
            ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX""";

    private static final String TRIGGERS =
            "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?";

    private static final String ACTING_KEYS = """
            SELECT CONSTRAINT_NAME, DELETE_RULE IN ('CASCADE', 'SET NULL'), UPDATE_RULE IN ('CASCADE', 'SET NULL')
            FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE UNIQUE_CONSTRAINT_SCHEMA = ? AND REFERENCED_TABLE_NAME = ?
            AND (DELETE_RULE IN ('CASCADE', 'SET NULL') OR UPDATE_RULE IN ('CASCADE', 'SET NULL'))""";

    private static final String ENGINE = """
            SELECT t.ENGINE FROM information_schema.TABLES t JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
            WHERE t.TABLE_SCHEMA = ? AND t.TABLE_NAME = ? AND e.TRANSACTIONS = 'NO'""";

    private static final String VERSIONED =
            "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND TABLE_TYPE = 'SYSTEM VERSIONED'";

    /** MariaDB's unique keys of long values (other keys of that kind are in engines that take part in no transaction). */
    private static final String HASHED_KEYS =
            "SELECT DISTINCT INDEX_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_TYPE = 'HASH'";

    Optional<TargetTable> describe(Connection connection, TableName table) throws SQLException {
        List<TargetColumn> columns = new ArrayList<>();
        query(connection, COLUMNS, table, row -> columns.add(column(row)));
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        query(connection, HASHED_KEYS, table, row -> columns.add(hash(columns)));
        List<String> triggers = new ArrayList<>();
        query(connection, TRIGGERS, table, row -> triggers.add(row.getString(1)));
        List<ActingKey> actingKeys = new ArrayList<>();
        query(connection, ACTING_KEYS, table, row -> actingKeys.add(actingKey(row)));
        List<String> engines = new ArrayList<>();
        query(connection, ENGINE, table, row -> engines.add(row.getString(1)));
        List<String> versioned = new ArrayList<>();
        query(connection, VERSIONED, table, row -> versioned.add(row.getString(1)));
        return Optional.of(new TargetTable(
                table,
                columns,
                key(connection, table),
                triggers,
                engines.stream().findFirst(),
                !versioned.isEmpty(),
                actingKeys));
    }

    /** The column that no catalogue shows, but which the server has behind all others for each such key, and logs: with the first of its names that is free. */
    private static TargetColumn hash(List<TargetColumn> columns) {
        String name = IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "DB_ROW_HASH_" + i)
                .filter(free -> columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(free)))
                .findFirst()
                .orElseThrow();
        return new TargetColumn(name, "bigint(20) unsigned", Optional.empty(), Optional.empty(), true, false, false);
    }

    private static TargetColumn column(ResultSet row) throws SQLException {
        boolean nullable = row.getString(5).equals("YES");
        String extra = row.getString(6).toUpperCase(Locale.ROOT);
        boolean writable = !extra.contains("GENERATED") || extra.contains("DEFAULT_GENERATED");
        boolean filled = row.getString(7) != null || extra.contains("AUTO_INCREMENT");
        return new TargetColumn(
                row.getString(1),
                // Binary under some clients: the type's text.
                row.getString(2),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                nullable,
                writable,
                writable && !nullable && !filled);
    }

    /** Of the columns nobody asks: a session can leave a foreign key alone. */
    private static ActingKey actingKey(ResultSet row) throws SQLException {
        return new ActingKey(row.getString(1), List.of(), row.getBoolean(2), row.getBoolean(3));
    }

    boolean hasDatabase(Connection connection, String database) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?")) {
            select.setString(1, database);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static List<String> key(Connection connection, TableName table) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        List<String> unfit = new ArrayList<>();
        query(connection, KEYS, table, row -> {
            String index = row.getString(1);
            keys.computeIfAbsent(index, name -> new ArrayList<>()).add(row.getString(2));
            if ("YES".equals(row.getString(3)) || row.getString(4) != null || row.getString(2) == null) {
                unfit.add(index);
            }
        });
        keys.keySet().removeAll(unfit);
        return keys.values().stream().findFirst().orElse(List.of());
    }

    private static void query(Connection connection, String sql, TableName table, CatalogueQuery.RowReader reader)
            throws SQLException {
        CatalogueQuery.forEach(connection, sql, reader, table.database(), table.table());
    }

    /**
     * Definitions and InnoDB's table ids (which renames, truncations and exchanged partitions show) of the tables, definitions of the databases, checksums of the system tables behind everything else.
     *
     * @param ids whether the table ids count: each node of a cluster has its own
     */
    String fingerprint(Connection connection, SchemaChange change, boolean mariaDb, boolean ids) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String database : change.databases()) {
            text.append(firstRow(connection, "SHOW CREATE DATABASE `" + database.replace("`", "``") + "`"))
                    .append('\n');
        }
        for (TableName table : change.tables()) {
            String definition = firstRow(
                    connection,
                    "SHOW CREATE TABLE `" + table.database().replace("`", "``") + "`.`"
                            + table.table().replace("`", "``") + "`");
            // Anybody's INSERT moves the counter.
            text.append(definition.replaceFirst(" AUTO_INCREMENT=\\d+", ""))
                    .append(' ')
                    .append(ids ? tableIds(connection, table, mariaDb) : "")
                    .append('\n');
        }
        if (change instanceof SchemaChange.OtherObject) {
            text.append(objects(connection, (SchemaChange.OtherObject) change, mariaDb));
        }
        return text.toString();
    }

    /** Of the table, or of its partitions. InnoDB's names are the files', in which all but ASCII letters, digits and the underscore are encoded. */
    private static String tableIds(Connection connection, TableName table, boolean mariaDb) throws SQLException {
        String dictionary = mariaDb ? "INNODB_SYS_TABLES" : "INNODB_TABLES";
        String name = filePattern(table.database()) + "/" + filePattern(table.table());
        return firstRow(
                connection,
                "SELECT GROUP_CONCAT(TABLE_ID ORDER BY NAME) FROM information_schema." + dictionary
                        + " WHERE NAME LIKE ? ESCAPE '|' OR NAME LIKE ? ESCAPE '|' OR NAME LIKE ? ESCAPE '|'",
                name,
                name + "#p#%",
                name + "#P#%");
    }

    /** For LIKE: what is not ASCII has several encodings and may be anything here. */
    private static String filePattern(String identifier) {
        StringBuilder pattern = new StringBuilder();
        identifier.codePoints().forEach(c -> {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                pattern.appendCodePoint(c);
            } else if (c == '_') {
                pattern.append("|_");
            } else {
                pattern.append(c < 128 ? String.format(Locale.ROOT, "@%04x", c) : "%");
            }
        });
        return pattern.toString();
    }

    /** Those whose name the statement mentions: others may be changed by anybody. */
    private static String objects(Connection connection, SchemaChange.OtherObject change, boolean mariaDb)
            throws SQLException {
        return switch (change.kind()) {
            case VIEW ->
                firstRow(
                        connection,
                        "SELECT COUNT(*), SUM(CRC32(CONCAT_WS('.', TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION))) FROM information_schema.VIEWS WHERE LOCATE(TABLE_NAME, ?) > 0",
                        change.sql());
            case ROUTINE ->
                firstRow(
                        connection,
                        "SELECT COUNT(*), SUM(CRC32(CONCAT_WS('.', ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_DEFINITION, LAST_ALTERED))) FROM information_schema.ROUTINES WHERE LOCATE(ROUTINE_NAME, ?) > 0",
                        change.sql());
            case ACCOUNT ->
                firstRow(connection, "CHECKSUM TABLE mysql." + (mariaDb ? "global_priv" : "user"))
                        + firstRow(connection, "CHECKSUM TABLE mysql.db")
                        + firstRow(connection, "CHECKSUM TABLE mysql.tables_priv")
                        + firstRow(connection, "CHECKSUM TABLE mysql.procs_priv")
                        + firstRow(connection, "CHECKSUM TABLE mysql." + (mariaDb ? "roles_mapping" : "role_edges"));
            case TRIGGER, EVENT, TEMPORARY_TABLE, MAINTENANCE, SERVER -> "";
        };
    }

    /** All columns of the first row; what is not there, or may not be seen, is part of the fingerprint too. */
    private static String firstRow(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                StringBuilder text = new StringBuilder();
                if (row.next()) {
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append(' ');
                    }
                }
                return text.toString();
            }
        } catch (SQLException e) {
            if (e.getErrorCode() == 0
                    || e.getSQLState() != null && e.getSQLState().startsWith("08")) {
                throw e;
            }
            return "error " + e.getErrorCode();
        }
    }
}
