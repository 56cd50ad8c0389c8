package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Row images that leave columns out (binlog_row_image=MINIMAL, NOBLOB): an inserted row holds what the source has put there, or the replica stops. */
class OmittedColumnsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String h2(String options) {
        return "jdbc:h2:mem:omitted" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + options;
    }

    private static final String[] CONSTANTS = {
        "CREATE DATABASE app CHARACTER SET utf8mb4",
        "USE app",
        "SET time_zone = '+03:00'",
        "CREATE TABLE numbers (id INT PRIMARY KEY, a INT DEFAULT 0x10, b INT DEFAULT 1.5, c DECIMAL(5,2) DEFAULT '1.005', d BIGINT UNSIGNED DEFAULT 18446744073709551615, e FLOAT(5,1) DEFAULT 0.16, f BIT(9) DEFAULT b'100000001', g YEAR DEFAULT 70, h YEAR DEFAULT '0', i BOOLEAN DEFAULT TRUE, j TINYINT DEFAULT '-7', k DOUBLE DEFAULT '1e2')",
        "INSERT INTO numbers (id) VALUES (1), (2)",
        "CREATE TABLE texts (id INT PRIMARY KEY, a VARCHAR(5) DEFAULT 'x\\\\y', b VARBINARY(5) DEFAULT X'0011', c VARCHAR(9) DEFAULT 5, d VARCHAR(9) DEFAULT _utf8mb4'é', e BINARY(4) DEFAULT 'ab', f SET('a','b') DEFAULT 'b,a', g ENUM('Abc') DEFAULT 'aBC', h ENUM('q','r') NOT NULL, i CHAR(5) DEFAULT 'a  ', j VARCHAR(9) DEFAULT 'a' 'b', k VARCHAR(9) CHARACTER SET latin1 DEFAULT 'é', l VARCHAR(9) DEFAULT 'it''s', m VARCHAR(5) DEFAULT 0x41)",
        "INSERT INTO texts (id) VALUES (1)",
        "CREATE TABLE times (id INT PRIMARY KEY, a TIME DEFAULT '10:00:00', b TIMESTAMP NULL DEFAULT '2020-01-01 00:00:00', c DATETIME DEFAULT '2020-01-01', d DATE DEFAULT '20200102', e TIME(2) DEFAULT '-838:59:58.25', f TIME DEFAULT 101112, g DATETIME(3) DEFAULT '2020-01-01 10:10:10.5', h TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, n INT)",
        "INSERT INTO times (id) VALUES (1)",
        "INSERT INTO times (id, n) VALUES (2, 2)",
        "UPDATE times SET n = 1 WHERE id = 1",
        "ALTER TABLE times ALTER b SET DEFAULT '2021-01-01 00:00:00', ALTER a DROP DEFAULT, ALTER n SET DEFAULT 4",
        "INSERT INTO times (id, a) VALUES (3, '1:00')",
        "CREATE TABLE digits (id INT PRIMARY KEY, a FLOAT DEFAULT 1234567.75, b FLOAT(12,2) DEFAULT 1234567.75, c DOUBLE DEFAULT 1234567.75)",
        "INSERT INTO digits (id) VALUES (1)",
        "CREATE TABLE alike LIKE digits",
        "INSERT INTO alike (id) VALUES (1)",
        "ALTER TABLE digits RENAME TO many_digits",
        "INSERT INTO many_digits (id) VALUES (2)",
        "ALTER TABLE many_digits ADD d FLOAT DEFAULT 7654321.5, RENAME COLUMN a TO e",
        "INSERT INTO many_digits (id) VALUES (3)",
        "CREATE INDEX i ON many_digits (c)",
        "INSERT INTO many_digits (id) VALUES (4)"
    };

    /** In a session that is not strict a column that has no default gets its type's. */
    private static final String[] IMPLICIT = {
        "SET sql_mode = ''",
        "CREATE TABLE implicit (id INT PRIMARY KEY, a INT NOT NULL, b VARCHAR(9) NOT NULL, c ENUM('x','y') NOT NULL, d BINARY(3) NOT NULL, e TEXT NOT NULL, f BLOB NOT NULL, g DECIMAL(5,2) NOT NULL, h FLOAT NOT NULL, i TIME NOT NULL, j YEAR NOT NULL, k SET('x') NOT NULL, l BIT(3) NOT NULL, m DATE NOT NULL, n DATETIME(3) NOT NULL, o DOUBLE NOT NULL)",
        "INSERT INTO implicit (id) VALUES (1)",
        "INSERT INTO implicit (id, b) VALUES (2, 'given'), (3, 'too')",
        "UPDATE implicit SET a = 5 WHERE id = 2",
        "SET sql_mode = DEFAULT"
    };

    /** The image of a row of a table without a primary key holds the key that is the first of its unique ones on the source, as they were made there. */
    @Test
    @RequiresMySql
    void the_key_that_an_image_holds_need_not_be_the_first_of_the_target() throws Exception {
        try (MySqlServer target = MySqlServer.started()) {
            keyOfTheImage(target.jdbcUrl());
        }
        keyOfTheImage(h2(""));
    }

    private static void keyOfTheImage(String target) throws Exception {
        try (MySqlServer source = MySqlServer.started("--binlog-row-image=MINIMAL");
                ReplicaUnderTest replica = new ReplicaUnderTest(target)) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE app",
                    "USE app",
                    "CREATE TABLE two (a INT NOT NULL, z VARCHAR(9) NOT NULL, n INT, UNIQUE KEY z (z), UNIQUE KEY a (a))",
                    "CREATE TABLE other (a INT NOT NULL, z VARCHAR(9) NOT NULL, n INT, UNIQUE KEY a (a), UNIQUE KEY z (z))");
            for (String table : new String[] {"two", "other"}) {
                source.execute(
                        "USE app",
                        "INSERT INTO " + table + " VALUES (1, 'x', 1), (2, 'y', 2), (3, 'X ', NULL)",
                        "UPDATE " + table + " SET n = 10 WHERE a = 2",
                        "UPDATE " + table + " SET z = 'q', a = 9 WHERE a = 1",
                        "DELETE FROM " + table + " WHERE z = 'X '");
            }
            replica.awaitCaughtUp(source);
            String q = target.contains("mysql") ? "`" : "\"";
            for (String table : new String[] {"two", "other"}) {
                String from = q + "app" + q + "." + q + table + q;
                assertThat(replica.query("SELECT COUNT(*) FROM " + from)).isEqualTo("2");
                assertThat(replica.query("SELECT CONCAT(" + q + "a" + q + ", " + q + "z" + q + ", " + q + "n" + q
                                + ") FROM " + from + " ORDER BY 1 DESC LIMIT 1"))
                        .isEqualTo("9q1");
                assertThat(replica.query("SELECT " + q + "n" + q + " FROM " + from + " WHERE " + q + "a" + q + " = 2"))
                        .isEqualTo("10");
            }
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    @RequiresMySql
    void on_h2_they_hold_the_default_of_the_source_from_mysql() throws Exception {
        onH2(MySqlServer.started("--binlog-row-image=MINIMAL"), "j JSON NOT NULL");
    }

    @Test
    @RequiresMySql
    void on_h2_they_hold_the_default_of_the_source_with_full_metadata() throws Exception {
        onH2(
                MySqlServer.started("--binlog-row-image=MINIMAL", "--binlog-row-metadata=FULL"),
                "j JSON NOT NULL, v INT AS (n + 1) VIRTUAL, u CHAR(36) DEFAULT (UUID())");
    }

    @Test
    void on_h2_they_hold_the_default_of_the_source_from_mariadb() throws Exception {
        onH2(MariaDbServer.started("--binlog-row-image=MINIMAL"), "s INT AS (n + 1) STORED, t TEXT DEFAULT 'é'");
    }

    private static void onH2(DatabaseServer source, String own) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(h2(";replica.zeroDates=null"))) {
            replica.follow(source).start();
            source.execute(CONSTANTS);
            source.execute(concat("USE app", IMPLICIT));
            source.execute(
                    "USE app",
                    "SET sql_mode = ''",
                    "CREATE TABLE own (id INT PRIMARY KEY AUTO_INCREMENT, n INT DEFAULT 3, " + own + ")",
                    "INSERT INTO own () VALUES ()",
                    "INSERT INTO own (n) VALUES (5)",
                    "UPDATE own SET id = 8 WHERE n = 5");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static String[] concat(String first, String[] others) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), java.util.Arrays.stream(others))
                .toArray(String[]::new);
    }

    @Test
    @RequiresMySql
    void a_table_older_than_the_replica_is_completed_with_the_definition_that_the_source_shows() throws Exception {
        try (DatabaseServer source = MySqlServer.started("--binlog-row-image=MINIMAL");
                ReplicaUnderTest replica = new ReplicaUnderTest(h2(""))) {
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t (id INT PRIMARY KEY, a TIMESTAMP NULL DEFAULT '2020-01-01 00:00:00', b VARCHAR(9) DEFAULT 'é')",
                    "RESET BINARY LOGS AND GTIDS",
                    "INSERT INTO app.t (id) VALUES (1)");
            replica.execute("CREATE SCHEMA \"app\"")
                    .execute(
                            "CREATE TABLE \"app\".\"t\" (\"id\" INT PRIMARY KEY, \"a\" TIMESTAMP WITH TIME ZONE, \"b\" VARCHAR(9) DEFAULT 'other')")
                    .follow(source)
                    .start()
                    .awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
        }
    }

    @Test
    @RequiresMySql
    void a_default_that_depends_on_the_sources_system_time_zone_stops_the_replica() throws Exception {
        refused(
                MySqlServer.started("--binlog-row-image=MINIMAL"),
                "CREATE TABLE app.t (id INT PRIMARY KEY, c TIMESTAMP NULL DEFAULT '2020-01-01 00:00:00')",
                "time zone");
    }

    @Test
    void a_generated_column_that_the_log_leaves_out_stops_the_replica() throws Exception {
        refused(
                MariaDbServer.started("--binlog-row-image=MINIMAL"),
                "CREATE TABLE app.t (id INT PRIMARY KEY, c INT AS (id + 1) VIRTUAL)",
                "generated column");
    }

    private static void refused(DatabaseServer source, String table, String why) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(h2(""))) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app", table, "INSERT INTO app.t (id) VALUES (1)");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("app.t", "'c'", why, "binlog_row_image=FULL");
            assertThat(replica.query("SELECT COUNT(*) FROM \"app\".\"t\"")).isEqualTo("0");
        }
    }

    @Test
    @RequiresMySql
    void on_mysql_the_columns_without_a_default_hold_the_implicit_one_as_on_a_native_replica() throws Exception {
        try (DatabaseServer nativeReplica = MySqlServer.started()) {
            onMySql(MySqlServer.started("--binlog-row-image=MINIMAL"), MySqlServer.started(), nativeReplica);
        }
    }

    @Test
    void on_mariadb_the_columns_without_a_default_hold_the_implicit_one() throws Exception {
        onMySql(MariaDbServer.started("--binlog-row-image=NOBLOB"), MariaDbServer.started(), null);
    }

    private static void onMySql(DatabaseServer source, DatabaseServer target, DatabaseServer nativeReplica)
            throws Exception {
        String more =
                "ALTER TABLE app.implicit ADD more INT NOT NULL, ADD text VARCHAR(5) CHARACTER SET latin1 NOT NULL, ADD label ENUM('p','q') NOT NULL, ADD at DATETIME NOT NULL, ADD own INT NOT NULL DEFAULT 7, ADD stamp TIMESTAMP NULL";
        try (source;
                target;
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE app");
            source.execute(concat("USE app", IMPLICIT));
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
            if (nativeReplica != null) {
                nativeReplica.execute(
                        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                                + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1",
                        "START REPLICA");
                nativeReplica.query("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + source.executedGtidSet() + "', 60)");
                nativeReplica.execute("SET sql_log_bin = 0", "SET sql_mode = ''", more);
            }
            target.execute("SET sql_mode = ''", more);
            source.execute(
                    "INSERT INTO app.implicit (id, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o) VALUES (9, 1, '', 'x', '', '', '', 1, 1, '1:00', 0, '', 0, '2020-01-01', '2020-01-01', 1)");
            replica.awaitCaughtUp(source);
            assertThat(
                            target.query(
                                    "SELECT CONCAT_WS('/', more, text, label, at, own, IFNULL(stamp, 'NULL')) FROM app.implicit WHERE id = 9"))
                    .isEqualTo("0//p/0000-00-00 00:00:00/7/NULL");
            if (nativeReplica != null) {
                nativeReplica.query("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + source.executedGtidSet() + "', 60)");
                TableComparison.assertEqual(nativeReplica, target, "app");
            }
        }
    }
}
