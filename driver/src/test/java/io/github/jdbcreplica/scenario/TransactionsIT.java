package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a source may do in a transaction, and what a reader of the target may see of it. Each test works in a database of its own, with a log and a replica that begin with it. */
@RequiresMySql
class TransactionsIT {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static MySqlServer source;
    private static MySqlServer target;

    private ReplicaUnderTest replica;
    private String database;

    @BeforeAll
    static void startServers() {
        source = MySqlServer.started();
        target = MySqlServer.started();
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @BeforeEach
    void replicate() throws SQLException {
        database = "db" + DATABASES.incrementAndGet();
        source.execute("RESET BINARY LOGS AND GTIDS", "CREATE DATABASE " + database);
        replica = new ReplicaUnderTest(target.jdbcUrl());
        replica.follow(source).start();
    }

    @AfterEach
    void close() throws SQLException {
        replica.stop().execute("RESET REPLICA ALL").close();
    }

    private void onSource(String... statements) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE " + database);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void assertReplicated() throws SQLException {
        replica.awaitCaughtUp(source);
        TableComparison.assertEqual(source, target, database);
        replica.assertEveryEventIsAccountedFor();
    }

    private String onTarget(String sql) throws SQLException {
        return target.query(sql.replace("%s", database));
    }

    @Test
    void a_table_made_of_a_query_keeps_its_options() throws Exception {
        onSource(
                "CREATE TABLE plain AS SELECT 1 AS x",
                "CREATE TABLE commented COMMENT 'START TRANSACTION' AS SELECT 1 AS x, 'START TRANSACTION' AS y",
                "CREATE TABLE counted (id INT AUTO_INCREMENT PRIMARY KEY) AUTO_INCREMENT=50 AS SELECT 1 AS x",
                "CREATE TABLE parted PARTITION BY HASH (x) PARTITIONS 3 AS SELECT 1 AS x");
        assertReplicated();
        for (String table : List.of("plain", "commented", "counted", "parted")) {
            String create = "SHOW CREATE TABLE " + database + "." + table;
            assertThat(TableComparison.definition(target, create))
                    .isEqualTo(TableComparison.definition(source, create));
        }
    }

    @Test
    void a_grant_on_a_table_that_is_called_as_the_invoker() throws Exception {
        onSource(
                "CREATE TABLE `current_user` (id INT PRIMARY KEY)",
                "CREATE USER reader",
                "GRANT SELECT ON " + database + ".`current_user` TO reader /* not CURRENT_USER */");
        assertReplicated();
        assertThat(target.query("SELECT Table_name FROM mysql.tables_priv WHERE User = 'reader'"))
                .isEqualTo("current_user");
    }

    @Test
    void a_prepared_transaction_is_invisible_until_it_commits() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "XA START 'bank','branch',7",
                "INSERT INTO t VALUES (1), (2)",
                "XA END 'bank','branch',7",
                "XA PREPARE 'bank','branch',7");
        onSource("INSERT INTO t VALUES (3)");
        replica.awaitCaughtUp(source);
        assertThat(onTarget("SELECT GROUP_CONCAT(id ORDER BY id) FROM %s.t")).isEqualTo("3");
        onSource("XA COMMIT 'bank','branch',7");
        assertReplicated();
        assertThat(onTarget("SELECT GROUP_CONCAT(id ORDER BY id) FROM %s.t")).isEqualTo("1,2,3");
        assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica.prepared_transaction"))
                .isEqualTo("0");
    }

    @Test
    void a_prepared_transaction_that_is_rolled_back_leaves_nothing() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "XA START 'gone'",
                "INSERT INTO t VALUES (1), (2)",
                "XA END 'gone'",
                "XA PREPARE 'gone'",
                "XA ROLLBACK 'gone'",
                "INSERT INTO t VALUES (3)");
        assertReplicated();
        assertThat(target.query("SELECT COUNT(*) FROM jdbc_replica.prepared_transaction"))
                .isEqualTo("0");
    }

    @Test
    void a_one_phase_commit_and_an_empty_prepared_transaction() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "XA START 'one'",
                "INSERT INTO t VALUES (1), (2)",
                "XA END 'one'",
                "XA COMMIT 'one' ONE PHASE",
                "XA START 'empty'",
                "SELECT * FROM t",
                "XA END 'empty'",
                "XA PREPARE 'empty'",
                "XA COMMIT 'empty'",
                "INSERT INTO t VALUES (3)");
        assertReplicated();
    }

    @Test
    void a_prepared_transaction_outlives_stops_and_a_restart_of_the_target() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO t VALUES (1, 'old'), (2, 'old')",
                "XA START 'long'",
                "UPDATE t SET v = 'new' WHERE id = 1",
                "DELETE FROM t WHERE id = 2",
                "INSERT INTO t VALUES (3, 'new')",
                "XA END 'long'",
                "XA PREPARE 'long'");
        replica.awaitCaughtUp(source).stop();
        replica.close();
        target.restart();
        onSource("INSERT INTO t VALUES (4, 'later')");
        replica = new ReplicaUnderTest(target.jdbcUrl());
        replica.start().awaitCaughtUp(source);
        assertThat(onTarget("SELECT GROUP_CONCAT(id, v ORDER BY id) FROM %s.t")).isEqualTo("1old,2old,4later");
        replica.stop();
        onSource("XA COMMIT 'long'");
        replica.start();
        assertReplicated();
        assertThat(onTarget("SELECT GROUP_CONCAT(id, v ORDER BY id) FROM %s.t")).isEqualTo("1new,3new,4later");
    }

    @Test
    void savepoints_take_back_what_came_after_them() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "BEGIN",
                "INSERT INTO t VALUES (1)",
                "SAVEPOINT `a b``c`",
                "INSERT INTO t VALUES (2)",
                "SAVEPOINT b",
                "INSERT INTO t VALUES (3)",
                "ROLLBACK TO B",
                "INSERT INTO t VALUES (4)",
                "ROLLBACK TO `a b``c`",
                "INSERT INTO t VALUES (5)",
                "RELEASE SAVEPOINT `a b``c`",
                "COMMIT",
                "BEGIN",
                "INSERT INTO t VALUES (6)",
                "SAVEPOINT s",
                "INSERT INTO t VALUES (7)",
                "ROLLBACK TO s",
                "COMMIT");
        assertReplicated();
        assertThat(onTarget("SELECT GROUP_CONCAT(id ORDER BY id) FROM %s.t")).isEqualTo("1,5,6");
    }

    @Test
    void the_log_rotates_in_between() throws Exception {
        onSource("CREATE TABLE t (id INT PRIMARY KEY)");
        for (int i = 0; i < 5; i++) {
            onSource("INSERT INTO t VALUES (" + i + ")", "FLUSH BINARY LOGS");
        }
        replica.awaitCaughtUp(source).stop();
        onSource("FLUSH BINARY LOGS", "INSERT INTO t VALUES (10)", "FLUSH BINARY LOGS", "INSERT INTO t VALUES (11)");
        replica.start();
        assertReplicated();
        assertThat(replica.status().get("Relay_Source_Log_File")).isEqualTo(binaryLog(1));
        replica.awaitStatus("Exec_Source_Log_Pos", binaryLog(2));
    }

    private static String binaryLog(int column) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOG STATUS")) {
            row.next();
            return row.getString(column);
        }
    }

    @Test
    void transactions_with_tagged_gtids() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "SET gtid_next = 'AUTOMATIC:blue'",
                "INSERT INTO t VALUES (1)",
                "INSERT INTO t VALUES (2)",
                "SET gtid_next = 'AUTOMATIC:red'",
                "INSERT INTO t VALUES (3)",
                "SET gtid_next = 'AUTOMATIC'",
                "INSERT INTO t VALUES (4)");
        assertReplicated();
        assertThat(replica.status().get("Executed_Gtid_Set")).contains(":blue:1-2", ":red:1");
        replica.stop();
        onSource("SET gtid_next = 'AUTOMATIC:blue'", "INSERT INTO t VALUES (5)");
        replica.start();
        assertReplicated();
    }

    @Test
    void empty_transactions_advance_the_set() throws Exception {
        String uuid = source.query("SELECT @@server_uuid");
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "SET gtid_next = '" + uuid.replaceFirst("^........", "11111111") + ":1'",
                "BEGIN",
                "COMMIT",
                "SET gtid_next = AUTOMATIC",
                "UPDATE t SET id = 2 WHERE id = 1");
        assertReplicated();
        assertThat(replica.status().get("Executed_Gtid_Set")).contains("11111111");
    }

    @Test
    void a_bank_whose_sum_a_reader_always_sees_whole() throws Exception {
        StringBuilder accounts = new StringBuilder("INSERT INTO account VALUES (0, 100)");
        for (int i = 1; i < 50; i++) {
            accounts.append(", (").append(i).append(", 100)");
        }
        onSource("CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)", accounts.toString());
        replica.awaitCaughtUp(source);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        AtomicInteger reads = new AtomicInteger();
        Thread reader = new Thread(() -> readSums(done, wrong, reads), "reader");
        reader.start();
        try {
            transferMoney();
            replica.awaitCaughtUp(source);
        } finally {
            done.set(true);
            reader.join();
        }
        assertThat(wrong.get()).isNull();
        assertThat(reads.get()).isGreaterThan(10);
        assertReplicated();
    }

    private void readSums(AtomicBoolean done, AtomicReference<String> wrong, AtomicInteger reads) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            while (!done.get()) {
                try (ResultSet row = statement.executeQuery("SELECT SUM(balance) FROM " + database + ".account")) {
                    row.next();
                    if (row.getLong(1) != 5000) {
                        wrong.compareAndSet(null, String.valueOf(row.getString(1)));
                    }
                }
                reads.incrementAndGet();
            }
        } catch (SQLException e) {
            wrong.compareAndSet(null, e.toString());
        }
    }

    private void transferMoney() throws SQLException {
        Random random = new Random(20);
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE " + database);
            for (int i = 0; i < 1000; i++) {
                int amount = random.nextInt(50);
                statement.execute("BEGIN");
                statement.execute(
                        "UPDATE account SET balance = balance - " + amount + " WHERE id = " + random.nextInt(50));
                statement.execute(
                        "UPDATE account SET balance = balance + " + amount + " WHERE id = " + random.nextInt(50));
                statement.execute(i % 10 == 0 ? "ROLLBACK" : "COMMIT");
                if (i % 250 == 100) {
                    replica.stop();
                    replica.start();
                }
            }
        }
    }

    @Test
    void tables_without_a_key_and_with_equal_rows() throws Exception {
        onSource(
                "CREATE TABLE t (a INT, b VARCHAR(10))",
                "INSERT INTO t VALUES (1, 'x'), (1, 'x'), (1, 'x'), (1, 'x'), (1, 'x'), (2, NULL), (2, NULL)",
                "DELETE FROM t WHERE a = 1 LIMIT 2",
                "DELETE FROM t WHERE a = 2 LIMIT 1",
                "UPDATE t SET b = 'y' WHERE a = 1 LIMIT 1",
                "CREATE TABLE u (a INT, b VARCHAR(10), UNIQUE (a))",
                "INSERT INTO u VALUES (NULL, 'x'), (NULL, 'x'), (NULL, 'z'), (1, 'x')",
                "DELETE FROM u WHERE a IS NULL AND b = 'x' LIMIT 1",
                "UPDATE u SET b = 'w' WHERE b = 'z'",
                "UPDATE u SET b = 'v' WHERE a = 1");
        assertReplicated();
        assertThat(onTarget("SELECT COUNT(*) FROM %s.t WHERE a = 1")).isEqualTo("3");
    }

    @Test
    void triggers_do_not_fire_twice() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE audit (id INT PRIMARY KEY AUTO_INCREMENT, what VARCHAR(20))",
                "CREATE TRIGGER before_insert BEFORE INSERT ON t FOR EACH ROW SET NEW.v = NEW.v * 2",
                "CREATE TRIGGER after_insert AFTER INSERT ON t FOR EACH ROW INSERT INTO audit (what) VALUES (CONCAT('in ', NEW.id))",
                "CREATE TRIGGER after_delete AFTER DELETE ON t FOR EACH ROW INSERT INTO audit (what) VALUES (CONCAT('out ', OLD.id))",
                "INSERT INTO t VALUES (1, 10), (2, 20)",
                "DELETE FROM t WHERE id = 1");
        assertReplicated();
        assertThat(onTarget("SELECT COUNT(*) FROM %s.audit")).isEqualTo("3");
        assertThat(onTarget("SELECT v FROM %s.t")).isEqualTo("40");
    }

    @Test
    void cascades_of_foreign_keys() throws Exception {
        onSource(
                "CREATE TABLE parent (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE orphan (id INT PRIMARY KEY, child INT, FOREIGN KEY (child) REFERENCES child (id) ON DELETE SET NULL)",
                "INSERT INTO parent VALUES (1, 1), (2, 2), (3, 3)",
                "INSERT INTO child VALUES (10, 1), (11, 1), (20, 2), (30, 3)",
                "INSERT INTO orphan VALUES (100, 10), (110, 11), (200, 20), (300, NULL)",
                "UPDATE parent SET id = 5 WHERE id = 2",
                "DELETE FROM parent WHERE id = 1",
                "SET foreign_key_checks = 0",
                "INSERT INTO child VALUES (90, 999)",
                "DELETE FROM parent WHERE id = 3");
        assertReplicated();
        assertThat(onTarget("SELECT GROUP_CONCAT(id, ':', parent ORDER BY id) FROM %s.child"))
                .isEqualTo("20:5,30:3,90:999");
    }

    @Test
    void generated_invisible_and_functional_columns() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY, a INT, s INT AS (a + 1) STORED, v INT AS (a + 2) VIRTUAL, h INT INVISIBLE DEFAULT 7, KEY ((a * 2)), UNIQUE KEY (v))",
                "INSERT INTO t (id, a) VALUES (1, 10), (2, 20)",
                "INSERT INTO t (id, a, h) VALUES (3, 30, 8)",
                "UPDATE t SET a = a + 1 WHERE a * 2 > 20",
                "DELETE FROM t WHERE v = 23",
                "CREATE TABLE keyless (a INT, s VARCHAR(20) AS (CONCAT('<', a, '>')) VIRTUAL, h INT INVISIBLE)",
                "INSERT INTO keyless (a, h) VALUES (1, 2), (1, 2), (2, 3)",
                "DELETE FROM keyless WHERE s = '<1>' LIMIT 1",
                "CREATE TABLE generated_key (a INT, k INT AS (a * 10) STORED PRIMARY KEY)",
                "INSERT INTO generated_key (a) VALUES (1), (2)",
                "UPDATE generated_key SET a = 3 WHERE k = 10",
                "DELETE FROM generated_key WHERE k = 20");
        assertReplicated();
    }

    @Test
    void times_that_the_source_set_by_itself() throws Exception {
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY, v INT, c TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP(6), u TIMESTAMP(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6), d DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6))",
                "INSERT INTO t (id, v) VALUES (1, 1), (2, 2)",
                "UPDATE t SET v = 3 WHERE id = 1",
                "SET time_zone = '+05:30'",
                "INSERT INTO t (id, v) VALUES (3, 3)",
                "UPDATE t SET v = 4, u = u WHERE id = 1");
        assertReplicated();
    }

    @Test
    void values_that_only_a_lenient_mode_takes() throws Exception {
        onSource(
                "SET sql_mode = ''",
                "CREATE TABLE t (id INT PRIMARY KEY AUTO_INCREMENT, e ENUM('a','b') NOT NULL, d DATE, dt DATETIME, ts TIMESTAMP NOT NULL, s SET('x','y'), n TINYINT)",
                "INSERT INTO t VALUES (1, 'wrong', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 'z', 500)",
                "INSERT INTO t VALUES (2, '', '2020-02-31', '2021-00-00 00:00:00', '2001-01-01 01:01:01', '', -500)",
                "UPDATE t SET e = 'wrong too', d = '0000-00-00' WHERE id = 2",
                "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
                "INSERT INTO t VALUES (0, 'a', NULL, NULL, '2001-01-01 01:01:01', NULL, NULL)",
                "CREATE TABLE keyed (e ENUM('a','b') NOT NULL, d DATE NOT NULL, v INT, PRIMARY KEY (e, d))",
                "SET sql_mode = ''",
                "INSERT INTO keyed VALUES ('', '0000-00-00', 1), ('a', '2020-01-00', 2)",
                "UPDATE keyed SET v = v + 1",
                "DELETE FROM keyed WHERE v = 3");
        assertReplicated();
        assertThat(onTarget("SELECT GROUP_CONCAT(e + 0 ORDER BY id) FROM %s.t")).isEqualTo("1,0,0");
    }

    @Test
    void a_position_instead_of_gtids() throws Exception {
        replica.awaitCaughtUp(source).stop().execute("RESET REPLICA ALL");
        onSource("CREATE TABLE skipped (id INT PRIMARY KEY)");
        String file = binaryLog(1);
        String position = binaryLog(2);
        onSource(
                "CREATE TABLE t (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1)",
                "FLUSH BINARY LOGS",
                "INSERT INTO t VALUES (2)");
        replica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                        + ", SOURCE_USER='root', GET_SOURCE_PUBLIC_KEY=1, SOURCE_LOG_FILE='" + file
                        + "', SOURCE_LOG_POS=" + position)
                .start();
        awaitPosition();
        replica.stop();
        onSource("INSERT INTO t VALUES (3)");
        replica.start();
        awaitPosition();
        assertThat(onTarget("SELECT GROUP_CONCAT(id ORDER BY id) FROM %s.t")).isEqualTo("1,2,3");
        assertThat(onTarget("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '%s'"))
                .isEqualTo("1");
        replica.assertEveryEventIsAccountedFor();
    }

    private void awaitPosition() throws SQLException {
        List<String> expected = List.of(binaryLog(1), binaryLog(2));
        Await.until(
                java.time.Duration.ofSeconds(30),
                () -> expected.equals(List.of(
                        replica.status().get("Relay_Source_Log_File"),
                        replica.status().get("Exec_Source_Log_Pos"))),
                () -> expected + " " + replica.status());
    }
}
