package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that log changes of rows as statements: repeated exactly as a native replica does, or refused. */
@RequiresMySql
@Timeout(240)
class StatementFormatIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> TABLES = List.of(
            "CREATE DATABASE s CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "USE s",
            "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, b VARCHAR(200), c DATETIME(6), d DOUBLE, UNIQUE KEY (a))",
            "CREATE TABLE u (id INT AUTO_INCREMENT PRIMARY KEY, v BIGINT, w VARCHAR(200))",
            "CREATE TABLE vars (id INT PRIMARY KEY AUTO_INCREMENT, s VARCHAR(200) CHARACTER SET utf8mb4, x VARBINARY(200), i BIGINT, j BIGINT UNSIGNED, r DOUBLE, d DECIMAL(40,10), t VARCHAR(100))",
            "CREATE TABLE parent (id INT PRIMARY KEY)",
            "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)",
            "CREATE TABLE times (id INT PRIMARY KEY AUTO_INCREMENT, a TIMESTAMP(6) NULL, b DATETIME(6), c VARCHAR(60))",
            "CREATE TABLE l1 (id INT PRIMARY KEY AUTO_INCREMENT, a VARCHAR(60) CHARACTER SET latin1, b VARBINARY(60), c VARCHAR(60) CHARACTER SET utf8mb4)");

    private static final List<String> CHANGES = List.of(
            "USE s",
            "INSERT INTO t (a, b, c, d) VALUES (1, 'x', NOW(6), RAND()), (2, 'y\\\\'';/*', NOW(6), RAND())",
            "INSERT INTO t (a, c) SELECT a + 10, NOW(6) FROM t ORDER BY id",
            "INSERT INTO u (v, w) VALUES (LAST_INSERT_ID(), 'last'), (LAST_INSERT_ID() + 1, CONCAT('id ', LAST_INSERT_ID()))",
            "INSERT INTO u (v) SELECT id FROM t WHERE d IS NOT NULL ORDER BY id",
            "UPDATE t SET d = RAND(), b = CONCAT(IFNULL(b, ''), '!') ORDER BY id",
            "UPDATE t SET a = a + 100 WHERE id = LAST_INSERT_ID()",
            "SET @s = 'Grüße 😀', @l = _latin1 X'e4f6' COLLATE latin1_german1_ci, @x = X'00FF27', @i = -9223372036854775807, @j = 18446744073709551615, @r = 1.5e-300, @d = 12345678901234567890.50, @n = NULL, @`odd``name` = 3",
            "INSERT INTO vars (s, x, i, j, r, d, t) VALUES (@s, @x, @i, @j, @r, @d, CONCAT(@d, '/', @r, '/', @i, '/', @j, '/', @`odd``name`))",
            "INSERT INTO vars (s, x, i, t) VALUES (@l, CONCAT(@x, @x), @n, CONCAT(CHARSET(@l), COLLATION(@l), @`odd``name` / 7))",
            "INSERT INTO vars (s, t) SELECT CONCAT(s, @s), CHARSET(@s) FROM vars ORDER BY id",
            "SET sql_mode = 'PIPES_AS_CONCAT,ANSI_QUOTES'",
            "INSERT INTO u (v, w) VALUES (1, 'a' || 'b')",
            "UPDATE \"u\" SET \"w\" = 'quoted' || \"w\" WHERE v = 1",
            "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
            "INSERT INTO u (v, w) VALUES (2, 'back\\slash')",
            "SET sql_mode = ''",
            "INSERT INTO u (v, w) VALUES (3, REPEAT('too long ', 100))",
            "SET sql_mode = DEFAULT",
            "SET time_zone = '+05:00'",
            "INSERT INTO times (a, b, c) VALUES ('2020-01-01 00:00:00', NOW(6), CURRENT_TIME(3)), (NOW(6), '2020-01-01', CURDATE())",
            "SET timestamp = 1234567890.123456",
            "INSERT INTO times (a, b) VALUES (NOW(6), NOW(6))",
            "SET timestamp = DEFAULT, time_zone = DEFAULT",
            "SET lc_time_names = 'de_DE'",
            "INSERT INTO times (c) VALUES (DATE_FORMAT('2020-03-01', '%M %W'))",
            "SET lc_time_names = 'en_US'",
            "INSERT INTO times (c) VALUES (DATE_FORMAT('2020-03-01', '%M %W'))",
            "SET auto_increment_increment = 5, auto_increment_offset = 3",
            "INSERT INTO u (w) VALUES ('three'), ('eight'), ('thirteen')",
            "SET auto_increment_increment = 1, auto_increment_offset = 1",
            "INSERT INTO u (w) VALUES ('one on')",
            "SET foreign_key_checks = 0",
            "INSERT INTO child VALUES (1, 99)",
            "SET foreign_key_checks = 1",
            "INSERT INTO parent VALUES (1), (2), (3)",
            "INSERT INTO child VALUES (2, 1), (3, 1), (4, 2)",
            "DELETE FROM parent WHERE id = 1",
            "REPLACE INTO t (id, a, b) VALUES (1, 77, 'replaced')",
            "INSERT INTO t (id, a) VALUES (1, 5) ON DUPLICATE KEY UPDATE b = CONCAT(b, ' again')",
            "INSERT IGNORE INTO t (a) VALUES (77), (78)",
            "DELETE FROM u ORDER BY id DESC LIMIT 1",
            "BEGIN",
            "INSERT INTO u (w) VALUES ('in a transaction')",
            "SAVEPOINT p1",
            "INSERT INTO u (w) VALUES ('not to be')",
            "UPDATE t SET b = 'not to be'",
            "ROLLBACK TO p1",
            "INSERT INTO u (v, w) VALUES (LAST_INSERT_ID(), 'after the savepoint')",
            "UPDATE u SET w = CONCAT(w, NOW(6)) WHERE w LIKE 'after%'",
            "COMMIT",
            "BEGIN",
            "INSERT INTO u (w) VALUES ('gone')",
            "ROLLBACK");

    /** In MIXED those with UUID() are rows, the others statements, in one transaction. */
    private static final List<String> MIXED = List.of(
            "USE s",
            "BEGIN",
            "INSERT INTO u (w) VALUES ('statement')",
            "INSERT INTO u (w) VALUES (UUID())",
            "UPDATE u SET w = CONCAT(LEFT(w, 150), '+') ORDER BY id",
            "INSERT INTO t (b) VALUES (UUID()), (UUID())",
            "SAVEPOINT p2",
            "DELETE FROM t",
            "ROLLBACK TO p2",
            "INSERT INTO t (b, d) VALUES ('statement', RAND())",
            "UPDATE t SET b = UUID() WHERE b = 'statement'",
            "COMMIT",
            "INSERT INTO u (w) VALUES (UUID())",
            "UPDATE u SET v = id");

    @Test
    void from_mysql_as_a_native_replica() throws Exception {
        exact(MySqlServer.started("--binlog-format=STATEMENT"), MySqlServer.started(), MySqlServer.started());
    }

    @Test
    void from_mariadb_as_a_native_replica() throws Exception {
        exact(MariaDbServer.started("--binlog-format=STATEMENT"), MariaDbServer.started(), MariaDbServer.started());
    }

    @Test
    void from_mysql_80_to_97_as_a_native_replica() throws Exception {
        exact(MySqlServer.started80("--binlog-format=STATEMENT"), MySqlServer.started(), MySqlServer.started());
    }

    private static void exact(DatabaseServer source, DatabaseServer nativeReplica, DatabaseServer target)
            throws Exception {
        try (source;
                nativeReplica;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            reset(source);
            startNative(source, nativeReplica);
            replica.follow(source).start();
            source.execute(TABLES.toArray(String[]::new));
            // The 8.0 at hand has no languages but one.
            boolean languages = !source.query("SELECT VERSION()").startsWith("8.0");
            source.execute(CHANGES.stream()
                    .filter(sql -> languages || !sql.contains("de_DE"))
                    .toArray(String[]::new));
            if (source instanceof MySqlServer) {
                source.execute(
                        "WITH few AS (SELECT id FROM s.u WHERE id < 3) DELETE FROM s.u WHERE id IN (SELECT id FROM few)");
            }
            oldClient(source);
            source.execute(Stream.concat(Stream.of("SET binlog_format = MIXED"), MIXED.stream())
                    .toArray(String[]::new));
            String done = "SELECT COUNT(*) FROM s.u WHERE v = id";
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "s");
            Await.until(
                    PATIENCE, () -> source.query(done).equals(count(nativeReplica, done)), () -> "the native replica");
            TableComparison.assertEqual(nativeReplica, target, "s");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static String count(DatabaseServer server, String sql) {
        try {
            return server.query(sql);
        } catch (SQLException notYet) {
            return "";
        }
    }

    /** Of latin1: text that is no UTF-8, and bytes behind an introducer. */
    private static void oldClient(DatabaseServer source) throws SQLException {
        try (Connection connection = DriverManager.getConnection(source.jdbcUrl() + "&characterEncoding=ISO-8859-1");
                Statement statement = connection.createStatement()) {
            statement.execute("SET binlog_format = STATEMENT");
            statement.execute("USE s");
            statement.execute(
                    "INSERT INTO l1 (a, b, c) VALUES ('äöü', _binary'äöü', 'äöü'), (_latin1'ß', 'é', _utf8mb4'Ã¤')");
            statement.execute("UPDATE l1 SET c = CONCAT(c, 'ñ', RAND()) WHERE a = 'äöü'");
        }
    }

    private static void reset(DatabaseServer source) throws SQLException {
        boolean newWords = source instanceof MySqlServer
                && !source.query("SELECT VERSION()").startsWith("8.0");
        source.execute(newWords ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER");
    }

    private static void startNative(DatabaseServer source, DatabaseServer replica) throws SQLException {
        if (replica instanceof MySqlServer) {
            replica.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                            + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1",
                    "START REPLICA");
        } else {
            replica.execute(
                    "RESET MASTER",
                    "CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + source.port()
                            + ", MASTER_USER='root', MASTER_PASSWORD='', MASTER_SSL_VERIFY_SERVER_CERT=0, MASTER_USE_GTID=slave_pos",
                    "START SLAVE");
        }
    }

    /** MariaDB's default is MIXED. */
    @Test
    void what_means_the_same_on_the_other_kind_of_server() throws Exception {
        List<String> simple = List.of(
                "USE s",
                "INSERT INTO t (a, b, c, d) VALUES (1, 'x', NOW(6), RAND()), (2, 'y', NOW(6), RAND())",
                "INSERT INTO u (v, w) VALUES (LAST_INSERT_ID(), 'ä')",
                "UPDATE t SET b = CONCAT(b, '!') WHERE a IN (1, 2)",
                "DELETE FROM u WHERE id = 2",
                "INSERT INTO u (v) SELECT COUNT(*) FROM t");
        try (MariaDbServer mariaDb = MariaDbServer.started("--binlog-format=MIXED");
                MySqlServer mySql = MySqlServer.started("--binlog-format=MIXED");
                ReplicaUnderTest toMySql = new ReplicaUnderTest(mySql.jdbcUrl());
                ReplicaUnderTest toMariaDb = new ReplicaUnderTest(mariaDb.jdbcUrl())) {
            reset(mariaDb);
            toMySql.follow(mariaDb).start();
            mariaDb.execute(TABLES.toArray(String[]::new));
            mariaDb.execute(simple.toArray(String[]::new));
            toMySql.awaitCaughtUp(mariaDb);
            TableComparison.assertEqual(mariaDb, mySql, "s");
            mariaDb.execute("UPDATE s.u SET w = MD5(w)");
            toMySql.awaitStatus("Replica_SQL_Running", "No");
            assertThat(toMySql.status().get("Last_SQL_Error"))
                    .contains("logged in statement format", "MD5() may be another function", "binlog_format=ROW");
            toMySql.stop().execute("RESET REPLICA ALL");
            mySql.execute("DROP DATABASE s", "DROP DATABASE jdbc_replica");
            mariaDb.execute("DROP DATABASE s");
            reset(mySql);
            toMariaDb.follow(mySql).start();
            mySql.execute(TABLES.toArray(String[]::new));
            mySql.execute(simple.toArray(String[]::new));
            toMariaDb.awaitCaughtUp(mySql);
            TableComparison.assertEqual(mySql, mariaDb, "s");
        }
    }

    @Test
    void triggers_of_the_target_fire() throws Exception {
        try (MySqlServer source = MySqlServer.started("--binlog-format=STATEMENT");
                MySqlServer target = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(TABLES.toArray(String[]::new));
            replica.awaitCaughtUp(source);
            target.execute(
                    "CREATE TRIGGER s.counts AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)");
            source.execute("INSERT INTO s.u (w) VALUES ('a'), ('b')");
            replica.awaitCaughtUp(source);
            assertThat(target.query("SELECT COUNT(*) FROM s.parent")).isEqualTo("2");
        }
    }

    /** A copy of the source has its triggers; rows do not want them, statements do. */
    @Test
    void a_trigger_that_was_dropped_for_the_rows_is_missed_by_a_statement() throws Exception {
        for (boolean mariaDb : new boolean[] {false, true}) {
            try (DatabaseServer source = mixed(mariaDb);
                    DatabaseServer target = mixed(mariaDb);
                    ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
                String trigger =
                        "CREATE TRIGGER s.counts AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)";
                source.execute(
                        "CREATE USER r@'127.0.0.1' IDENTIFIED BY 'r'",
                        "GRANT REPLICATION SLAVE ON *.* TO r@'127.0.0.1'");
                source.execute(TABLES.toArray(String[]::new));
                source.execute(trigger);
                reset(source);
                target.execute(TABLES.toArray(String[]::new));
                target.execute(trigger);
                replica.follow(source)
                        .execute("CHANGE REPLICATION SOURCE TO SOURCE_USER='r', SOURCE_PASSWORD='r'")
                        .start();
                source.execute("INSERT INTO s.u (w) VALUES (UUID())");
                replica.awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Error"))
                        .contains("'counts', which would fire a second time", "binlog_format=ROW");
                target.execute("DROP TRIGGER s.counts");
                replica.start().awaitCaughtUp(source);
                source.execute("INSERT INTO s.parent VALUES (500)", "INSERT INTO s.u (w) VALUES ('a')");
                replica.awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Errno")).isEqualTo("1142");
                assertThat(replica.status().get("Last_SQL_Error")).contains("GRANT TRIGGER ON *.* TO 'r'@'127.0.0.1'");
                source.execute("SET sql_log_bin = 0", "GRANT TRIGGER ON *.* TO r@'127.0.0.1'");
                replica.start().awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Error"))
                        .contains("s.u has the trigger 'counts' on the source and not here", "binlog_format=ROW");
                assertThat(target.query("SELECT GROUP_CONCAT(id ORDER BY id) FROM s.parent"))
                        .as("the statement on a table without triggers was repeated")
                        .isEqualTo("1,500");
                target.execute(trigger);
                replica.start().awaitCaughtUp(source);
                TableComparison.assertEqual(source, target, "s");
            }
        }
    }

    private static DatabaseServer mixed(boolean mariaDb) {
        return mariaDb ? MariaDbServer.started("--binlog-format=MIXED") : MySqlServer.started("--binlog-format=MIXED");
    }

    /** Each with a word of its message. What the source does not log is as if it had been there before the replica. */
    private static final Map<String, List<String>> REFUSED = Map.ofEntries(
            Map.entry(
                    "Triggers of the source were passed over",
                    List.of(
                            "CREATE TRIGGER s.counts AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)",
                            "INSERT INTO s.u (w) VALUES ('a')")),
            Map.entry(
                    "s.u has the trigger 'older' on the source and not here",
                    List.of(
                            "SET sql_log_bin = 0",
                            "CREATE TRIGGER s.older AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)",
                            "SET sql_log_bin = 1",
                            "INSERT INTO s.u (w) VALUES ('a')")),
            Map.entry(
                    "s.u has the trigger 'behind_a_view' on the source and not here",
                    List.of(
                            "SET sql_log_bin = 0",
                            "CREATE TRIGGER s.behind_a_view AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)",
                            "SET sql_log_bin = 1",
                            "CREATE VIEW s.seen AS SELECT id, w FROM s.u",
                            "CREATE VIEW s.seen_again AS SELECT id, w FROM s.seen",
                            "INSERT INTO s.seen_again (w) VALUES ('a')")),
            Map.entry(
                    "s.u has the trigger 'behind_a_function' on the source and not here",
                    List.of(
                            "SET sql_log_bin = 0",
                            "CREATE TRIGGER s.behind_a_function AFTER INSERT ON s.u FOR EACH ROW INSERT INTO s.parent VALUES (NEW.id)",
                            "SET sql_log_bin = 1",
                            "CREATE FUNCTION s.f(x INT) RETURNS INT DETERMINISTIC BEGIN INSERT INTO u (v) VALUES (x); RETURN x; END",
                            "INSERT INTO s.t (a) VALUES (s.f(1))")),
            Map.entry(
                    "s.m2 of the target has no transactions",
                    List.of(
                            "CREATE TABLE s.m2 (id INT) ENGINE=MyISAM",
                            "CREATE VIEW s.seen AS SELECT id FROM s.m2",
                            "INSERT INTO s.seen VALUES (1)")),
            Map.entry(
                    "s.m3 of the target has no transactions",
                    List.of(
                            "SET sql_log_bin = 0",
                            "CREATE TABLE s.m3 (id INT)",
                            "SET sql_log_bin = 1",
                            "CREATE FUNCTION s.f(x INT) RETURNS INT DETERMINISTIC BEGIN INSERT INTO m3 VALUES (x); RETURN x; END",
                            "INSERT INTO s.u (v) VALUES (s.f(1))")),
            Map.entry(
                    "'tmp' is or was a temporary table",
                    List.of(
                            "USE s",
                            "CREATE TEMPORARY TABLE tmp (id INT)",
                            "INSERT INTO tmp VALUES (1)",
                            "INSERT INTO u (v) SELECT id FROM tmp")),
            Map.entry(
                    "s.m of the target has no transactions",
                    List.of("CREATE TABLE s.m (id INT) ENGINE=MyISAM", "INSERT INTO s.m VALUES (1)")),
            Map.entry(
                    "inside an XA transaction",
                    List.of(
                            "XA START 'x'",
                            "INSERT INTO s.parent VALUES (9)",
                            "XA END 'x'",
                            "XA PREPARE 'x'",
                            "XA COMMIT 'x'")),
            Map.entry("Duplicate entry", List.of("INSERT INTO s.parent VALUES (1000)")));

    @Test
    void what_cannot_be_repeated_stops_the_replica_and_changes_nothing() throws Exception {
        try (MySqlServer source = MySqlServer.started("--binlog-format=STATEMENT");
                MySqlServer target = MySqlServer.started()) {
            for (Map.Entry<String, List<String>> refused : REFUSED.entrySet()) {
                reset(source);
                source.execute(TABLES.toArray(String[]::new));
                try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
                    replica.follow(source).start().awaitCaughtUp(source);
                    target.execute("INSERT INTO s.parent VALUES (1000)", "CREATE TABLE s.m3 (id INT) ENGINE=MyISAM");
                    source.execute(refused.getValue().toArray(String[]::new));
                    replica.awaitStatus("Replica_SQL_Running", "No");
                    assertThat(replica.status().get("Last_SQL_Error")).contains(refused.getKey());
                    assertThat(target.query("SELECT (SELECT COUNT(*) FROM s.parent) + (SELECT COUNT(*) FROM s.u)"))
                            .isEqualTo("1");
                    replica.stop().execute("RESET REPLICA ALL");
                }
                source.execute("DROP DATABASE s");
                target.execute("DROP DATABASE s", "DROP DATABASE jdbc_replica");
            }
        }
    }

    @Test
    void another_target_stops_with_the_reason() throws Exception {
        try (MySqlServer source = MySqlServer.started("--binlog-format=STATEMENT");
                ReplicaUnderTest replica = new ReplicaUnderTest("jdbc:h2:mem:statements;DB_CLOSE_DELAY=-1")) {
            source.execute("CREATE DATABASE s", "CREATE TABLE s.t (id INT PRIMARY KEY)", "INSERT INTO s.t VALUES (1)");
            replica.follow(source).start().awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("logged in statement format", "INSERT INTO s.t VALUES (1)", "binlog_format=ROW");
            assertThat(replica.query("SELECT COUNT(*) FROM \"s\".\"t\"")).isEqualTo("0");
        }
    }
}
