package io.github.jdbcreplica.binlog;

import static io.github.jdbcreplica.binlog.LoggedTable.assertLogEqualsTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.MySqlGtidSet;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresMySql
class MySqlEventDecoderIT {
    private static LoggingServer server;

    @BeforeAll
    static void start() {
        server = LoggingServer.mysql();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final String EVERY_TYPE = """
            CREATE TABLE data (id INT PRIMARY KEY,
              i1 TINYINT, u1 TINYINT UNSIGNED, i2 SMALLINT, u2 SMALLINT UNSIGNED, i3 MEDIUMINT, u3 MEDIUMINT UNSIGNED,
              y YEAR, i4 INT, u4 INT UNSIGNED, i8 BIGINT, u8 BIGINT UNSIGNED, ud DECIMAL(10,2) UNSIGNED,
              d1 DECIMAL(65,30), d2 DECIMAL(65,0), d3 DECIMAL(30,30), d4 DECIMAL(1,0), d5 DECIMAL(18,9), d6 DECIMAL(10,5),
              f FLOAT, d DOUBLE, b1 BIT(1), b9 BIT(9), b64 BIT(64),
              da DATE, t0 TIME, t1 TIME(1), t3 TIME(3), t5 TIME(5), t6 TIME(6),
              dt0 DATETIME, dt2 DATETIME(2), dt4 DATETIME(4), dt6 DATETIME(6), ts0 TIMESTAMP NULL, ts3 TIMESTAMP(3) NULL, ts6 TIMESTAMP(6) NULL,
              c CHAR(10), cb CHAR(255), vc VARCHAR(20), vl VARCHAR(10000), l1 VARCHAR(20) CHARACTER SET latin1, sj CHAR(5) CHARACTER SET sjis,
              bi BINARY(5), vb VARBINARY(300), tt TINYTEXT, tx TEXT, mt MEDIUMTEXT, lt LONGTEXT, tb TINYBLOB, bl BLOB, mb MEDIUMBLOB, lb LONGBLOB,
              e ENUM('a','ä','c'), s SET('x','y','é'), j JSON, g GEOMETRY, p POINT, v VECTOR(3),
              gv INT AS (i4 + 1) VIRTUAL, gs INT AS (i2 + 1) STORED, inv INT INVISIBLE DEFAULT 5)
            """;

    private static final List<String> ROWS = List.of(
            "INSERT INTO data (id) VALUES (1)",
            """
            INSERT INTO data VALUES (2, -128, 255, -32768, 65535, -8388608, 16777215,
              1901, -2147483648, 4294967295, -9223372036854775808, 18446744073709551615, 99999999.99,
              -99999999999999999999999999999999999.999999999999999999999999999999,
              -99999999999999999999999999999999999999999999999999999999999999999, -0.999999999999999999999999999999, -9, -999999999.999999999, -99999.99999,
              -3.40282e38, -1.7976931348623157e308, b'1', b'111111111', 18446744073709551615,
              '9999-12-31', '-838:59:59', '-838:59:59', '-00:00:00.001', '-00:00:00.00001', '-00:00:00.000001',
              '9999-12-31 23:59:59', '1000-01-01 00:00:00.99', '1582-10-04 23:59:59.9999', '9999-12-31 23:59:59.999999',
              '1970-01-01 00:00:01', '2038-01-19 03:14:07.999', '2038-01-19 03:14:07.999999',
              'ä€😀', REPEAT('😀', 255), 'trailing  ', REPEAT('x', 9999), 'é', 'ア', 'a\\0b', REPEAT('\\0', 300),
              'ä', REPEAT('€', 1000), REPEAT('y', 70000), REPEAT('z', 70000), X'00FF', REPEAT(X'FF', 65535), REPEAT(X'00', 70000), REPEAT('q', 70000),
              'ä', 'x,é', '{"k": [1, 2.5, null, true, "ü"]}', ST_GeomFromText('LINESTRING(0 0, 1 1)'), ST_GeomFromText('POINT(1 2)', 4326),
              STRING_TO_VECTOR('[1.5,-2.5,3e38]'), DEFAULT, DEFAULT)
            """,
            """
            INSERT INTO data (id, i1, u1, i2, u2, i3, u3, y, i4, u4, i8, u8, ud, d1, d2, d3, d4, d5, d6, f, d, b1, b9, b64, da, t0, t1, t3, t5, t6,
                dt0, dt2, dt4, dt6, ts0, ts3, ts6, c, vc, bi, vb, tx, bl, e, s, j)
            VALUES (3, 127, 0, 32767, 0, 8388607, 0, 0, 2147483646, 0, 9223372036854775807, 0, 0,
              99999999999999999999999999999999999.999999999999999999999999999999,
              99999999999999999999999999999999999999999999999999999999999999999, 0.000000000000000000000000000001, 0, 0.000000001, 0.00001,
              1.17549e-38, 5e-324, b'0', b'0', 0,
              '0000-00-00', '838:59:59', '838:59:58.9', '838:59:58.999', '00:00:00.00001', '-838:59:58.999999',
              '0000-00-00 00:00:00', '2020-02-00 00:00:00', '2020-00-00 00:00:00.0001', '0000-01-01 00:00:00.000001',
              0, '1970-01-01 00:00:01.001', '2000-02-29 12:34:56.123456',
              '', '', '', '', '', '', 0, '', '[]')
            """,
            "INSERT INTO data (id, y, t6, da, dt6, j) VALUES (4, 2155, '00:00:00', '0000-12-31', '2020-02-30', '{}'), (5, '2000', '-12:34:56.789', '1582-10-10', '0001-01-01', 'null')");

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void everyTypeAtItsExtremesIsDecodedAsTheServerSelectsIt() throws Exception {
        try (Connection connection = server.fresh()) {
            // Partial dates that the server stores but refuses in strict mode.
            execute(connection, "SET sql_mode = 'ALLOW_INVALID_DATES'", EVERY_TYPE);
            execute(connection, ROWS.toArray(String[]::new));
            assertLogEqualsTable(server.events(), connection);
        }
    }

    @Test
    void fullMetadataNamesColumnsLabelsKeysAndCollations() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "SET GLOBAL binlog_row_metadata = FULL",
                    EVERY_TYPE,
                    "SET GLOBAL binlog_row_metadata = FULL");
            execute(connection, ROWS.toArray(String[]::new));
            List<SourceEvent> events = server.events();
            assertLogEqualsTable(events, connection);
            TableMap table = rows(events).get(0).table();
            assertThat(table.primaryKey()).containsExactly(0);
            assertThat(column(table, "u8").unsigned()).contains(true);
            assertThat(column(table, "i8").unsigned()).contains(false);
            assertThat(column(table, "ud").unsigned()).contains(true);
            assertThat(column(table, "d").unsigned()).contains(false);
            assertThat(column(table, "e").labels()).containsExactly("a", "ä", "c");
            assertThat(column(table, "s").labels()).containsExactly("x", "y", "é");
            assertThat(column(table, "l1").collationId()).contains(8);
            assertThat(column(table, "vc").collationId()).contains(255);
            assertThat(column(table, "vb").collationId()).contains(63);
            assertThat(column(table, "v").length()).isEqualTo(3);
            assertThat(column(table, "cb").length()).isEqualTo(1020);
            assertThat(column(table, "d1").length()).isEqualTo(65);
            assertThat(column(table, "d1").scale()).isEqualTo(30);
        } finally {
            try (Connection connection = server.connect()) {
                execute(connection, "SET GLOBAL binlog_row_metadata = MINIMAL");
            }
        }
    }

    private static TableMap.LoggedColumn column(TableMap table, String name) {
        return table.columns().stream()
                .filter(c -> c.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Rows> rows(List<SourceEvent> events) {
        return events.stream()
                .filter(e -> e instanceof Rows)
                .map(Rows.class::cast)
                .toList();
    }

    @Test
    void everyRowImageLeadsToTheSameRows() throws Exception {
        for (String image : List.of("full", "noblob", "minimal")) {
            try (Connection connection = server.fresh()) {
                execute(connection, "SET binlog_row_image = " + image, EVERY_TYPE);
                execute(connection, ROWS.toArray(String[]::new));
                execute(
                        connection,
                        "UPDATE data SET i4 = i4 - 1, t6 = '-00:00:01.5' WHERE id > 1",
                        "UPDATE data SET tx = CONCAT(IFNULL(tx, ''), 'more'), inv = NULL",
                        "DELETE FROM data WHERE id = 4");
                List<SourceEvent> events = server.events();
                assertLogEqualsTable(events, connection);
                Rows delete = rows(events).get(rows(events).size() - 1);
                assertThat(delete.before().cardinality() == 1).isEqualTo(image.equals("minimal"));
            }
        }
    }

    @Test
    void aCompressedTransactionIsItsEvents() throws Exception {
        for (int level : new int[] {1, 3, 19, 22}) {
            try (Connection connection = server.fresh()) {
                execute(
                        connection,
                        EVERY_TYPE,
                        "SET binlog_transaction_compression = ON",
                        "SET binlog_transaction_compression_level_zstd = " + level,
                        "BEGIN");
                execute(connection, ROWS.toArray(String[]::new));
                execute(connection, "COMMIT", "SET SESSION cte_max_recursion_depth = 1000000");
                execute(
                        connection,
                        "INSERT INTO data (id, lb) WITH RECURSIVE n AS (SELECT 100 i UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT i, REPEAT(UUID(), 400) FROM n");
                List<byte[]> raw = server.rawEvents();
                assertThat(raw.stream().filter(e -> RawEvent.of(e).type() == EventType.TRANSACTION_PAYLOAD))
                        .hasSize(2);
                assertLogEqualsTable(server.decode(raw), connection);
            }
        }
    }

    @Test
    void jsonTextEqualsTheServersForManyDocuments() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(connection, "CREATE TABLE data (id INT PRIMARY KEY AUTO_INCREMENT, j JSON)");
            List<String> expressions = jsonExpressions();
            for (String expression : expressions) {
                execute(connection, "INSERT INTO data (j) VALUES (" + expression + ")");
            }
            List<SourceEvent> events = server.events();
            assertThat(rows(events)).hasSize(expressions.size());
            assertLogEqualsTable(events, connection);
            assertThat(((MySqlJson) rows(events).get(0).rows().get(0).after()[1]).hasOpaque())
                    .isTrue();
        }
    }

    private static List<String> jsonExpressions() {
        List<String> expressions = new ArrayList<>(List.of(
                "JSON_ARRAY(CAST('2020-02-29' AS DATE), CAST('-12:34:56.7' AS TIME(3)), CAST('2020-01-01 01:02:03.000004' AS DATETIME(6)))",
                "CAST(CAST('0000-00-00' AS DATE) AS JSON)",
                "JSON_OBJECT('ts', TIMESTAMP '1969-12-31 23:59:59', 't', TIME '838:59:59', 'neg', TIME '-838:59:58.999999')",
                "JSON_ARRAY(1.50, -0.000000000000000000000000000001, 99999999999999999999999999999999999.999999999999999999999999999999, CAST(0 AS DECIMAL(5,2)))",
                "JSON_ARRAY(X'00FF', CAST(REPEAT('x', 500) AS BINARY), b'101', CAST('2020' AS YEAR))",
                "JSON_ARRAY(ST_GeomFromText('POINT(1 2)'), CAST('abc' AS BINARY(10)))",
                "JSON_ARRAY(0, -1, 1, 32767, 32768, -32768, -32769, 65535, 65536, 2147483647, 2147483648, -2147483648, -2147483649, 4294967295, 4294967296, 9223372036854775807, -9223372036854775808, 18446744073709551615)",
                "'[0.0, -0.0, 1.0, 1e15, 1e14, 123456789012345.6, 1234567890123456.7, 1e-5, 0.1, 1e-15, 1e-16, 1.5e-14, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 1e100, 123456789012345678901234567890, 0.30000000000000004, 9007199254740993.0, 1e22, 1e23, 2e-323, 999999999999999.9]'",
                "'{\"b\": 1, \"a\": 2, \"aa\": 3, \"ä\": 4, \"\": 5, \"b\": 6, \"😀\": \"😀\", \"zz\": {}}'",
                "'\"\\\\u0000\\\\u0001\\\\u001f\\\\u007f\\\\b\\\\f\\\\n\\\\r\\\\t\\\\\\\\ \\\\/ \\\\\" \\\\u20ac\"'",
                "'[[], {}, [[]], [{}], null, true, false, \"\"]'",
                "CONCAT('[', REPEAT('\"0123456789\",', 10000), '1.5]')",
                "CONCAT(REPEAT('[', 99), REPEAT(']', 99))",
                "JSON_OBJECT('long', REPEAT('ü', 40000), 'short', 1, 'n', 4294967295, 'm', -2147483648, 'u', 65536)",
                "JSON_QUOTE(REPEAT('x', 127))",
                "JSON_QUOTE(REPEAT('x', 128))",
                "NULL",
                "'null'"));
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            expressions.add(Double.isFinite(number) ? "'[" + number + "]'" : "'[]'");
            expressions.add("'" + document(random, 4) + "'");
        }
        return expressions;
    }

    private static String document(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 2 -> "\"" + "xü€😀".repeat(random.nextInt(20)) + "\"";
            case 3 -> random.nextBoolean() ? "null" : "true";
            case 4 -> {
                List<String> elements = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    elements.add(document(random, depth - 1));
                }
                yield "[" + String.join(",", elements) + "]";
            }
            default -> {
                List<String> members = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    members.add("\"" + "kä".repeat(random.nextInt(3)) + random.nextInt(100) + "\":"
                            + document(random, depth - 1));
                }
                yield "{" + String.join(",", members) + "}";
            }
        };
    }

    @Test
    void partialJsonUpdatesAppliedToTheBeforeImageGiveTheAfterImage() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "SET binlog_row_value_options = PARTIAL_JSON",
                    "CREATE TABLE data (id INT PRIMARY KEY, a JSON, n INT, b JSON)",
                    "INSERT INTO data VALUES (1, '{\"a\": {\"b c\": [1, 2, {\"x\": 1}]}, \"long\": \"" + "y".repeat(500)
                            + "\"}', 1, '[1, 2, 3, \"" + "z".repeat(300) + "\"]')",
                    "UPDATE data SET a = JSON_SET(a, '$.a.\"b c\"[2].x', 7)");
            execute(
                    connection,
                    "UPDATE data SET b = JSON_ARRAY_INSERT(b, '$[1]', CAST('{\"q\": 1.5}' AS JSON)), n = 2");
            execute(
                    connection,
                    "UPDATE data SET a = JSON_REMOVE(a, '$.a.\"b c\"[0]'), b = JSON_REPLACE(b, '$[0]', 'ü')");
            execute(
                    connection,
                    "UPDATE data SET a = JSON_SET(a, '$.new', CAST('2020-01-01' AS DATE), '$.\"q\\\\\"uote\"', 1)");
            execute(connection, "UPDATE data SET n = 3");
            execute(connection, "UPDATE data SET a = '{}', b = NULL");
            List<SourceEvent> events = server.events();
            // Each before-image is the full document, so every diff can be proven against the next before-image.
            assertThat(events).noneMatch(e -> e instanceof SourceEvent.Undecodable);
            List<Rows> updates = rows(events).stream()
                    .filter(r -> r.kind() == Rows.Kind.UPDATE)
                    .toList();
            int diffs = 0;
            for (int i = 0; i + 1 < updates.size(); i++) {
                for (int column : new int[] {1, 3}) {
                    Object after = updates.get(i).rows().get(0).after()[column];
                    MySqlJson before = (MySqlJson) updates.get(i).rows().get(0).before()[column];
                    String text = after instanceof MySqlJsonDiff diff
                            ? diff.applyTo(before).toString()
                            : Objects.toString(after);
                    diffs += after instanceof MySqlJsonDiff ? 1 : 0;
                    assertThat(text)
                            .isEqualTo(updates.get(i + 1)
                                    .rows()
                                    .get(0)
                                    .before()[column]
                                    .toString());
                }
            }
            assertThat(diffs).isGreaterThanOrEqualTo(5);
        }
    }

    /** The before-image of each update is the document that the updates before it, applied to the first, must give. */
    @Test
    void everyPathOfPartialJsonUpdatesIsFollowed() throws Exception {
        try (Connection connection = server.fresh()) {
            String document =
                    "JSON_OBJECT('a', JSON_ARRAY(1, JSON_OBJECT('k', 2, 's', JSON_ARRAY()), 3), 's', 7, 'o', JSON_OBJECT('k', JSON_ARRAY(4, 5), 'ö', 6, 'last', JSON_ARRAY(8)), 'b c', JSON_ARRAY(), 'pad', REPEAT('p', 2000))";
            execute(
                    connection,
                    "SET binlog_row_value_options = PARTIAL_JSON",
                    "CREATE TABLE data (id INT PRIMARY KEY, j JSON)",
                    "INSERT INTO data VALUES (1, " + document + ")",
                    "BEGIN",
                    "UPDATE data SET j = JSON_SET(j, '$.a[last]', 5)",
                    "UPDATE data SET j = JSON_SET(j, '$.a[last-9]', 6, '$.a[4294967295]', 8)",
                    "UPDATE data SET j = JSON_SET(j, '$.s[last]', 9, '$[last].o.k[last]', 10)",
                    "UPDATE data SET j = JSON_REMOVE(j, '$.a[last-1]', '$.a[ 0 ]')");
            Random random = new Random(3);
            for (int i = 0; i < 2000; i++) {
                execute(connection, "UPDATE data SET j = " + (i % 10 == 0 ? document : jsonChange(random)));
            }
            execute(connection, "UPDATE data SET j = JSON_SET(j, '$.end', 1)", "COMMIT");
            List<Rows> updates = rows(server.events()).stream()
                    .filter(r -> r.kind() == Rows.Kind.UPDATE)
                    .toList();
            int diffs = 0;
            for (int i = 0; i + 1 < updates.size(); i++) {
                Object after = updates.get(i).rows().get(0).after()[1];
                if (after instanceof MySqlJsonDiff diff) {
                    diffs++;
                    MySqlJson before = (MySqlJson) updates.get(i).rows().get(0).before()[1];
                    assertThat(diff.applyTo(before).toString())
                            .as(diff.steps().toString())
                            .isEqualTo(
                                    updates.get(i + 1).rows().get(0).before()[1].toString());
                }
            }
            assertThat(diffs).isGreaterThan(500);
        }
    }

    private static String jsonChange(Random random) {
        List<String> arguments = new ArrayList<>();
        boolean remove = random.nextInt(4) == 0;
        for (int i = 0; i <= random.nextInt(3); i++) {
            arguments.add("'" + jsonPath(random) + "'");
            if (!remove) {
                arguments.add("CAST('" + document(random, 2) + "' AS JSON)");
            }
        }
        String function = remove ? "JSON_REMOVE" : random.nextBoolean() ? "JSON_SET" : "JSON_REPLACE";
        return function + "(j, " + String.join(", ", arguments) + ")";
    }

    /** In the middle of a SQL string. */
    private static String jsonPath(Random random) {
        List<String> names = List.of(
                "a",
                "s",
                "o",
                "k",
                "last",
                "\"b c\"",
                "\"q\\\\\"uote\"",
                "\"\\\\\\\\u0041\"",
                "\"new\\\\nline\"",
                "\"\\\\u0001\"",
                "$x",
                "ö",
                "\"😀\"",
                "\"\"",
                "\"a.b[0]\"",
                "\"1\"",
                "\"]\"");
        List<String> elements = List.of("0", "1", "7", "last", "last-1", "last - 2", "last-7", " 2 ");
        StringBuilder path = new StringBuilder("$");
        for (int i = 0; i <= random.nextInt(4); i++) {
            if (random.nextBoolean()) {
                path.append('.').append(names.get(random.nextInt(names.size())));
            } else if (i > 0) {
                path.append('[')
                        .append(elements.get(random.nextInt(elements.size())))
                        .append(']');
            }
        }
        return path.length() == 1 ? "$.a[last]" : path.toString();
    }

    /** The bytes below 0x80 are no letters of ASCII in every character set: the labels say so. */
    @Test
    void labelsAreReadInEveryCharacterSet() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(connection, "SET GLOBAL binlog_row_metadata = FULL");
            for (String charset : charsets(connection)) {
                execute(
                        connection,
                        "DROP TABLE IF EXISTS data",
                        "CREATE TABLE data (e ENUM('a', 'longword', '[x]') CHARACTER SET " + charset
                                + ", s SET('b', 'de~') CHARACTER SET " + charset + ")",
                        "INSERT INTO data VALUES ('a', 'b')");
                TableMap table = rows(server.events()).get(0).table();
                execute(connection, "RESET BINARY LOGS AND GTIDS");
                assertThat(column(table, "e").labels()).as(charset).isEqualTo(labels(connection, "e"));
                assertThat(column(table, "s").labels()).as(charset).isEqualTo(labels(connection, "s"));
            }
        } finally {
            try (Connection connection = server.connect()) {
                execute(connection, "SET GLOBAL binlog_row_metadata = MINIMAL");
            }
        }
    }

    /** All but swe7, whose labels Java cannot read unless they are of letters only. */
    private static List<String> charsets(Connection connection) throws SQLException {
        List<String> charsets = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(
                        "SELECT character_set_name FROM information_schema.character_sets WHERE character_set_name NOT IN ('swe7', 'binary')")) {
            while (names.next()) {
                charsets.add(names.getString(1));
            }
        }
        return charsets;
    }

    private static List<String> labels(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet type = statement.executeQuery(
                        "SELECT column_type FROM information_schema.columns WHERE table_schema = 't' AND table_name = 'data' AND column_name = '"
                                + column + "'")) {
            type.next();
            String list = type.getString(1).replaceFirst("^\\w+\\('", "").replaceFirst("'\\)$", "");
            return List.of(list.split("','"));
        }
    }

    @Test
    void transactionsAreNormalised() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "CREATE TABLE data (id INT PRIMARY KEY)",
                    "BEGIN",
                    "INSERT INTO data VALUES (1)",
                    "SAVEPOINT `a``b`",
                    "INSERT INTO data VALUES (2)",
                    "COMMIT",
                    "XA START 'gt\\0rid', 'bq', 7",
                    "INSERT INTO data VALUES (3)",
                    "XA END 'gt\\0rid', 'bq', 7",
                    "XA PREPARE 'gt\\0rid', 'bq', 7",
                    "XA COMMIT 'gt\\0rid', 'bq', 7",
                    "XA START 'one'",
                    "INSERT INTO data VALUES (4)",
                    "XA END 'one'",
                    "XA COMMIT 'one' ONE PHASE",
                    "SET GTID_NEXT = 'AUTOMATIC:tag_1'",
                    "INSERT INTO data VALUES (5)",
                    "SET GTID_NEXT = 'AUTOMATIC'");
            List<SourceEvent> events = server.events();
            assertThat(EventShape.of(events))
                    .containsExactly(
                            "Gtid",
                            "Query CREATE TABLE data (id INT PRIMARY KEY)",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Savepoint a`b",
                            "Rows",
                            "Commit",
                            "Gtid",
                            "Begin X'677400726964',X'6271',7",
                            "Parked",
                            "XaPrepare X'677400726964',X'6271',7 false",
                            "Gtid",
                            "XaFinish X'677400726964',X'6271',7",
                            "Gtid",
                            "Begin X'6f6e65',X'',1",
                            "Parked",
                            "XaPrepare X'6f6e65',X'',1 true",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Commit",
                            "Rotate");
            assertThat(EventShape.parkedKeys(events)).containsExactly(3L, 4L);
            assertThat(gtids(events)).isEqualTo(executed(connection));
        }
    }

    private static MySqlGtidSet gtids(List<SourceEvent> events) {
        MySqlGtidSet set = MySqlGtidSet.parse("");
        for (SourceEvent event : events) {
            if (event instanceof SourceEvent.Gtid gtid) {
                assertThat(gtid.originalCommitMicros()).isGreaterThan(1_600_000_000_000_000L);
                set = set.with(gtid.gtid().orElseThrow());
            }
        }
        return set;
    }

    private static MySqlGtidSet executed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT @@GLOBAL.gtid_executed")) {
            result.next();
            MySqlGtidSet set = MySqlGtidSet.parse(result.getString(1));
            assertThat(set.toString()).isEqualTo(result.getString(1));
            return set;
        }
    }

    @Test
    void theLogsPreviousGtidsAreOurEncoding() throws Exception {
        try (Connection connection = server.fresh()) {
            String other = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
            List<String> gtids = List.of(
                    "1",
                    "2",
                    "4",
                    "7",
                    "8",
                    "tag:1",
                    "tag:2",
                    "tag:5",
                    "zz:9",
                    "a_very_long_tag_of_32_characters:4611686018427387904");
            for (int count : new int[] {0, 5, 10}) {
                execute(connection, "RESET BINARY LOGS AND GTIDS");
                MySqlGtidSet set = MySqlGtidSet.parse("");
                for (String gtid : gtids.subList(0, count)) {
                    execute(connection, "SET GTID_NEXT = '" + other + ":" + gtid + "'", "BEGIN", "COMMIT");
                    set = set.with(other + ":" + gtid);
                }
                execute(connection, "SET GTID_NEXT = 'AUTOMATIC'", "FLUSH BINARY LOGS");
                byte[] previous = null;
                for (byte[] event : server.rawEvents()) {
                    previous = RawEvent.of(event).type() == EventType.PREVIOUS_GTIDS ? event : previous;
                }
                assertThat(set.encode()).isEqualTo(Arrays.copyOfRange(previous, 19, previous.length - 4));
                assertThat(executed(connection)).isEqualTo(set);
            }
        }
    }

    @Test
    void statementsAreDecodedInTheClientsCharacterSetWithTheirSession() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "SET NAMES latin1",
                    "SET time_zone = '+03:00', sql_mode = 'ANSI_QUOTES', foreign_key_checks = 0, unique_checks = 0, lc_time_names = 'de_DE'");
            execute(connection, "CREATE TABLE \"q\" (a TIMESTAMP DEFAULT '2020-01-01 00:00:00')");
            SourceEvent.Query query = (SourceEvent.Query) server.events().stream()
                    .filter(e -> e instanceof SourceEvent.Query)
                    .findFirst()
                    .orElseThrow();
            assertThat(query.database()).isEqualTo("t");
            assertThat(query.session().charsetClientId()).hasValue(8);
            assertThat(query.session().timeZone()).contains("+03:00");
            assertThat(query.session().sqlMode()).hasValue(4);
            assertThat(query.session().foreignKeyChecks()).contains(false);
            assertThat(query.session().uniqueChecks()).contains(false);
            assertThat(query.session().lcTimeNamesId()).hasValue(4);
            assertThat(query.session().explicitDefaultsForTimestamp()).contains(true);
            assertThat(query.insideTransaction()).isFalse();
        }
    }

    @Test
    void everyEventEndsWhereTheLogSays() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(connection, "CREATE TABLE data (id INT PRIMARY KEY)", "INSERT INTO data VALUES (1)");
            List<byte[]> raw = server.rawEvents();
            long length = 4;
            for (byte[] event : raw) {
                length += event.length;
            }
            List<SourceEvent> events = server.decode(raw);
            SourceEvent last = events.get(events.size() - 1);
            assertThat(last).isInstanceOf(SourceEvent.Rotate.class);
            assertThat(last.header().end()).isEqualTo(new BinlogCoordinates("binlog.000001", length));
            assertThat(((SourceEvent.Rotate) last).next()).isEqualTo(new BinlogCoordinates("binlog.000002", 4));
        }
    }

    @Test
    void equalTableMapsAreOneInstance() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "CREATE TABLE data (id INT PRIMARY KEY)",
                    "INSERT INTO data VALUES (1)",
                    "INSERT INTO data VALUES (2)");
            List<Rows> rows = rows(server.events());
            assertThat(rows.get(0).table()).isSameAs(rows.get(1).table());
        }
    }

    @Test
    void damagedEventsAreUndecodableAndNeverAnException() throws Exception {
        List<byte[]> raw;
        try (Connection connection = server.fresh()) {
            execute(connection, "SET GLOBAL binlog_checksum = NONE", "RESET BINARY LOGS AND GTIDS", EVERY_TYPE);
            execute(connection, ROWS.toArray(String[]::new));
            execute(connection, "SET binlog_transaction_compression = ON", "UPDATE data SET i4 = 0");
            raw = server.rawEvents();
        } finally {
            try (Connection connection = server.connect()) {
                execute(connection, "SET GLOBAL binlog_checksum = CRC32");
            }
        }
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            List<byte[]> damaged = new ArrayList<>(raw);
            int victim = 1 + random.nextInt(raw.size() - 1);
            byte[] event = raw.get(victim).clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                int at = random.nextInt(Math.min(event.length, 400));
                event[at < 9 || at > 12 ? at : 13] = (byte) random.nextInt();
            }
            damaged.set(victim, event);
            for (SourceEvent decoded : server.decode(damaged)) {
                assertThat(decoded.header()).isNotNull();
            }
        }
    }

    @Test
    void aWrongChecksumIsNoticed() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(connection, "CREATE TABLE data (id INT PRIMARY KEY)", "INSERT INTO data VALUES (1)");
            List<byte[]> raw = server.rawEvents();
            for (int i = 0; i < raw.size(); i++) {
                List<byte[]> damaged = new ArrayList<>(raw);
                byte[] event = raw.get(i).clone();
                event[event.length - 6] ^= 0x10;
                damaged.set(i, event);
                assertThat(server.decode(damaged))
                        .anyMatch(e -> e instanceof SourceEvent.Undecodable problem
                                && problem.problem().contains("wrong checksum"));
            }
        }
    }
}
