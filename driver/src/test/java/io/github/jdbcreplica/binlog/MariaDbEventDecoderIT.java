package io.github.jdbcreplica.binlog;

import static io.github.jdbcreplica.binlog.LoggedTable.assertLogEqualsTable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.MariaDbGtidSet;
import io.github.jdbcreplica.event.SourceEvent;
import io.github.jdbcreplica.event.SourceEvent.Rows;
import io.github.jdbcreplica.event.TableMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbEventDecoderIT {
    private static LoggingServer server;

    @BeforeAll
    static void start() {
        server = LoggingServer.mariaDb();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final String EVERY_TYPE = """
            CREATE TABLE data (id INT PRIMARY KEY,
              y YEAR, d1 DECIMAL(65,30), f FLOAT, d DOUBLE, b9 BIT(9),
              da DATE, t0 TIME, t1 TIME(1), t6 TIME(6), dt0 DATETIME, dt2 DATETIME(2), dt6 DATETIME(6), ts0 TIMESTAMP NULL, ts6 TIMESTAMP(6) NULL,
              c CHAR(10), vc VARCHAR(20), vl VARCHAR(10000), l1 VARCHAR(20) CHARACTER SET latin1, vb VARBINARY(300), tx TEXT, lb LONGBLOB,
              e ENUM('a','ä','c'), s SET('x','y','é'), j JSON, g GEOMETRY,
              tc TEXT COMPRESSED, cvc VARCHAR(2000) COMPRESSED, cvs VARCHAR(100) COMPRESSED, cb BLOB COMPRESSED,
              gs INT AS (id + 1) PERSISTENT, inv INT INVISIBLE DEFAULT 5) CHARACTER SET utf8mb4
            """;

    private static final List<String> ROWS = List.of("INSERT INTO data (id) VALUES (1)", """
            INSERT INTO data VALUES (2, 1901,
              -99999999999999999999999999999999999.999999999999999999999999999999, -3.40282e38, -1.7976931348623157e308, b'111111111',
              '9999-12-31', '-838:59:59', '-00:00:00.9', '-00:00:00.000001', '9999-12-31 23:59:59', '1000-01-01 00:00:00.99', '1582-10-04 23:59:59.999999',
              '1970-01-01 00:00:01', '2038-01-19 03:14:07.999999',
              'ä€😀', 'trailing  ', REPEAT('x', 9999), 'é', REPEAT('\\0', 300), REPEAT('€', 1000), REPEAT('q', 70000),
              'ä', 'x,é', '{"k": [1, 2.5, null, true, "ü"]}', ST_GeomFromText('LINESTRING(0 0, 1 1)'),
              REPEAT('ä', 3000), REPEAT('€', 500), REPEAT('y', 90), REPEAT('zy', 20000), DEFAULT)
            """, """
            INSERT INTO data (id, y, d1, f, d, b9, da, t0, t1, t6, dt0, dt2, dt6, ts0, ts6, c, vc, vb, tx, e, s, j, tc, cvc, cb)
            VALUES (3, 0, 0.000000000000000000000000000001, 1.17549e-38, 5e-324, 0, '0000-00-00', '838:59:59', '00:00:00.1', '-838:59:58.999999',
              0, '2020-02-00 00:00:00', '0000-01-01 00:00:00.000001', 0, '2000-02-29 12:34:56.123456', '', '', '', '', '', '', '[]', '', 'q', 'x')
            """);

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<Rows> rows(List<SourceEvent> events) {
        return events.stream()
                .filter(e -> e instanceof Rows)
                .map(Rows.class::cast)
                .toList();
    }

    @Test
    void everyTypeIsDecodedAsTheServerSelectsItInEveryImageAndCompressed() throws Exception {
        for (String mode : List.of(
                "binlog_row_image = FULL",
                "binlog_row_image = NOBLOB",
                "binlog_row_image = MINIMAL",
                "GLOBAL log_bin_compress = ON")) {
            try (Connection connection = server.fresh()) {
                execute(connection, "SET GLOBAL log_bin_compress_min_len = 10", "SET " + mode, EVERY_TYPE);
                execute(connection, ROWS.toArray(String[]::new));
                execute(
                        connection,
                        "UPDATE data SET f = 1.5, tc = CONCAT(IFNULL(tc, ''), 'more'), inv = NULL",
                        "DELETE FROM data WHERE id = 1");
                assertLogEqualsTable(server.events(), connection);
            } finally {
                try (Connection connection = server.connect()) {
                    execute(connection, "SET GLOBAL log_bin_compress = OFF");
                }
            }
        }
    }

    @Test
    void compressedEventsOccurWhenAskedFor() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "SET GLOBAL log_bin_compress_min_len = 10",
                    "SET GLOBAL log_bin_compress = ON",
                    EVERY_TYPE,
                    ROWS.get(1));
            assertThat(server.rawEvents().stream().map(e -> RawEvent.of(e).type()))
                    .contains(EventType.QUERY_COMPRESSED, EventType.WRITE_ROWS_COMPRESSED_V1);
        } finally {
            try (Connection connection = server.connect()) {
                execute(connection, "SET GLOBAL log_bin_compress = OFF");
            }
        }
    }

    @Test
    void fullMetadataNamesColumnsOfCompressedTypesToo() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(connection, "SET GLOBAL binlog_row_metadata = FULL", EVERY_TYPE);
            execute(connection, ROWS.toArray(String[]::new));
            execute(
                    connection,
                    "CREATE TABLE u (u1 TINYINT UNSIGNED, y YEAR, s BIGINT, u8 BIGINT UNSIGNED, b BLOB COMPRESSED, l VARCHAR(5) CHARACTER SET latin1, g POINT, x VARCHAR(5) CHARACTER SET sjis)",
                    "INSERT INTO u (u1) VALUES (1)");
            List<SourceEvent> events = server.events();
            assertLogEqualsTable(events, connection);
            List<Rows> rows = rows(events);
            TableMap table = rows.get(0).table();
            assertThat(table.columns().get(22).labels()).containsExactly("a", "ä", "c");
            assertThat(table.primaryKey()).containsExactly(0);
            TableMap types = rows.get(rows.size() - 1).table();
            assertThat(types.columns().get(0).unsigned()).contains(true);
            assertThat(types.columns().get(2).unsigned()).contains(false);
            assertThat(types.columns().get(3).unsigned()).contains(true);
            assertThat(types.columns().get(4).collationId()).contains(63);
            assertThat(types.columns().get(5).collationId()).contains(8);
            assertThat(types.columns().get(7).collationId()).contains(13);
        } finally {
            try (Connection connection = server.connect()) {
                execute(connection, "SET GLOBAL binlog_row_metadata = NO_LOG");
            }
        }
    }

    /** The START half of a two-phase ALTER is an empty transaction: its GTID counts, its statement runs with the COMMIT half. */
    @Test
    void transactionsAreNormalised() throws Exception {
        try (Connection connection = server.fresh()) {
            execute(
                    connection,
                    "CREATE TABLE data (id INT PRIMARY KEY)",
                    "CREATE TABLE m (id INT) ENGINE = MyISAM",
                    "BEGIN",
                    "INSERT INTO data VALUES (1)",
                    "SAVEPOINT `a``b`",
                    "INSERT INTO m VALUES (1)",
                    "INSERT INTO data VALUES (2)",
                    "ROLLBACK TO `a``b`",
                    "COMMIT",
                    "INSERT INTO m VALUES (2)",
                    "XA START 'gt\\0rid', 'bq', 7",
                    "INSERT INTO data VALUES (3)",
                    "XA END 'gt\\0rid', 'bq', 7",
                    "XA PREPARE 'gt\\0rid', 'bq', 7",
                    "XA COMMIT 'gt\\0rid', 'bq', 7",
                    "XA START 'one'",
                    "INSERT INTO data VALUES (4)",
                    "XA END 'one'",
                    "XA COMMIT 'one' ONE PHASE",
                    "SET binlog_alter_two_phase = ON",
                    "ALTER TABLE data ADD COLUMN x INT");
            List<SourceEvent> events = server.events();
            assertThat(EventShape.of(events))
                    .containsExactly(
                            "Gtid",
                            "Query CREATE TABLE data (id INT PRIMARY KEY)",
                            "Gtid",
                            "Query CREATE TABLE m (id INT) ENGINE = MyISAM",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Commit",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Savepoint a`b",
                            "Rows",
                            "RollbackTo a`b",
                            "Commit",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Commit",
                            "Gtid",
                            "Begin X'677400726964',X'6271',7",
                            "Parked",
                            "XaPrepare X'677400726964',X'6271',7 false",
                            "Gtid",
                            "XaFinish X'677400726964',X'6271',7",
                            "Gtid",
                            "Begin",
                            "Rows",
                            "Commit",
                            "Gtid",
                            "Commit",
                            "Gtid",
                            "Query ALTER TABLE data ADD COLUMN x INT",
                            "Rotate");
            assertThat(EventShape.parkedKeys(events)).containsExactly(3L);
            MariaDbGtidSet set = MariaDbGtidSet.parse("");
            for (SourceEvent event : events) {
                set = event instanceof SourceEvent.Gtid gtid
                        ? set.with(gtid.gtid().orElseThrow())
                        : set;
            }
            assertThat(set.toString()).isEqualTo(select(connection, "SELECT @@gtid_binlog_pos"));
            assertThat(set.toString()).startsWith("0-3000000000-");
        }
    }

    private static String select(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
