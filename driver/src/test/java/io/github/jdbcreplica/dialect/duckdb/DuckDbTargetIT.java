package io.github.jdbcreplica.dialect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about DuckDB: one process has the file, an error ends the transaction, there are no savepoints, and keys cannot be dropped. */
@RequiresMySql
class DuckDbTargetIT {
    private static MySqlServer source;

    @TempDir
    Path folder;

    @BeforeAll
    static void startSource() {
        source = MySqlServer.started("--innodb-native-foreign-keys=ON");
    }

    @AfterAll
    static void stopSource() throws Exception {
        source.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        source.execute("DROP DATABASE IF EXISTS shop", "RESET BINARY LOGS AND GTIDS", "CREATE DATABASE shop");
    }

    private static void onSource(String... statements) throws SQLException {
        source.execute(
                Stream.concat(Stream.of("USE shop"), Stream.of(statements)).toArray(String[]::new));
    }

    /** DuckDB calls the file's catalogue by its name too, and a name of two parts would be either. */
    private String file() {
        return "jdbc:duckdb:" + folder.resolve("shop.db");
    }

    @Test
    void keys_are_changed_with_their_columns_and_hold_afterwards() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source).start();
            onSource(
                    "CREATE TABLE customer (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL DEFAULT 'nobody', UNIQUE KEY by_name (name), KEY part (name(3)))",
                    "INSERT INTO customer (name) VALUES ('Ada'), ('Grace'), ('Edsger')",
                    "ALTER TABLE customer MODIFY id BIGINT UNSIGNED AUTO_INCREMENT",
                    "INSERT INTO customer VALUES (18446744073709551615 - 1, 'Barbara')",
                    "UPDATE customer SET name = 'x' WHERE id = 1",
                    "UPDATE customer SET name = 'Ada' WHERE id = 2",
                    "UPDATE customer SET name = 'Grace' WHERE id = 1",
                    "ALTER TABLE customer DROP INDEX by_name, ADD UNIQUE KEY both_of_them (id, name)",
                    "INSERT INTO customer (id, name) VALUES (5, 'Ada')",
                    "ALTER TABLE customer DROP PRIMARY KEY, DROP COLUMN id, ADD COLUMN number INT NOT NULL DEFAULT 7, DROP INDEX both_of_them, ADD INDEX (name)",
                    "INSERT INTO customer (name) VALUES ('Ada'), ('Ada')",
                    "DELETE FROM customer WHERE name = 'Ada' LIMIT 1",
                    "CREATE TABLE narrowed (id INT PRIMARY KEY, v INT)",
                    "INSERT INTO narrowed VALUES (1, -1), (2, 2)",
                    "DELETE FROM narrowed WHERE id = 1",
                    "ALTER TABLE narrowed MODIFY v INT UNSIGNED NOT NULL",
                    "CREATE TABLE hours (t TIME(6) PRIMARY KEY, v INT)",
                    "INSERT INTO hours VALUES ('-838:59:59', 1), ('00:00:00.000001', 2)",
                    "UPDATE hours SET v = v + 1");
            replica.awaitCaughtUp(source);

            assertThat(replica.query("SELECT string_agg(name || number, ' ' ORDER BY name) FROM shop.shop.customer"))
                    .isEqualTo(
                            source.query(
                                    "SELECT GROUP_CONCAT(CONCAT(name, number) ORDER BY name SEPARATOR ' ') FROM shop.customer"));
            assertThat(replica.query("SELECT string_agg(t || ' ' || v, ', ' ORDER BY t) FROM shop.shop.hours"))
                    .isEqualTo("-838:59:59 2, 00:00:00.000001 3");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    void labels_are_a_type_that_changes_with_the_column_and_sorts_as_on_the_source() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source).start();
            onSource(
                    "CREATE TABLE t (e ENUM('small','b (10), [2]','it''s') NOT NULL DEFAULT 'small', k ENUM('x','y'), id INT, n ENUM('a'), PRIMARY KEY (id, k))",
                    "INSERT IGNORE INTO t VALUES ('it''s', 'y', 1, 'a'), ('nonsense', 'x', 1, NULL), ('b (10), [2]', 'x', 2, 'a')",
                    "UPDATE t SET e = 'b (10), [2]' WHERE e = 'it''s'",
                    "ALTER TABLE t MODIFY e ENUM('huge','small','b (10), [2]','it''s','new\\nline') NOT NULL DEFAULT 'huge'",
                    "INSERT INTO t VALUES ('new\\nline', 'y', 3, 'a')",
                    "DELETE FROM t WHERE id = 3",
                    "ALTER TABLE t CHANGE k kind ENUM('x','z','y'), MODIFY n VARCHAR(5), ADD COLUMN added ENUM('p','q') NOT NULL DEFAULT 'q'",
                    "INSERT INTO t VALUES (DEFAULT, 'z', 4, 'text', DEFAULT)",
                    "UPDATE t SET kind = 'y' WHERE id = 2",
                    "RENAME TABLE t TO u");
            replica.awaitCaughtUp(source);

            String all = "CONCAT_WS('|', e, kind, id, n, added)";
            assertThat(replica.query("SELECT string_agg(" + all + ", ' ' ORDER BY e, kind, id) FROM shop.shop.u"))
                    .isEqualTo("|x|1|q huge|z|4|text|q b (10), [2]|y|1|a|q b (10), [2]|y|2|a|q")
                    .isEqualTo(source.query(
                            "SELECT GROUP_CONCAT(" + all + " ORDER BY e, kind, id SEPARATOR ' ') FROM shop.u"));
            replica.execute("UPDATE shop.shop.u SET e = 'it''s', added = '' WHERE id = 4");
            assertThatThrownBy(() -> replica.execute("UPDATE shop.shop.u SET e = 'none' WHERE id = 4"))
                    .hasMessageContaining("none");
        }
    }

    @Test
    void a_killed_replica_goes_on_where_it_was_and_no_other_process_has_the_file_meanwhile() throws Exception {
        onSource("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (0, 0)");
        try (ReplicaJvm replica = ReplicaJvm.started(file())) {
            replica.execute(
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                            + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
            replica.execute("START REPLICA");
            for (int i = 1; i <= 20; i++) {
                onSource("INSERT INTO t VALUES (" + i + ", 0)", "UPDATE t SET v = v + 1");
            }
            onSource("ALTER TABLE t ADD COLUMN w INT NOT NULL DEFAULT 3, MODIFY id BIGINT");
            Await.until(
                    Duration.ofSeconds(60),
                    () -> !replica.status().get("Executed_Gtid_Set").isEmpty(),
                    () -> "something applied: " + replica.status());
            assertThatThrownBy(() -> new ReplicaUnderTest(file()).status())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lock")
                    .hasMessageContaining("shop.db");
            replica.kill9();
        }
        onSource("DELETE FROM t WHERE id % 3 = 0");
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.start().awaitCaughtUp(source);
            assertThat(replica.query("SELECT count(*) || ' ' || sum(id * v * w) FROM shop.shop.t"))
                    .isEqualTo(source.query("SELECT CONCAT(COUNT(*), ' ', SUM(id * v * w)) FROM shop.t"));
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    void a_schema_change_commits_with_its_position_or_not_at_all() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source).start();
            onSource("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, NULL), (2, 2)");
            replica.awaitCaughtUp(source);
            String before = replica.status().get("Executed_Gtid_Set");
            // A column of the target's own keeps the second half of the change from being made.
            replica.execute("ALTER TABLE shop.shop.t ADD COLUMN w INTEGER");
            onSource("DELETE FROM t WHERE id = 1");
            onSource("ALTER TABLE t MODIFY id BIGINT, ADD COLUMN w INT");
            replica.awaitStatus("Replica_SQL_Running", "No");

            Map<String, String> status = replica.status();
            assertThat(status.get("Last_SQL_Error")).contains("ALTER TABLE t");
            assertThat(status.get("Executed_Gtid_Set")).isNotEqualTo(before);
            assertThat(replica.query(
                            "SELECT data_type FROM duckdb_columns() WHERE table_name = 't' AND column_name = 'id'"))
                    .isEqualTo("INTEGER");
            replica.execute("ALTER TABLE shop.shop.t DROP COLUMN w").start().awaitCaughtUp(source);
            assertThat(replica.query(
                            "SELECT data_type FROM duckdb_columns() WHERE table_name = 't' AND column_name = 'id'"))
                    .isEqualTo("BIGINT");
        }
    }

    @Test
    void a_table_of_another_shape_is_followed_or_named() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source);
            replica.execute("CREATE SCHEMA shop.shop")
                    .execute("CREATE TABLE shop.shop.wide (extra INTEGER DEFAULT 9, v VARCHAR, id BIGINT PRIMARY KEY)")
                    .execute("CREATE TABLE shop.shop.narrow (id INTEGER PRIMARY KEY, v TIMESTAMP_S)")
                    .execute("CREATE TABLE shop.shop.short (id INTEGER PRIMARY KEY)");
            try (Connection connection = source.connect();
                    Statement unlogged = connection.createStatement()) {
                unlogged.execute("SET sql_log_bin = 0");
                unlogged.execute("CREATE TABLE shop.wide (id INT PRIMARY KEY, v VARCHAR(10))");
                unlogged.execute("CREATE TABLE shop.narrow (id INT PRIMARY KEY, v DATETIME(6))");
                unlogged.execute("CREATE TABLE shop.short (id INT PRIMARY KEY, v INT)");
                unlogged.execute("CREATE TABLE shop.missing (id INT PRIMARY KEY)");
                unlogged.execute("SET sql_log_bin = 1");
                unlogged.execute("INSERT INTO shop.wide VALUES (1, 'one'), (2, 'two')");
                unlogged.execute("UPDATE shop.wide SET v = 'zwei' WHERE id = 2");
                unlogged.execute("INSERT INTO shop.narrow VALUES (1, '2024-01-01 00:00:00.000001')");
            }
            replica.execute("SET GTID_NEXT = '" + firstOf(source) + "'")
                    .execute("BEGIN")
                    .execute("COMMIT")
                    .execute("SET GTID_NEXT = 'AUTOMATIC'")
                    .start();
            stops(replica, "shop.narrow", "\"v\"", "TIMESTAMP_S");
            assertThat(replica.query("SELECT string_agg(id || v || extra, ' ' ORDER BY id) FROM shop.shop.wide"))
                    .isEqualTo("1one9 2zwei9");

            replica.execute("ALTER TABLE shop.shop.narrow ALTER v TYPE TIMESTAMP")
                    .start()
                    .awaitCaughtUp(source);
            onSource("INSERT INTO shop.short VALUES (1, 1)");
            stops(replica, "shop.short", "v");
            replica.execute("ALTER TABLE shop.shop.short ADD COLUMN v INTEGER")
                    .start()
                    .awaitCaughtUp(source);
            onSource("INSERT INTO shop.missing VALUES (1)");
            stops(replica, "shop.missing");
        }
    }

    /** CREATE DATABASE. */
    private static String firstOf(MySqlServer source) throws SQLException {
        return source.query("SELECT @@server_uuid") + ":1";
    }

    private static void stops(ReplicaUnderTest replica, String... words) throws SQLException {
        replica.awaitStatus("Replica_SQL_Running", "No");
        assertThat(replica.status().get("Last_SQL_Error")).contains(words);
    }

    @Test
    void savepoints_of_the_source_and_a_repetition_need_none_here() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source).start();
            onSource(
                    "CREATE TABLE t (id INT PRIMARY KEY, v INT UNIQUE)",
                    "START TRANSACTION",
                    "INSERT INTO t VALUES (1, 1)",
                    "SAVEPOINT s",
                    "INSERT INTO t VALUES (2, 2)",
                    "ROLLBACK TO s",
                    "SAVEPOINT s2",
                    "INSERT INTO t VALUES (3, 3)",
                    "COMMIT");
            replica.awaitCaughtUp(source).stop();
            assertThat(replica.query("SELECT string_agg(id, ' ' ORDER BY id) FROM shop.shop.t"))
                    .isEqualTo("1 3");

            replica.execute("INSERT INTO shop.shop.t VALUES (4, 40), (50, 5)")
                    .execute("DELETE FROM shop.shop.t WHERE id = 3")
                    .execute("SET GLOBAL replica_exec_mode = 'IDEMPOTENT'")
                    .start();
            onSource("INSERT INTO t VALUES (4, 4), (5, 5)", "DELETE FROM t WHERE id = 3");
            replica.awaitCaughtUp(source);
            assertThat(replica.query("SELECT string_agg(id || '=' || v, ' ' ORDER BY id) FROM shop.shop.t"))
                    .isEqualTo("1=1 4=4 5=5");
        }
    }

    @Test
    void rows_that_a_foreign_key_would_change_without_a_trace_stop_the_replica() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file())) {
            replica.follow(source).start();
            onSource(
                    "CREATE TABLE parent (id INT PRIMARY KEY)",
                    "CREATE TABLE child (id INT PRIMARY KEY, p INT, CONSTRAINT c1 FOREIGN KEY (p) REFERENCES parent (id))",
                    "CREATE TABLE acting (id INT PRIMARY KEY, p INT, CONSTRAINT c2 FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)");
            stops(replica, "c2", "ON DELETE CASCADE", "DuckDB");
            assertThat(
                            replica.query(
                                    "SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM duckdb_tables() WHERE schema_name = 'shop'"))
                    .isEqualTo("child parent");
        }
    }

    @Test
    void a_reader_does_not_hold_the_replica_up_and_sees_whole_transactions() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(file());
                Connection reader = DriverManager.getConnection(file())) {
            replica.follow(source).start();
            onSource("CREATE TABLE t (id INT PRIMARY KEY, v INT)", "INSERT INTO t VALUES (1, 1), (2, 1)");
            replica.awaitCaughtUp(source);
            reader.setAutoCommit(false);
            assertThat(sum(reader)).isEqualTo(2);
            onSource(
                    "UPDATE t SET v = v + 1",
                    "ALTER TABLE t ADD COLUMN w INT",
                    "DELETE FROM t WHERE id = 1",
                    "INSERT INTO t VALUES (1, 10, NULL)");
            replica.awaitCaughtUp(source);
            assertThat(sum(reader)).isEqualTo(2);
            reader.rollback();
            assertThat(sum(reader)).isEqualTo(12);
        }
    }

    private static int sum(Connection reader) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(v) FROM shop.shop.t")) {
            row.next();
            return row.getInt(1);
        }
    }
}
