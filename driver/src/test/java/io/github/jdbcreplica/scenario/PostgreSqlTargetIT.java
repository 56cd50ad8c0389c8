package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.PostgresServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is particular to PostgreSQL as a target. Types and schema changes are the kit's. */
@RequiresMySql
class PostgreSqlTargetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static MySqlServer source;
    private static PostgresServer server;
    private static int databases;

    private String url;
    private Connection target;
    private ReplicaUnderTest replica;

    @BeforeAll
    static void startServers() {
        source = MySqlServer.started();
        server = PostgresServer.started("-c", "fsync=off");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        server.close();
    }

    /** An empty log on the one side, an empty database on the other. */
    @BeforeEach
    void open() throws SQLException {
        String database = "target" + ++databases;
        server.execute("CREATE DATABASE " + database);
        url = server.jdbcUrl().replace("/postgres?", "/" + database + "?");
        target = DriverManager.getConnection(url);
        source.execute("DROP DATABASE IF EXISTS shop", "RESET BINARY LOGS AND GTIDS", "CREATE DATABASE shop");
        replica = new ReplicaUnderTest(url);
        replica.follow(source);
    }

    @AfterEach
    void close() throws SQLException {
        replica.close();
        target.close();
    }

    private void onTarget(String... statements) throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows, sorted, with bars between their columns. */
    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        rows.sort(null);
        return rows;
    }

    /** Has the target's table made before the source's rows come, which is not logged then. */
    private void made(String onSource, String... onTarget) throws SQLException {
        replica.start();
        source.execute(onSource);
        replica.awaitCaughtUp(source);
        onTarget(onTarget);
    }

    private void assertStopsWith(String code, String... parts) throws SQLException {
        replica.awaitStatus("Replica_SQL_Running", "No");
        assertThat(replica.status().get("Last_SQL_Error")).contains(parts);
        assertThat(replica.status()).containsEntry("Last_SQL_Errno", code).containsEntry("Replica_IO_Running", "Yes");
    }

    @Test
    void a_schema_change_its_rows_and_the_position_are_one_transaction() throws Exception {
        replica.start();
        source.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                "CREATE TABLE shop.copied AS SELECT 1 AS id",
                "ALTER TABLE shop.t ADD COLUMN a INT DEFAULT 3, ADD COLUMN b ENUM('x','y'), ADD INDEX (a)");
        replica.awaitCaughtUp(source).assertEveryEventIsAccountedFor();
        assertThat(rows("SELECT COUNT(*) FROM jdbc_replica.schema_change")).containsExactly("0");
        // The second step fails: the name of its index is taken.
        onTarget("CREATE TABLE shop.\"t.c\" (x int)");
        String before = replica.status().get("Executed_Gtid_Set");
        source.execute(
                "ALTER TABLE shop.t ADD COLUMN c INT, ADD INDEX c (c)", "INSERT INTO shop.t VALUES (1, 1, 'x', 1)");
        assertStopsWith("1105", "ALTER TABLE shop.t ADD COLUMN c INT", "already exists");
        assertThat(rows("SELECT attname FROM pg_attribute WHERE attrelid = CAST('shop.t' AS regclass) AND attnum > 0"))
                .containsExactly("a", "b", "id");
        assertThat(replica.status()).containsEntry("Executed_Gtid_Set", before);
        onTarget("DROP TABLE shop.\"t.c\"");
        replica.start().awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t")).containsExactly("1|1|x|1");
    }

    @Test
    void a_stop_is_prompt_while_a_row_and_a_table_are_locked_by_others() throws Exception {
        made("CREATE TABLE shop.t (id INT PRIMARY KEY, n INT)");
        source.execute("INSERT INTO shop.t VALUES (1, 0)");
        replica.awaitCaughtUp(source);
        for (String change : List.of("UPDATE shop.t SET n = n + 1", "ALTER TABLE shop.t ADD COLUMN c INT")) {
            target.setAutoCommit(false);
            onTarget("SELECT * FROM shop.t FOR UPDATE");
            source.execute(change);
            awaitLockWait();
            long start = System.nanoTime();
            replica.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            target.rollback();
            target.setAutoCommit(true);
            replica.start().awaitCaughtUp(source);
        }
        assertThat(rows("SELECT n, c FROM shop.t")).containsExactly("1|null");
    }

    /** It does not answer the cancel either, for which the driver would wait ten seconds, and the statement for the driver. */
    @Test
    void a_stop_is_prompt_while_the_server_hangs() throws Exception {
        made("CREATE TABLE shop.t (id INT PRIMARY KEY, n INT)");
        source.execute("INSERT INTO shop.t VALUES (1, 0)");
        replica.awaitCaughtUp(source);
        target.setAutoCommit(false);
        onTarget("SELECT * FROM shop.t FOR UPDATE");
        source.execute("UPDATE shop.t SET n = 1");
        awaitLockWait();
        server.freeze();
        try {
            assertThat(replica.stopOnHangingTarget()).isLessThan(Duration.ofSeconds(5));
        } finally {
            server.thaw();
        }
        target.rollback();
        target.setAutoCommit(true);
        replica.start().awaitCaughtUp(source);
        assertThat(rows("SELECT n FROM shop.t")).containsExactly("1");
    }

    private void awaitLockWait() {
        Await.until(
                PATIENCE,
                () -> "1"
                        .equals(
                                replica.query(
                                        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'jdbc-replica' AND wait_event_type = 'Lock' AND datname = current_database()")),
                () -> "the applier never waits");
    }

    @Test
    void the_victim_of_a_deadlock_begins_again() throws Exception {
        made("CREATE TABLE shop.t (id INT PRIMARY KEY, n INT)");
        source.execute("INSERT INTO shop.t VALUES (1, 0), (2, 0)");
        replica.awaitCaughtUp(source);
        target.setAutoCommit(false);
        // Only the replica looks for deadlocks.
        onTarget("SET deadlock_timeout = '60s'", "UPDATE shop.t SET n = 10 WHERE id = 2");
        source.execute(
                "BEGIN", "UPDATE shop.t SET n = 1 WHERE id = 1", "UPDATE shop.t SET n = 2 WHERE id = 2", "COMMIT");
        awaitLockWait();
        onTarget("UPDATE shop.t SET n = 20 WHERE id = 1");
        target.commit();
        target.setAutoCommit(true);
        replica.awaitCaughtUp(source).assertEveryEventIsAccountedFor();
        assertThat(rows("SELECT id, n FROM shop.t")).containsExactly("1|1", "2|2");
    }

    @Test
    void savepoints_and_prepared_transactions() throws Exception {
        made("CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(9))");
        source.execute(
                "BEGIN",
                "INSERT INTO shop.t VALUES (1, 'kept')",
                "SAVEPOINT `a \"b\"`",
                "INSERT INTO shop.t VALUES (2, 'not kept')",
                "ROLLBACK TO `a \"b\"`",
                "INSERT INTO shop.t VALUES (3, 'kept')",
                "COMMIT",
                "XA START 'x'",
                "INSERT INTO shop.t VALUES (4, 'prepared')",
                "XA END 'x'",
                "XA PREPARE 'x'",
                "XA COMMIT 'x'");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t")).containsExactly("1|kept", "3|kept", "4|prepared");
    }

    @Test
    void an_idempotent_applier_goes_on_behind_its_errors() throws Exception {
        made("CREATE TABLE shop.t (id INT PRIMARY KEY, u INT UNIQUE, v VARCHAR(9))");
        onTarget("INSERT INTO shop.t VALUES (1, 7, 'old'), (2, 8, 'old')");
        replica.stop().execute("SET GLOBAL replica_exec_mode = IDEMPOTENT").start();
        source.execute(
                "INSERT INTO shop.t VALUES (1, 8, 'new'), (3, 9, 'new')", "UPDATE shop.t SET v = 'newer' WHERE id = 3");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t")).containsExactly("1|8|new", "3|9|newer");
    }

    @Test
    void the_session_is_ours_whatever_the_roles_defaults() throws Exception {
        onTarget(
                "ALTER DATABASE " + replica.query("SELECT current_database()") + " SET TimeZone = 'Asia/Tokyo'",
                "ALTER ROLE postgres SET IntervalStyle = 'sql_standard'",
                "ALTER ROLE postgres SET session_replication_role = 'replica'",
                "ALTER ROLE postgres SET default_transaction_isolation = 'serializable'",
                "ALTER ROLE postgres SET statement_timeout = '2s'",
                "ALTER ROLE postgres SET idle_in_transaction_session_timeout = '1s'");
        try (ReplicaUnderTest other = new ReplicaUnderTest(url)) {
            other.start();
            source.execute(
                    "CREATE TABLE shop.parent (id INT PRIMARY KEY)",
                    "CREATE TABLE shop.child (id INT PRIMARY KEY, p INT, t TIME(1), ts TIMESTAMP NULL, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)",
                    "INSERT INTO shop.parent VALUES (1), (2)",
                    "SET time_zone = '+00:00'",
                    "INSERT INTO shop.child VALUES (1, 1, '-1:02:03.4', NULL), (2, 2, '-101:02:03.4', '2020-01-01 00:00:00')",
                    "DELETE FROM shop.parent WHERE id = 1");
            other.awaitCaughtUp(source);
            assertThat(rows("SELECT id, EXTRACT(EPOCH FROM t), EXTRACT(EPOCH FROM ts) FROM shop.child"))
                    .containsExactly("2|-363723.400000|1577836800.000000");
        } finally {
            onTarget("ALTER ROLE postgres RESET ALL");
        }
    }

    @Test
    void tables_that_the_user_has_made() throws Exception {
        onTarget(
                "CREATE EXTENSION citext",
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE DOMAIN code AS varchar(3)");
        made(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, flag TINYINT(1), name VARCHAR(20), m ENUM('happy','sad'), j JSON, raw TEXT, b BIT(4), fixed CHAR(4), c VARCHAR(3), u BIGINT UNSIGNED, g INT AS (id + 1) STORED)",
                "DROP TABLE shop.t",
                "CREATE TABLE shop.t (own timestamptz DEFAULT now(), u bigint, c code, fixed char(6), b bit(4), raw bytea, j jsonb, m mood, name citext, flag boolean, g int GENERATED ALWAYS AS (\"ID\" + 1) STORED, \"ID\" int PRIMARY KEY)");
        source.execute(
                "INSERT INTO shop.t (id, flag, name, m, j, raw, b, fixed, c, u) VALUES (1, 1, 'Ada', 'sad', '{\"b\": 1.0, \"a\": [1]}', 'a\\0b', b'101', 'ab', 'xyz', 5), (2, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "UPDATE shop.t SET name = 'ADA', flag = 0 WHERE id = 1",
                "DELETE FROM shop.t WHERE id = 2");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT \"ID\", flag, name, m, j, raw, b, fixed || '.', c, u, g, own IS NOT NULL FROM shop.t"))
                .containsExactly("1|f|ADA|sad|{\"a\": [1], \"b\": 1.0}|\\x610062|0101|ab.|xyz|5|2|t");
        source.execute("UPDATE shop.t SET flag = 2 WHERE id = 1");
        assertStopsWith("13146", "shop.t", "\"flag\" is boolean", "the value is 2");
        onTarget("ALTER TABLE shop.t ALTER flag TYPE smallint USING CAST(flag AS int)");
        replica.start().awaitCaughtUp(source);
        source.execute("UPDATE shop.t SET c = 'ab ' WHERE id = 1", "UPDATE shop.t SET j = '[-0.0]' WHERE id = 1");
        assertStopsWith("13146", "\"j\" is jsonb", "json");
    }

    @Test
    void what_a_narrower_column_would_cut_or_round_stops_the_replica() throws Exception {
        made(
                "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(20), t TIME(6))",
                "ALTER TABLE shop.t ALTER v TYPE varchar(3)");
        source.execute("INSERT INTO shop.t VALUES (1, 'abc', '1:00'), (2, 'a    ', NULL)");
        assertStopsWith("13146", "shop.t", "\"v\" takes 3 characters, and the value has 5");
        onTarget("ALTER TABLE shop.t ALTER v TYPE varchar(20), ALTER t TYPE interval(3)");
        replica.start();
        assertStopsWith("13146", "shop.t", "'t'", "interval(3)", "rounds");
        onTarget("ALTER TABLE shop.t ALTER t TYPE interval");
        replica.start().awaitCaughtUp(source);
        source.execute("INSERT INTO shop.t VALUES (3, 'a\\0', NULL)");
        assertStopsWith("13146", "shop.t", "\"v\"", "U+0000", "bytea");
    }

    @Test
    void tables_that_cannot_take_the_rows_stop_the_replica_with_the_reason() throws Exception {
        made(
                "CREATE TABLE shop.t (id INT PRIMARY KEY AUTO_INCREMENT, v INT)",
                "ALTER TABLE shop.t RENAME TO elsewhere");
        source.execute("INSERT INTO shop.t VALUES (1, 100000)");
        assertStopsWith("1146", "'shop.t'");
        onTarget("ALTER TABLE shop.elsewhere RENAME TO t", "ALTER TABLE shop.t RENAME v TO w");
        replica.start();
        assertStopsWith("1054", "'v'", "shop.t");
        onTarget("ALTER TABLE shop.t RENAME w TO v", "ALTER TABLE shop.t ALTER v TYPE smallint");
        replica.start();
        assertStopsWith("1105", "shop.t", "smallint out of range");
        onTarget("ALTER TABLE shop.t ALTER v TYPE int", "ALTER TABLE shop.t ALTER id SET GENERATED ALWAYS");
        replica.start();
        assertStopsWith("1105", "shop.t", "GENERATED ALWAYS");
        onTarget("ALTER TABLE shop.t ALTER id SET GENERATED BY DEFAULT", "ALTER TABLE shop.t SET UNLOGGED");
        replica.start();
        assertStopsWith("1105", "shop.t", "(UNLOGGED)");
        onTarget(
                "ALTER TABLE shop.t SET LOGGED",
                "CREATE RULE twice AS ON INSERT TO shop.t DO ALSO UPDATE shop.t SET v = v + 1");
        replica.start();
        assertStopsWith("1105", "shop.t", "'twice'");
        onTarget(
                "DROP RULE twice ON shop.t",
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER fires BEFORE INSERT ON shop.t FOR EACH ROW EXECUTE FUNCTION nothing()",
                "CREATE TRIGGER rests BEFORE INSERT ON shop.t FOR EACH ROW EXECUTE FUNCTION nothing()",
                "ALTER TABLE shop.t ENABLE REPLICA TRIGGER rests");
        replica.start();
        assertStopsWith("1105", "shop.t", "'fires'");
        onTarget("DROP TRIGGER fires ON shop.t");
        replica.start().awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t")).containsExactly("1|100000");
    }

    @Test
    void names_that_are_too_long_or_reserved() throws Exception {
        String table = "ü".repeat(64);
        String twin = "ü".repeat(63) + "v";
        String column = "select \"" + "x".repeat(55) + "1";
        String other = "select \"" + "x".repeat(55) + "2";
        replica.start();
        source.execute(
                "CREATE TABLE shop.`" + table + "` (`" + column + "` INT, `" + other
                        + "` INT, Mixed INT, PRIMARY KEY (`" + column + "`), KEY `" + other + "` (`" + other + "`))",
                "CREATE TABLE shop.`" + twin + "` LIKE shop.`" + table + "`",
                "INSERT INTO shop.`" + table + "` VALUES (1, 2, 3), (4, 5, 6)",
                "ALTER TABLE shop.`" + table + "` RENAME COLUMN `" + other + "` TO user, RENAME INDEX `" + other
                        + "` TO `table`",
                "UPDATE shop.`" + table + "` SET user = 7 WHERE Mixed = 6",
                "DELETE FROM shop.`" + table + "` WHERE Mixed = 3",
                "INSERT INTO shop.`" + twin + "` SELECT * FROM shop.`" + table + "`",
                "RENAME TABLE shop.`" + table + "` TO shop.`order`",
                "UPDATE shop.`order` SET Mixed = 8");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.\"order\"")).containsExactly("4|7|8");
        assertThat(
                        rows(
                                "SELECT COUNT(*) FROM pg_class WHERE relnamespace = CAST('shop' AS regnamespace) AND relkind = 'r'"))
                .containsExactly("2");
    }

    @Test
    void rows_without_a_key_are_told_apart_byte_by_byte() throws Exception {
        String partitioned =
                "CREATE TABLE shop.t (a varchar(9) COLLATE insensitive, f double precision, r real, j json) PARTITION BY LIST (a COLLATE \"C\")";
        made(
                "CREATE TABLE shop.t (a VARCHAR(9) COLLATE utf8mb4_bin, f DOUBLE, r FLOAT, j JSON)",
                "CREATE COLLATION insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "DROP TABLE shop.t",
                partitioned.replace("COLLATE \"C\")", "COLLATE \"C\")"),
                "CREATE TABLE shop.t1 PARTITION OF shop.t FOR VALUES IN ('a')",
                "CREATE TABLE shop.t2 PARTITION OF shop.t DEFAULT");
        source.execute(
                "INSERT INTO shop.t VALUES ('a', 0, 0, '1'), ('A', 0, 0, '1'), ('a', -0e0, 0, '1'), ('a', 0, -0e0, '1'), ('a', 0, 0, '1.0'), ('a', 0, 0, '1'), ('a', NULL, NULL, NULL)",
                "DELETE FROM shop.t WHERE a = 'A'",
                "DELETE FROM shop.t WHERE JSON_TYPE(j) = 'DOUBLE'",
                "UPDATE shop.t SET a = 'moved' WHERE CAST(f AS CHAR) = '-0'",
                "UPDATE shop.t SET a = 'too' WHERE CAST(r AS CHAR) = '-0'",
                "DELETE FROM shop.t WHERE a = 'a' AND f = 0 LIMIT 1",
                "UPDATE shop.t SET f = 1 WHERE f IS NULL");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t"))
                .containsExactly("a|0|0|1", "a|1|null|null", "moved|-0|0|1", "too|0|-0|1");
    }

    @Test
    void numbers_and_identities_follow_the_definition() throws Exception {
        replica.start();
        source.execute(
                "CREATE TABLE shop.t (id INT NOT NULL DEFAULT 0 PRIMARY KEY, v INT)",
                "INSERT INTO shop.t VALUES (5, 1)",
                "ALTER TABLE shop.t MODIFY id INT NOT NULL AUTO_INCREMENT",
                "INSERT INTO shop.t (v) VALUES (2)",
                "ALTER TABLE shop.t MODIFY id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT",
                "INSERT INTO shop.t (v) VALUES (3)",
                "ALTER TABLE shop.t MODIFY id INT NOT NULL",
                "INSERT INTO shop.t VALUES (9, 4)");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT * FROM shop.t")).containsExactly("5|1", "6|2", "7|3", "9|4");
    }

    @Test
    void columns_that_statements_name_in_another_case() throws Exception {
        replica.start();
        source.execute(
                "CREATE TABLE shop.p (Id INT, Other INT, PRIMARY KEY (ID), KEY o (OTHER))",
                "CREATE TABLE shop.t (id INT PRIMARY KEY, p INT, Gone INT, a INT, FOREIGN KEY (P) REFERENCES p (iD) ON DELETE CASCADE)",
                "ALTER TABLE shop.t DROP COLUMN GONE, RENAME COLUMN A TO b, ADD UNIQUE KEY (B)",
                "ALTER TABLE shop.t ALTER COLUMN B SET DEFAULT 5",
                "ALTER TABLE shop.t RENAME COLUMN p TO p",
                "ALTER TABLE shop.p MODIFY OTHER BIGINT",
                "INSERT INTO shop.p VALUES (1, 1), (2, 2)",
                "INSERT INTO shop.t (id, p) VALUES (1, 1)",
                "INSERT INTO shop.t VALUES (2, 2, 6)",
                "DELETE FROM shop.p WHERE id = 2");
        replica.awaitCaughtUp(source);
        assertThat(rows("SELECT id, p, b FROM shop.t")).containsExactly("1|1|5");
        assertThat(rows("SELECT \"Id\", \"OTHER\" FROM shop.p")).containsExactly("1|1");
    }
}
