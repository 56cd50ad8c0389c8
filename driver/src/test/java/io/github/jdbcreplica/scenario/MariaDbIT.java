package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MariaDB as a source by its own GTIDs, as a target, and both ways between MySQL and MariaDB. */
@RequiresMySql
class MariaDbIT {
    private static MariaDbServer mariaDb;
    private static MariaDbServer otherMariaDb;
    private static MySqlServer mySql;

    @BeforeAll
    static void startServers() {
        mariaDb = MariaDbServer.started("--gtid-domain-id=3");
        otherMariaDb = MariaDbServer.started();
        mySql = MySqlServer.started();
    }

    @AfterAll
    static void stopServers() {
        mariaDb.close();
        otherMariaDb.close();
        mySql.close();
    }

    @Test
    void from_mariadb_to_mariadb() throws Exception {
        assertFollows(mariaDb, otherMariaDb, "one");
    }

    @Test
    void from_mariadb_to_mysql() throws Exception {
        assertFollows(mariaDb, mySql, "two");
    }

    @Test
    void from_mysql_to_mariadb() throws Exception {
        assertFollows(mySql, otherMariaDb, "three");
    }

    /** MySQL's JSON is text in MariaDB. */
    @Test
    void json_from_mysql_to_mariadb() throws Exception {
        List<String> documents = List.of(
                "CREATE TABLE keyed (id INT PRIMARY KEY, j JSON)",
                "INSERT INTO keyed VALUES (1, '{\"b\": [1, 2.5, -3, 1e100, true, null, \"ü\"]}'), (2, NULL), (3, JSON_ARRAY(CAST('1.10' AS DECIMAL(10,2)), CAST('2020-01-01' AS DATE)))",
                "UPDATE keyed SET j = JSON_SET(j, '$.b[1]', 3.25) WHERE id = 1",
                "CREATE TABLE keyless (a INT, j JSON)",
                "INSERT INTO keyless VALUES (1, '{\"a\": 1}'), (1, '{\"a\": 1.0}'), (2, NULL)",
                "DELETE FROM keyless WHERE JSON_TYPE(JSON_EXTRACT(j, '$.a')) = 'DOUBLE'",
                "UPDATE keyless SET a = 3");
        follow(mySql, otherMariaDb, "json_minimal", documents);
        mySql.execute("SET GLOBAL binlog_row_metadata = FULL");
        follow(mySql, otherMariaDb, "json_full", documents);
        mySql.execute("SET GLOBAL binlog_row_metadata = MINIMAL");
    }

    /** MariaDB waits for itself for ever when it exchanges a partition in a session that does not commit by itself. */
    @Test
    void an_exchanged_partition() throws Exception {
        follow(
                mariaDb,
                otherMariaDb,
                "parted",
                List.of(
                        "CREATE TABLE p (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20))",
                        "CREATE TABLE x (id INT PRIMARY KEY)",
                        "INSERT INTO x VALUES (1)",
                        "INSERT INTO p VALUES (2), (12)",
                        "ALTER TABLE p EXCHANGE PARTITION p0 WITH TABLE x",
                        "INSERT INTO x VALUES (3)"));
    }

    /** They are in the log with their error, and what they did before it. */
    @Test
    void statements_that_failed_after_a_part_of_their_work() throws Exception {
        reset(mariaDb);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(otherMariaDb.jdbcUrl())) {
            replica.follow(mariaDb).start();
            mariaDb.execute(
                    "CREATE DATABASE partly",
                    "CREATE TABLE partly.a (i INT)",
                    "CREATE TABLE partly.b (i INT)",
                    "CREATE VIEW partly.v1 AS SELECT 1",
                    "CREATE USER partly1, partly4");
            fails(mariaDb, "CREATE USER partly1, partly2");
            fails(mariaDb, "DROP TABLE partly.a, partly.nope, partly.b");
            fails(mariaDb, "DROP VIEW partly.v1, partly.v2");
            fails(mariaDb, "DROP USER partly3, partly4");
            replica.awaitCaughtUp(mariaDb);
            TableComparison.assertEqual(mariaDb, otherMariaDb, "partly");
            String users = "SELECT GROUP_CONCAT(User ORDER BY User) FROM mysql.user WHERE User LIKE 'partly%'";
            assertThat(mariaDb.query(users)).isEqualTo("partly1,partly2");
            assertThat(otherMariaDb.query(users)).isEqualTo("partly1,partly2");
            otherMariaDb.execute("CREATE VIEW partly.v2 AS SELECT 2");
            mariaDb.execute("CREATE VIEW partly.v1 AS SELECT 1");
            fails(mariaDb, "DROP VIEW partly.v1, partly.v2");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status())
                    .containsEntry("Last_SQL_Errno", "13113")
                    .extractingByKey("Last_SQL_Error")
                    .asString()
                    .startsWith("Query caused different errors on source and replica.")
                    .contains("error code=4092", "actual message='no error', error code=0");
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void fails(DatabaseServer server, String sql) {
        assertThatThrownBy(() -> server.execute(sql)).isInstanceOf(SQLException.class);
    }

    /** MySQL drops either all or none of the accounts, so that the part that MariaDB did cannot be done by the statement. */
    @Test
    void a_statement_that_failed_in_part_on_a_server_of_another_kind_stops_the_replica() throws Exception {
        reset(mariaDb);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(mySql.jdbcUrl())) {
            replica.follow(mariaDb).start();
            mariaDb.execute("CREATE DATABASE other_kind", "CREATE TABLE other_kind.a (i INT)");
            fails(mariaDb, "DROP TABLE other_kind.a, other_kind.nope");
            mariaDb.execute("CREATE USER other1");
            replica.awaitCaughtUp(mariaDb);
            TableComparison.assertEqual(mariaDb, mySql, "other_kind");
            fails(mariaDb, "DROP USER other1, other2");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("failed on the source with error 1396");
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    /** MariaDB logs the statement, and each server would make values of its own. */
    @Test
    void a_column_that_is_added_with_values_that_no_other_server_makes() throws Exception {
        reset(mariaDb);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(otherMariaDb.jdbcUrl())) {
            replica.follow(mariaDb).start();
            String alter = "ALTER TABLE added.t ADD b VARCHAR(40) DEFAULT UUID(), ADD c DOUBLE DEFAULT RAND()";
            mariaDb.execute(
                    "CREATE DATABASE added",
                    "CREATE TABLE added.t (a INT PRIMARY KEY)",
                    alter,
                    "ALTER TABLE added.t DROP b, DROP c",
                    "INSERT INTO added.t VALUES (1), (2)",
                    "ALTER TABLE added.t ADD quoted VARCHAR(20) DEFAULT 'uuid()'");
            replica.awaitCaughtUp(mariaDb);
            TableComparison.assertEqual(mariaDb, otherMariaDb, "added");
            mariaDb.execute(alter);
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("column b", "every server makes anew", "Empty the table on the target", alter);
            otherMariaDb.execute("DELETE FROM added.t");
            replica.start().awaitCaughtUp(mariaDb);
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    /** MariaDB's documents are text, of which an empty one is no document. */
    @Test
    void a_column_of_documents_that_is_added_to_rows_of_mysql_holds_the_document_null() throws Exception {
        reset(mySql);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(mariaDb.jdbcUrl())) {
            replica.follow(mySql).start();
            String add = "ALTER TABLE documents.t ADD d JSON NOT NULL";
            mySql.execute(
                    "CREATE DATABASE documents",
                    "CREATE TABLE documents.t (id INT PRIMARY KEY)",
                    add,
                    "ALTER TABLE documents.t DROP d",
                    "INSERT INTO documents.t VALUES (1)",
                    add,
                    "INSERT INTO documents.t VALUES (2, '[]')");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("column d", "DEFAULT 'null'", add);
            mariaDb.execute(
                    "ALTER TABLE documents.t ADD d JSON NOT NULL DEFAULT 'null'",
                    "ALTER TABLE documents.t ALTER d DROP DEFAULT");
            String uuid = mySql.query("SELECT @@server_uuid");
            replica.execute("SET GTID_NEXT = '" + uuid + ":6'")
                    .execute("BEGIN")
                    .execute("COMMIT")
                    .execute("SET GTID_NEXT = 'AUTOMATIC'")
                    .start()
                    .awaitCaughtUp(mySql);
            assertThat(mariaDb.query("SELECT GROUP_CONCAT(d ORDER BY id) FROM documents.t"))
                    .isEqualTo("null,[]");
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    /** MySQL leaves the counter without effect where GTIDs decide; MariaDB's GTIDs have no other way to pass over a transaction. */
    @Test
    void a_transaction_that_mysql_does_not_take_is_passed_over_by_the_skip_counter() throws Exception {
        reset(mariaDb);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(mySql.jdbcUrl())) {
            replica.follow(mariaDb).start();
            mariaDb.execute(
                    "CREATE DATABASE passed",
                    "USE passed",
                    "CREATE TABLE t (id UUID PRIMARY KEY)",
                    "CREATE TABLE u (id INT)",
                    "INSERT INTO u VALUES (1), (2)");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("UUID", "CREATE TABLE t");

            replica.execute("SET GLOBAL sql_replica_skip_counter = 1").start().awaitCaughtUp(mariaDb);

            assertThat(mySql.query("SELECT COUNT(*) FROM passed.u")).isEqualTo("2");
            assertThat(replica.query("SHOW TABLES FROM passed")).isEqualTo("u");
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void follow(DatabaseServer source, DatabaseServer target, String database, List<String> statements)
            throws SQLException {
        reset(source);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            List<String> all = new ArrayList<>(List.of(
                    "CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "USE " + database));
            all.addAll(statements);
            source.execute(all.toArray(String[]::new));
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, database);
            replica.assertEveryEventIsAccountedFor();
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void assertFollows(DatabaseServer source, DatabaseServer target, String database)
            throws SQLException {
        reset(source);
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "USE " + database,
                    "CREATE TABLE orders (id INT PRIMARY KEY, item VARCHAR(40), price DECIMAL(10,2))",
                    "INSERT INTO orders VALUES (1, 'tea', 3.50), (2, 'Käse 😀', 7.25)",
                    "UPDATE orders SET price = 4 WHERE id = 1",
                    "DELETE FROM orders WHERE id = 2",
                    "INSERT INTO orders VALUES (3, NULL, -1)");
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, database);
            types(source, database);
            transactions(source, database);
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, database);
            replica.stop();
            source.execute("INSERT INTO " + database + ".orders VALUES (4, 'later', 0)", "FLUSH BINARY LOGS");
            source.execute("INSERT INTO " + database + ".orders VALUES (5, 'later still', 0)");
            replica.start().awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, database);
            assertThat(replica.query("SELECT COUNT(*) FROM " + database + ".orders"))
                    .isEqualTo("4");
            replica.assertEveryEventIsAccountedFor();
            replica.stop().execute("RESET REPLICA ALL");
        }
    }

    private static void reset(DatabaseServer source) throws SQLException {
        source.execute(source instanceof MySqlServer ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER");
    }

    private static void types(DatabaseServer source, String database) throws SQLException {
        source.execute(
                "USE " + database,
                "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                "CREATE TABLE types (id INT PRIMARY KEY, a TINYINT UNSIGNED, b BIGINT UNSIGNED, c DECIMAL(65,30), d FLOAT, e DOUBLE, f BIT(64), g YEAR, h DATE, i TIME(6), j DATETIME(3), k TIMESTAMP(6) NULL, l CHAR(10) CHARACTER SET latin1, m VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, n TEXT CHARACTER SET ucs2, o BINARY(6), p VARBINARY(300), q LONGBLOB, r ENUM('a','bé','c'), s SET('x','y','zö'), t GEOMETRY)",
                "INSERT INTO types VALUES (1, 255, 18446744073709551615, -99999999999999999999999999999999999.999999999999999999999999999999, 0.1, -1.7976931348623157E308, 18446744073709551615, 2155, '2020-02-31', '-838:59:58.000001', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07.499999', X'818D8F9D80FF', 'Grüße 😀 \\\\ '' end', 'ж中', X'010000', X'00FF00', REPEAT('k', 70000), 'bé', 'x,zö', ST_GeomFromText('POINT(1 2)')),"
                        + " (2, 0, 9223372036854775808, 0.000000000000000000000000000001, -3.4e38, 0.1, 0, 1901, '0000-00-00', '-00:00:00.1', '0000-00-00 00:00:00', '1970-01-01 00:00:01', '', '', '', X'', X'', X'', 'a', '', NULL),"
                        + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
                "UPDATE types SET b = b - 1, d = 0.2, l = 'Ä', i = '838:59:58.999999' WHERE id < 3",
                "UPDATE types SET id = id + 10 WHERE id > 1",
                "CREATE TABLE keyless (a INT, b VARCHAR(20), c FLOAT)",
                "INSERT INTO keyless VALUES (1, 'x', 0.1), (1, 'x', 0.1), (1, 'X', 0.1), (2, NULL, NULL)",
                "DELETE FROM keyless WHERE a = 1 LIMIT 2",
                "UPDATE keyless SET b = 'y' WHERE a = 2");
    }

    private static void transactions(DatabaseServer source, String database) throws SQLException {
        source.execute(
                "USE " + database,
                "CREATE TABLE parent (id INT PRIMARY KEY)",
                "CREATE TABLE child (id INT PRIMARY KEY, parent INT, FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "INSERT INTO parent VALUES (1), (2), (3)",
                "INSERT INTO child VALUES (10, 1), (11, 1), (20, 2), (30, 3)",
                "UPDATE parent SET id = 5 WHERE id = 2",
                "DELETE FROM parent WHERE id = 1",
                "BEGIN",
                "INSERT INTO parent VALUES (6)",
                "SAVEPOINT s",
                "INSERT INTO parent VALUES (7)",
                "ROLLBACK TO s",
                "COMMIT",
                "XA START 'bank'",
                "INSERT INTO parent VALUES (8)",
                "XA END 'bank'",
                "XA PREPARE 'bank'",
                "XA COMMIT 'bank'",
                "XA START 'gone'",
                "INSERT INTO parent VALUES (9)",
                "XA END 'gone'",
                "XA PREPARE 'gone'",
                "XA ROLLBACK 'gone'");
    }
}
