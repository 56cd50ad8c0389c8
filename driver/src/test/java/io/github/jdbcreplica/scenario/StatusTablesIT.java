package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state as a client sees it that has not our driver: in plain tables and views, under MySQL's names. */
@RequiresMySql
@Timeout(180)
class StatusTablesIT {
    private static final List<String> TABLES = List.of(
            "replication_connection_configuration",
            "replication_connection_status",
            "replication_applier_configuration",
            "replication_applier_status",
            "replication_applier_status_by_coordinator",
            "replication_applier_status_by_worker",
            "replication_applier_filters",
            "replication_applier_global_filters");

    private static MySqlServer source;
    private static MySqlServer mySql;
    private static MariaDbServer mariaDb;

    @BeforeAll
    static void startServers() {
        source = MySqlServer.started();
        mySql = MySqlServer.started();
        mariaDb = MariaDbServer.started();
    }

    @AfterAll
    static void stopServers() {
        for (DatabaseServer server : new DatabaseServer[] {source, mySql, mariaDb}) {
            server.close();
        }
    }

    static Stream<String> targets() {
        return Stream.of(mySql.jdbcUrl(), mariaDb.jdbcUrl(), "jdbc:h2:mem:status;DB_CLOSE_DELAY=-1");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void any_client_reads_how_the_replica_is(String target) throws SQLException {
        source.execute("CREATE DATABASE IF NOT EXISTS d", "CREATE TABLE IF NOT EXISTS d.t (a INT PRIMARY KEY)");
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target);
                Connection plain = DriverManager.getConnection(target)) {
            replica.execute("CHANGE REPLICATION FILTER REPLICATE_IGNORE_DB = (nix), REPLICATE_REWRITE_DB = ((a, b))")
                    .follow(source)
                    .execute("CHANGE REPLICATION SOURCE TO SOURCE_HEARTBEAT_PERIOD = 0.5")
                    .start()
                    .awaitCaughtUp(source);

            for (String table : TABLES) {
                assertThat(columns(plain, "jdbc_replica." + table))
                        .as(table)
                        .isEqualTo(columns(source.connect(), "performance_schema." + table));
            }
            assertThat(row(
                            plain,
                            "HOST, PORT, AUTO_POSITION, SSL_ALLOWED, CONNECTION_RETRY_INTERVAL, GTID_ONLY",
                            TABLES.get(0)))
                    .isEqualTo("127.0.0.1|" + source.port() + "|1|YES|1|0");
            assertThat(row(plain, "DESIRED_DELAY, REQUIRE_ROW_FORMAT, REQUIRE_TABLE_PRIMARY_KEY_CHECK", TABLES.get(2)))
                    .isEqualTo("0|NO|STREAM");
            assertThat(row(plain, "FILTER_NAME, FILTER_RULE, CONFIGURED_BY", TABLES.get(7) + " ORDER BY 1"))
                    .isEqualTo("REPLICATE_IGNORE_DB|nix|CHANGE_REPLICATION_FILTER");
            assertThat(row(plain, "FILTER_NAME, FILTER_RULE, CONFIGURED_BY", TABLES.get(6) + " ORDER BY 1 DESC"))
                    .isEqualTo("REPLICATE_REWRITE_DB|(a,b)|CHANGE_REPLICATION_FILTER");
            awaitRow(
                    plain,
                    "SERVICE_STATE, SOURCE_UUID",
                    TABLES.get(1),
                    "ON|" + source.query("SELECT @@server_uuid", 1));
            awaitRow(plain, "SERVICE_STATE", TABLES.get(3), "ON");
            String last = replica.status().get("Executed_Gtid_Set").replaceAll(":1-", ":");
            awaitRow(plain, "LAST_APPLIED_TRANSACTION", TABLES.get(5), last);
            awaitRow(plain, "LAST_QUEUED_TRANSACTION", TABLES.get(1), last);
            awaitRow(plain, "CASE WHEN COUNT_RECEIVED_HEARTBEATS > 0 THEN 'yes' END", TABLES.get(1), "yes");

            if (!target.contains(":h2:")) {
                replica.execute("DROP TABLE d.t");
            } else {
                replica.execute("DROP TABLE \"d\".\"t\"");
            }
            source.execute("INSERT INTO d.t VALUES (1)");
            awaitRow(plain, "SERVICE_STATE, LAST_ERROR_NUMBER", TABLES.get(5), "OFF|1146");
            replica.stop();
            awaitRow(plain, "SERVICE_STATE", TABLES.get(1), "OFF");
            source.execute("DROP DATABASE d");
            replica.execute("RESET REPLICA ALL");
            awaitRow(plain, "COUNT(*)", TABLES.get(1), "0");
            assertThat(row(plain, "COUNT(*)", TABLES.get(6))).isEqualTo("0");
        }
        source.execute("RESET BINARY LOGS AND GTIDS");
    }

    /** In the server's order, without regard to case. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData metaData = rows.getMetaData();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(metaData.getColumnLabel(i).toUpperCase(Locale.ROOT));
            }
        }
        return columns;
    }

    private static void awaitRow(Connection connection, String columns, String table, String expected) {
        Await.until(
                Duration.ofSeconds(20),
                () -> row(connection, columns, table).equals(expected),
                () -> expected + " in " + table + ": " + row(connection, columns, table));
    }

    /** The first. */
    private static String row(Connection connection, String columns, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + columns + " FROM jdbc_replica." + table)) {
            if (!row.next()) {
                return "none";
            }
            List<String> values = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.add(row.getString(i));
            }
            return String.join("|", values);
        }
    }
}
