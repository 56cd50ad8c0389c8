package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every version of source that there is to be had, each followed at once by a MySQL, a MariaDB and an H2 target: types, schema changes, transactions, by GTIDs and by file and position. */
@RequiresMySql
@Timeout(240)
class SourceVersionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MySqlServer mySql;
    private static MariaDbServer mariaDb;

    enum Version {
        MYSQL_80(MySqlServer::started80, List.of()),
        MYSQL_80_WITH_FULL_METADATA(() -> MySqlServer.started80("--binlog-row-metadata=FULL"), List.of()),
        MYSQL_97(MySqlServer::started, List.of("SET gtid_next = 'AUTOMATIC:blue'")),
        MYSQL_97_COMPRESSED(
                () -> MySqlServer.started("--binlog-transaction-compression=ON"),
                List.of("SET gtid_next = 'AUTOMATIC:compressed'")),
        MARIADB_1011(MariaDbServer::started1011, List.of("SET gtid_domain_id = 7")),
        MARIADB_1011_COMPRESSED(
                () -> MariaDbServer.started1011("--log-bin-compress=ON", "--log-bin-compress-min-len=10"),
                List.of("SET gtid_domain_id = 7")),
        MARIADB_114(MariaDbServer::started, List.of("SET gtid_domain_id = 7", "SET server_id = 4294967295")),
        MARIADB_114_COMPRESSED(
                () -> MariaDbServer.started("--log-bin-compress=ON", "--log-bin-compress-min-len=10"), List.of());

        final Supplier<DatabaseServer> server;
        /** In the session: gives its transactions names of another kind. */
        final List<String> otherNames;

        Version(Supplier<DatabaseServer> server, List<String> otherNames) {
            this.server = server;
            this.otherNames = otherNames;
        }

        List<String> script() {
            List<String> script = new ArrayList<>(
                    List.of("CREATE DATABASE types CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", "USE types"));
            script.addAll(TYPES);
            script.addAll(name().startsWith("MYSQL") ? DOCUMENTS : List.of());
            script.addAll(LIFE);
            script.addAll(otherNames);
            script.addAll(TRANSACTIONS);
            return script;
        }
    }

    private static final List<String> TYPES = List.of(
            "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
            "CREATE TABLE types (id INT PRIMARY KEY, a TINYINT UNSIGNED, b BIGINT UNSIGNED, c DECIMAL(65,30), d FLOAT, e DOUBLE, f BIT(60), g YEAR, h DATE, i TIME(6), j DATETIME(3), k TIMESTAMP(6) NULL, l CHAR(10) CHARACTER SET latin1, m VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, n TEXT CHARACTER SET ucs2, o BINARY(6), p VARBINARY(300), q LONGBLOB, r ENUM('a','bé','c'), s SET('x','y','zö'), t GEOMETRY)",
            "INSERT INTO types VALUES (1, 255, 18446744073709551615, -99999999999999999999999999999999999.999999999999999999999999999999, 0.1, -1.7976931348623157E308, 1152921504606846975, 2155, '2020-02-28', '-838:59:58.000001', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07.499999', X'818D8F9D80FF', 'Grüße 😀 \\\\ '' end', 'ж中', X'010000', X'00FF00', REPEAT('k', 70000), 'bé', 'x,zö', ST_GeomFromText('POINT(1 2)')),"
                    + " (2, 0, 9223372036854775808, 0.000000000000000000000000000001, -3.4e38, 0.1, 0, 1901, '1000-01-01', '-00:00:00.1', '1500-02-28 00:00:00', '1970-01-01 00:00:01', '', '', '', X'', X'', X'', 'a', '', NULL),"
                    + " (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
            "SET SESSION sql_mode = DEFAULT",
            "UPDATE types SET b = b - 1, d = 0.2, l = 'Ä', i = '838:59:58.999999' WHERE id < 3",
            "UPDATE types SET id = id + 10 WHERE id > 1",
            "CREATE TABLE keyless (a INT, b VARCHAR(20), c FLOAT)",
            "INSERT INTO keyless VALUES (1, 'x', 0.1), (1, 'x', 0.1), (1, 'X', 0.1), (2, NULL, NULL)",
            "DELETE FROM keyless WHERE a = 1 LIMIT 2",
            "UPDATE keyless SET b = 'y' WHERE a = 2");

    /** MariaDB's JSON is text, which MySQL's column would not take. */
    private static final List<String> DOCUMENTS = List.of(
            "CREATE TABLE documents (id INT PRIMARY KEY, j JSON)",
            "INSERT INTO documents VALUES (1, '{\"b\": [1, 2.5, -3, true, \"ü\"]}'), (2, NULL), (3, '[]')",
            "UPDATE documents SET j = JSON_SET(j, '$.b[1]', 3.25) WHERE id = 1");

    private static final List<String> LIFE = List.of(
            "CREATE TABLE customer (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL, UNIQUE KEY by_name (name), KEY part (name(3)))",
            "INSERT INTO customer (name) VALUES ('Ada'), ('Grace'), ('Edsger')",
            "ALTER TABLE customer ADD COLUMN city VARCHAR(30) NOT NULL DEFAULT 'nowhere', ADD COLUMN score INT NOT NULL, ADD COLUMN note TEXT AFTER id",
            "INSERT INTO customer (name, city, score) VALUES ('Barbara', 'Boston', 5)",
            "ALTER TABLE customer MODIFY score BIGINT UNSIGNED NOT NULL DEFAULT 7, CHANGE city town VARCHAR(60), DROP INDEX by_name, ADD INDEX by_town (town, name)",
            "UPDATE customer SET score = 18446744073709551615, town = REPEAT('x', 60) WHERE name = 'Ada'",
            "CREATE TABLE backup LIKE customer",
            "INSERT INTO backup SELECT * FROM customer",
            "RENAME TABLE customer TO old, backup TO customer, old TO backup",
            "DELETE FROM backup WHERE name = 'Grace'",
            "ALTER TABLE backup DROP COLUMN note, ADD COLUMN since DATETIME(3) NOT NULL DEFAULT '2020-01-01 00:00:00'",
            "CREATE TABLE copied (id INT PRIMARY KEY, name VARCHAR(20))",
            "INSERT INTO copied SELECT id, name FROM customer",
            "CREATE TABLE emptied (id INT PRIMARY KEY)",
            "INSERT INTO emptied VALUES (1), (2)",
            "TRUNCATE TABLE emptied",
            "CREATE TABLE gone (id INT)",
            "DROP TABLE gone",
            "CREATE UNIQUE INDEX later ON customer (id, name)");

    private static final List<String> TRANSACTIONS = List.of(
            "CREATE TABLE parent (id INT PRIMARY KEY)",
            "INSERT INTO parent VALUES (1), (2), (3)",
            "BEGIN",
            "INSERT INTO parent VALUES (6)",
            "SAVEPOINT s",
            "INSERT INTO parent VALUES (7)",
            "ROLLBACK TO s",
            "UPDATE customer SET score = 8 WHERE name = 'Ada'",
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

    @BeforeAll
    static void startTargets() {
        mySql = MySqlServer.started();
        mariaDb = MariaDbServer.started();
    }

    @AfterAll
    static void stopTargets() {
        mySql.close();
        mariaDb.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void is_followed_by_gtids_and_by_file_and_position(Version version) throws Exception {
        try (DatabaseServer source = version.server.get();
                ReplicaUnderTest toMySql = new ReplicaUnderTest(mySql.jdbcUrl());
                ReplicaUnderTest toMariaDb = new ReplicaUnderTest(
                        mariaDb.jdbcUrl() + "&replica.reportHost=" + "long.".repeat(30) + "example");
                ReplicaUnderTest toH2 = new ReplicaUnderTest(
                        "jdbc:h2:mem:versions" + NUMBER.incrementAndGet()
                                + ";DB_CLOSE_DELAY=-1;replica.serverId=4711;replica.reportHost=here.example;replica.reportPort=3310")) {
            List<ReplicaUnderTest> replicas = List.of(toMySql, toMariaDb, toH2);
            // A server's own accounts are in its log.
            source.execute(newWords(source) ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER");
            for (ReplicaUnderTest replica : replicas) {
                // MariaDB before 11.4 has no certificate by itself.
                replica.follow(source)
                        .execute("CHANGE REPLICATION SOURCE TO SOURCE_SSL=0")
                        .start();
            }
            source.execute(version.script().toArray(String[]::new));
            for (ReplicaUnderTest replica : replicas) {
                replica.awaitCaughtUp(source);
            }
            assertEqual(source, toH2);
            assertAnnounced(source);
            for (ReplicaUnderTest replica : replicas) {
                byFileAndPosition(replica, source);
            }
            source.execute(
                    "INSERT INTO types.parent VALUES (20), (21)",
                    "FLUSH BINARY LOGS",
                    "ALTER TABLE types.parent ADD COLUMN more INT",
                    "UPDATE types.parent SET more = id");
            for (ReplicaUnderTest replica : replicas) {
                replica.start();
                awaitPlace(replica, source);
            }
            assertEqual(source, toH2);
            for (ReplicaUnderTest replica : replicas) {
                replica.assertEveryEventIsAccountedFor();
                replica.stop().execute("RESET REPLICA ALL");
            }
        } finally {
            mySql.execute("DROP DATABASE IF EXISTS types", "DROP DATABASE IF EXISTS jdbc_replica");
            mariaDb.execute("DROP DATABASE IF EXISTS types", "DROP DATABASE IF EXISTS jdbc_replica");
        }
    }

    /** All three are listed, also the one whose name an old source has no room for. */
    private static void assertAnnounced(DatabaseServer source) throws SQLException {
        String show = newWords(source) ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS";
        List<String> hosts = new ArrayList<>();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(show)) {
            while (row.next()) {
                hosts.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
            }
        }
        assertThat(hosts).hasSize(3).contains("4711 here.example 3310");
    }

    private static void assertEqual(DatabaseServer source, ReplicaUnderTest toH2) throws SQLException {
        TableComparison.assertEqual(source, mySql, "types");
        TableComparison.assertEqual(source, mariaDb, "types");
        H2Comparison.assertEqual(source, toH2.connection(), "types");
    }

    private static void byFileAndPosition(ReplicaUnderTest replica, DatabaseServer source) throws SQLException {
        List<String> end = endOfLog(source);
        replica.stop()
                .execute("CHANGE REPLICATION SOURCE TO SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='" + end.get(0)
                        + "', SOURCE_LOG_POS=" + end.get(1));
    }

    private static void awaitPlace(ReplicaUnderTest replica, DatabaseServer source) throws SQLException {
        // MariaDB's log grows by an event of its own a while after a FLUSH.
        Await.until(
                PATIENCE,
                () -> endOfLog(source)
                        .equals(List.of(
                                replica.status().get("Relay_Source_Log_File"),
                                replica.status().get("Exec_Source_Log_Pos"))),
                () -> endOfLog(source) + " " + replica.status());
    }

    /** 8.0 and MariaDB have older words. */
    private static boolean newWords(DatabaseServer source) throws SQLException {
        return source instanceof MySqlServer
                && !source.query("SELECT VERSION()").startsWith("8.0");
    }

    private static List<String> endOfLog(DatabaseServer source) throws SQLException {
        String show = newWords(source) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
        return List.of(source.query(show, 1), source.query(show, 2));
    }
}
