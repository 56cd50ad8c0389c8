package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Schema changes in all the spellings that servers take, on H2. */
class H2SchemaChangesIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static ReplicaUnderTest onH2() throws Exception {
        return new ReplicaUnderTest("jdbc:h2:mem:changes" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    private static final String[] COMMON = {
        "CREATE DATABASE app CHARACTER SET utf8mb4",
        "USE app",
        "SET time_zone = '+05:00'",
        // New columns hold the default as the type keeps it.
        "CREATE TABLE added (id INT PRIMARY KEY)",
        "INSERT INTO added VALUES (1), (2)",
        "ALTER TABLE added ADD s SET('a','b') DEFAULT 'b,a', ADD e ENUM('Abc') DEFAULT 'aBC', ADD c CHAR(5) DEFAULT 'a  ', ADD y YEAR DEFAULT 70, ADD f FLOAT(5,1) DEFAULT 0.16, ADD b VARBINARY(4) DEFAULT X'00FF', ADD d DATE DEFAULT 20200101, ADD dt DATETIME DEFAULT '2020-01-01', ADD v VARCHAR(9) DEFAULT 5, ADD h INT DEFAULT 0x10, ADD hv VARCHAR(5) DEFAULT 0x41",
        "ALTER TABLE added ADD ts TIMESTAMP NULL DEFAULT '2021-01-01 00:00:00', ADD ti TIME(3) DEFAULT '-12:13:14.5', ADD tn TIME NOT NULL, ADD k TIME DEFAULT 101112, ADD bi BINARY(3) NOT NULL, ADD de DOUBLE DEFAULT '1e2', ADD q VARCHAR(9) DEFAULT 'it''s \\\\', ADD x VARCHAR(9) DEFAULT 'a' 'b'",
        "CREATE TABLE late (a INT, b INT)",
        "INSERT INTO late VALUES (1, 1)",
        "ALTER TABLE late ADD PRIMARY KEY (a)",
        "INSERT INTO late VALUES (2, 2)",
        "ALTER TABLE late DROP PRIMARY KEY, CHANGE b c INT, ADD PRIMARY KEY (c, a)",
        "UPDATE late SET a = 3 WHERE a = 2",
        // All clauses of a statement speak of the columns as they were before it.
        "CREATE TABLE swapped (id INT PRIMARY KEY, a INT, b INT, KEY ka (a))",
        "INSERT INTO swapped VALUES (1, 1, 2)",
        "ALTER TABLE swapped RENAME COLUMN a TO b, RENAME COLUMN b TO a",
        "INSERT INTO swapped (id, a, b) VALUES (2, 5, 6)",
        "ALTER TABLE swapped CHANGE a b BIGINT, CHANGE b a INT, ADD KEY kba (b, a)",
        "INSERT INTO swapped (id, a, b) VALUES (3, 7, 8)",
        "ALTER TABLE swapped ADD COLUMN a INT DEFAULT 9, CHANGE a c INT",
        "INSERT INTO swapped (id, a, b, c) VALUES (4, 9, 10, 11)",
        "ALTER TABLE swapped RENAME COLUMN b TO a, DROP COLUMN a",
        "UPDATE swapped SET a = a + 1",
        // A view among tables that change their names.
        "CREATE VIEW shown AS SELECT a FROM late",
        "RENAME TABLE shown TO seen",
        "RENAME TABLE late TO later, seen TO shown, added TO late",
        "INSERT INTO later (a, c) VALUES (7, 7)",
        "SET sql_mode = 'ANSI_QUOTES'",
        "CREATE TABLE \"a\"\"b`c\" (id INT PRIMARY KEY, \"c\"\"d\" INT, v VARCHAR(9) DEFAULT 'x')",
        "INSERT INTO \"a\"\"b`c\" (id, \"c\"\"d\") VALUES (1, 2)",
        "ALTER TABLE \"a\"\"b`c\" RENAME COLUMN \"c\"\"d\" TO \"`\"",
        "UPDATE \"a\"\"b`c\" SET \"`\" = 3",
        "CREATE TABLE `a``b` (id INT)",
        "CREATE TABLE \"a\"\"b\" (id INT)",
        "DROP TABLE IF EXISTS \"a\"\"b\""
    };

    @Test
    @RequiresMySql
    void follow_from_mysql() throws Exception {
        follow(
                MySqlServer.started(),
                "ALTER TABLE late ADD j JSON NOT NULL",
                // Names have no characters beyond the Basic Multilingual Plane.
                "CREATE TABLE `t😀` (`e😀` INT PRIMARY KEY, v INT, KEY `k😀` (v))",
                "INSERT INTO `t?` VALUES (1, 2)");
    }

    @Test
    void follow_from_mariadb() throws Exception {
        follow(
                MariaDbServer.started(),
                "CREATE OR REPLACE TABLE r (a INT PRIMARY KEY)",
                "INSERT INTO r VALUES (1)",
                "CREATE OR REPLACE TABLE r (b INT PRIMARY KEY)",
                "INSERT INTO r VALUES (2)",
                "CREATE OR REPLACE TABLE r AS SELECT 7 AS x, 'q' AS y",
                "CREATE OR REPLACE TABLE u LIKE r",
                "CREATE OR REPLACE TABLE u LIKE r",
                "INSERT INTO u SELECT * FROM r",
                "ALTER TABLE u ADD i INET6 NOT NULL, ADD k UUID NOT NULL");
    }

    private static void follow(DatabaseServer source, String... own) throws Exception {
        try (source;
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(COMMON);
            source.execute(
                    java.util.stream.Stream.concat(java.util.stream.Stream.of("USE app"), java.util.Arrays.stream(own))
                            .toArray(String[]::new));
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "app");
            assertThat(
                            replica.query(
                                    "SELECT events FROM jdbc_replica.skipped_events WHERE reason = 'view: not replicated to H2'"))
                    .isEqualTo("2");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    @Test
    void a_clause_that_no_reader_expects_stops_the_replica_and_is_named() throws Exception {
        try (DatabaseServer source = MariaDbServer.started();
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE app",
                    "CREATE TABLE app.t (x INT, a TIMESTAMP(6) GENERATED ALWAYS AS ROW START, b TIMESTAMP(6) GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (a, b)) WITH SYSTEM VERSIONING");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("cannot be translated to H2", "not understood: GENERATED ALWAYS AS ROW START");
        }
    }

    /** The doubled quote of a name is one, to MariaDB as well. */
    @Test
    void a_drop_of_one_table_is_the_sources_own_statement_on_mariadb() throws Exception {
        try (DatabaseServer source = MariaDbServer.started();
                DatabaseServer target = MariaDbServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE app",
                    "USE app",
                    "CREATE TABLE `a``b` (id INT PRIMARY KEY)",
                    "CREATE TABLE `a\"b` (id INT PRIMARY KEY)",
                    "CREATE TABLE `c\"d` (id INT PRIMARY KEY)",
                    "CREATE TABLE e (id INT PRIMARY KEY)",
                    "SET sql_mode = 'ANSI_QUOTES'",
                    "DROP TABLE IF EXISTS \"a\"\"b\"",
                    "DROP TABLE \"c\"\"d\", e");
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "app");
        }
    }
}
