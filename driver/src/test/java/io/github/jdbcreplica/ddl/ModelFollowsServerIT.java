package io.github.jdbcreplica.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventHeader;
import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The server as the judge of the model: each statement of a history runs on the server and in the model; then every table of the model is created a second time from its rendered text, and the server's catalogue must say the same
 * of both.
 */
class ModelFollowsServerIT {
    private static final List<String> DATABASES = List.of(
            "CREATE DATABASE IF NOT EXISTS app CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE DATABASE IF NOT EXISTS other CHARACTER SET latin1 COLLATE latin1_german1_ci",
            "CREATE DATABASE IF NOT EXISTS plain_default",
            "CREATE DATABASE IF NOT EXISTS copy");

    private final Map<TableName, Table> model = new LinkedHashMap<>();
    private final Map<String, String> collations = new HashMap<>();

    @Test
    @RequiresMySql
    void mysql() throws SQLException {
        try (DatabaseServer server = MySqlServer.started()) {
            follow(server, Histories.COMMON, false);
            follow(server, Histories.MYSQL, false);
        }
    }

    @Test
    void mariadb() throws SQLException {
        try (DatabaseServer server = MariaDbServer.started()) {
            follow(server, Histories.COMMON, true);
            follow(server, Histories.MARIADB, true);
        }
    }

    private void follow(DatabaseServer server, List<String> history, boolean mariaDb) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            OptionalInt serverCollation = OptionalInt.of(Integer.parseInt(rows(
                            statement,
                            "SELECT ID FROM information_schema.COLLATIONS WHERE COLLATION_NAME = @@collation_server")
                    .get(0)
                    .replace("|", "")));
            for (String database : DATABASES) {
                statement.execute(database);
                take(database, mariaDb, serverCollation);
            }
            statement.execute("SET foreign_key_checks = 0");
            for (String sql : history) {
                statement.execute("USE app");
                statement.execute(sql);
                take(sql, mariaDb, serverCollation);
                for (Table table : model.values()) {
                    compare(statement, table, sql);
                }
                assertThat(tables(statement)).as(sql).isEqualTo(model.keySet());
            }
        }
    }

    private void take(String sql, boolean mariaDb, OptionalInt server) {
        EventHeader header = new EventHeader("Query", 0, 1, new BinlogCoordinates("binlog.000001", 4), 0);
        SchemaChange change = DdlParser.parse(
                new Query(header, "app", sql, session(server), false, new SourceVersion(mariaDb, 0, 0), 0),
                this::table,
                database -> Optional.ofNullable(collations.get(database)),
                () -> false);
        assertThat(change).as(sql).isNotInstanceOfAny(SchemaChange.Unparsable.class, SchemaChange.OtherObject.class);
        if (change instanceof SchemaChange.CreateDatabase) {
            SchemaChange.CreateDatabase create = (SchemaChange.CreateDatabase) change;
            collations.putIfAbsent(create.database(), create.collation());
        } else if (change instanceof SchemaChange.AlterDatabase) {
            SchemaChange.AlterDatabase alter = (SchemaChange.AlterDatabase) change;
            alter.collation().ifPresent(collation -> collations.put(alter.database(), collation));
        }
        ModelEffect.of(change, this::table, database -> List.of())
                .forEach((name, table) -> table.ifPresentOrElse(t -> model.put(name, t), () -> model.remove(name)));
    }

    /** What both servers log with every statement. collation_database is only there after a SET of it, and no table depends on it. */
    private static SessionContext session(OptionalInt server) {
        return new SessionContext(
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                server,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private Optional<Table> table(TableName name) {
        return Optional.ofNullable(model.get(name));
    }

    private static java.util.Set<TableName> tables(Statement statement) throws SQLException {
        java.util.Set<TableName> names = new java.util.HashSet<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA IN ('app', 'other', 'plain_default')")) {
            while (rows.next()) {
                names.add(new TableName(rows.getString(1), rows.getString(2)));
            }
        }
        return names;
    }

    private static void compare(Statement statement, Table table, String after) throws SQLException {
        String text = DdlParser.render(table);
        Table read = DdlParser.table(text, table.name().database());
        assertThat(read).as("read back after " + after).isEqualTo(table);
        TableName copy = new TableName("copy", table.name().table());
        String name = "`copy`.`" + copy.table().replace("`", "``") + "`";
        statement.execute("DROP TABLE IF EXISTS " + name);
        statement.execute(DdlParser.render(new Table(
                copy, table.columns(), table.keys(), List.of(), table.charset(), table.collation(), table.comment())));
        assertThat(columns(statement, copy)).as(after).isEqualTo(columns(statement, table.name()));
        assertThat(keys(statement, copy)).as(after).isEqualTo(withoutForeign(keys(statement, table.name()), table));
        statement.execute("DROP TABLE " + name);
    }

    /** Display widths and ON UPDATE change no row that is replicated. */
    private static List<String> columns(Statement statement, TableName table) throws SQLException {
        return rows(
                        statement,
                        "SELECT COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, GENERATION_EXPRESSION"
                                + " FROM information_schema.COLUMNS WHERE " + of(table) + " ORDER BY ORDINAL_POSITION")
                .stream()
                .map(row -> row.replaceAll("int\\([0-9]+\\)", "int")
                        .replace(" /*M!100301 COMPRESSED*/", "")
                        .replaceAll("(?i) ?on update current_timestamp(\\(\\d*\\))?", ""))
                .toList();
    }

    private static List<String> keys(Statement statement, TableName table) throws SQLException {
        return rows(
                statement,
                "SELECT INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE, IF(INDEX_TYPE = 'SPATIAL', NULL, SUB_PART), COLLATION, INDEX_TYPE FROM information_schema.STATISTICS WHERE "
                        + of(table) + " ORDER BY INDEX_NAME, SEQ_IN_INDEX");
    }

    /** The indexes that the server makes for foreign keys by itself are not of the model. */
    private static List<String> withoutForeign(List<String> keys, Table table) {
        return keys.stream()
                .filter(key -> table.keys().stream()
                        .anyMatch(known -> key.toLowerCase(java.util.Locale.ROOT)
                                .startsWith(known.name().toLowerCase(java.util.Locale.ROOT) + "|")))
                .toList();
    }

    private static String of(TableName table) {
        return "TABLE_SCHEMA = '" + table.database() + "' AND TABLE_NAME = '" + table.table() + "'";
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
