package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** START REPLICA ... UNTIL stops where a native MySQL 9.7 replica stops, at every event of a log, although ours commits many transactions at once. */
@RequiresMySql
class UntilIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] HASTE = {"--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0"};

    private static MySqlServer source;
    private static MySqlServer nativeReplica;
    private static List<Long> positions;
    private static String uuid;

    @BeforeAll
    static void writeALog() throws SQLException {
        source = MySqlServer.started(HASTE);
        nativeReplica = MySqlServer.started(HASTE);
        nativeReplica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
        source.execute(
                "CREATE DATABASE u",
                "CREATE TABLE u.t (i INT PRIMARY KEY)",
                "INSERT INTO u.t VALUES (1)",
                "BEGIN",
                "INSERT INTO u.t VALUES (2)",
                "INSERT INTO u.t VALUES (3)",
                "COMMIT",
                "INSERT INTO u.t VALUES (4)",
                "CREATE TABLE u.t2 (i INT)",
                "INSERT INTO u.t VALUES (5)",
                "INSERT INTO u.t VALUES (6)");
        positions = new ArrayList<>();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet events = statement.executeQuery("SHOW BINLOG EVENTS")) {
            while (events.next()) {
                positions.add(events.getLong("End_log_pos"));
            }
        }
        uuid = source.query("SELECT @@server_uuid");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        nativeReplica.close();
    }

    /** What a stop is: its position, its set, what is there. */
    private record Stop(String position, String executed, String rows, String condition, String file, String place) {}

    private static Stop nativeStop(String until) throws SQLException {
        nativeReplica.execute(
                "STOP REPLICA",
                "SET sql_log_bin = 0",
                "DROP DATABASE IF EXISTS u",
                "RESET REPLICA",
                "RESET BINARY LOGS AND GTIDS",
                "START REPLICA UNTIL " + until);
        Await.until(PATIENCE, () -> "No".equals(nativeStatus("Replica_SQL_Running")), () -> "native until " + until);
        String rows = nativeReplica
                        .query("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'u'")
                        .equals("0")
                ? "none"
                : nativeReplica.query("SELECT GROUP_CONCAT(i ORDER BY i) FROM u.t");
        return new Stop(
                nativeStatus("Exec_Source_Log_Pos"),
                nativeStatus("Executed_Gtid_Set"),
                rows,
                nativeStatus("Until_Condition"),
                nativeStatus("Until_Log_File"),
                nativeStatus("Until_Log_Pos"));
    }

    private static String nativeStatus(String column) throws SQLException {
        try (Connection connection = nativeReplica.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            row.next();
            return row.getString(column);
        }
    }

    private static Stop stop(ReplicaUnderTest replica, String until) throws SQLException {
        replica.execute("START REPLICA UNTIL " + until).awaitStatus("Replica_SQL_Running", "No");
        Map<String, String> status = replica.status();
        assertThat(status.get("Last_SQL_Error")).isEmpty();
        assertThat(status.get("Replica_IO_Running")).as("the IO thread goes on").isNotEqualTo("No");
        String rows = replica.query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'u'")
                        .equals("0")
                ? "none"
                : replica.query("SELECT LISTAGG(\"i\", ',') WITHIN GROUP (ORDER BY \"i\") FROM \"u\".\"t\"");
        return new Stop(
                status.get("Exec_Source_Log_Pos"),
                status.get("Executed_Gtid_Set"),
                rows,
                status.get("Until_Condition"),
                status.get("Until_Log_File"),
                status.get("Until_Log_Pos"));
    }

    private static ReplicaUnderTest fresh(String name) throws SQLException {
        return new ReplicaUnderTest("jdbc:h2:mem:until" + name + ";DB_CLOSE_DELAY=-1").follow(source);
    }

    @Test
    void at_every_place_of_the_log_and_in_the_middle_of_every_event() throws SQLException {
        List<Long> places = new ArrayList<>(positions.subList(1, positions.size()));
        places.add(positions.get(7) - 1);
        places.add(positions.get(9) + 1);
        for (long place : places) {
            String until = "SOURCE_LOG_FILE = 'binlog.000001', SOURCE_LOG_POS = " + place;
            Stop expected = nativeStop(until);
            try (ReplicaUnderTest replica = fresh("Place" + place)) {
                assertThat(stop(replica, until)).as(until).isEqualTo(expected);
            }
        }
    }

    @Test
    void before_a_transaction_and_after_one_and_where_that_is_done_already() throws SQLException {
        for (String until : List.of(
                "SQL_BEFORE_GTIDS = '" + uuid + ":4-5'",
                "SQL_BEFORE_GTIDS = '" + uuid + ":1'",
                "SQL_AFTER_GTIDS = '" + uuid + ":3-4'",
                "SQL_AFTER_GTIDS = '" + uuid + ":1:3:6'")) {
            Stop expected = nativeStop(until);
            try (ReplicaUnderTest replica = fresh("Gtids" + Math.abs(until.hashCode()))) {
                Stop stop = stop(replica, until);
                assertThat(stop.executed()).as(until).isEqualTo(expected.executed());
                assertThat(stop.rows()).as(until).isEqualTo(expected.rows());
                assertThat(stop.condition()).as(until).isEqualTo(expected.condition());
            }
        }
    }

    @Test
    void a_condition_that_is_satisfied_already_stops_the_applier_at_once_and_the_next_start_goes_on()
            throws SQLException {
        try (ReplicaUnderTest replica = fresh("Satisfied")) {
            stop(replica, "SQL_AFTER_GTIDS = '" + uuid + ":1-5'");
            for (String until : List.of(
                    "SQL_AFTER_GTIDS = '" + uuid + ":2'",
                    "SQL_BEFORE_GTIDS = '" + uuid + ":5-6'",
                    "SQL_AFTER_MTS_GAPS",
                    "SOURCE_LOG_FILE = 'binlog.000001', SOURCE_LOG_POS = 200")) {
                assertThat(stop(replica, until).executed()).as(until).isEqualTo(uuid + ":1-5");
            }
            replica.start().awaitCaughtUp(source);
            assertThat(replica.status().get("Until_Condition")).isEqualTo("None");
        }
    }
}
