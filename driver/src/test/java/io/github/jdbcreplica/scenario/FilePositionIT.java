package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What MySQL has for replication by file and position only: IGNORE_SERVER_IDS and sql_replica_skip_counter, beside a native MySQL 9.7 replica with gtid_mode=OFF. */
@RequiresMySql
class FilePositionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] OPTIONS = {
        "--gtid-mode=OFF", "--enforce-gtid-consistency=OFF", "--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0"
    };

    private static MySqlServer source;
    private static MySqlServer nativeReplica;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started(OPTIONS);
        nativeReplica = MySqlServer.started(OPTIONS);
    }

    @AfterAll
    static void stopServers() {
        source.close();
        nativeReplica.close();
    }

    private record Place(String file, long position) {
        String options() {
            return "SOURCE_LOG_FILE = '" + file + "', SOURCE_LOG_POS = " + position;
        }
    }

    private static Place now() throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOG STATUS")) {
            row.next();
            return new Place(row.getString(1), row.getLong(2));
        }
    }

    private static String change(Place place) {
        return "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1, "
                + place.options();
    }

    private static ReplicaUnderTest onH2(String name) throws SQLException {
        return new ReplicaUnderTest("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;DATABASE_TO_UPPER=FALSE");
    }

    private static void awaitBoth(ReplicaUnderTest replica, Place end) throws SQLException {
        Await.until(
                PATIENCE,
                () -> nativeStatus("Exec_Source_Log_Pos").equals(Long.toString(end.position())),
                () -> nativeStatus("Exec_Source_Log_Pos") + " " + nativeStatus("Last_SQL_Error"));
        replica.awaitStatus("Exec_Source_Log_Pos", Long.toString(end.position()));
    }

    private static String nativeStatus(String column) throws SQLException {
        try (Connection connection = nativeReplica.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            row.next();
            return row.getString(column);
        }
    }

    @Test
    void the_skip_counter_skips_as_many_events_as_on_a_native_replica_and_whole_transactions() throws SQLException {
        source.execute("DROP DATABASE IF EXISTS s", "CREATE DATABASE s", "CREATE TABLE s.t (i INT PRIMARY KEY)");
        Place begin = now();
        source.execute(
                "INSERT INTO s.t VALUES (1)",
                "INSERT INTO s.t VALUES (2)",
                "BEGIN",
                "INSERT INTO s.t VALUES (3)",
                "INSERT INTO s.t VALUES (4)",
                "COMMIT",
                "CREATE TABLE s.t2 (i INT)",
                "INSERT INTO s.t VALUES (5)",
                "INSERT INTO s.t VALUES (6)");
        Place end = now();
        nativeReplica.execute("CREATE DATABASE IF NOT EXISTS s", "CREATE TABLE IF NOT EXISTS s.t (i INT PRIMARY KEY)");
        for (int events : new int[] {1, 4, 5, 6, 10, 11, 16, 17, 18, 19, 20, 24, 25}) {
            nativeReplica.execute(
                    "STOP REPLICA",
                    change(begin),
                    "DELETE FROM s.t",
                    "DROP TABLE IF EXISTS s.t2",
                    "SET GLOBAL sql_replica_skip_counter = " + events,
                    "START REPLICA");
            try (ReplicaUnderTest replica = onH2("skip" + events)) {
                replica.execute("CREATE SCHEMA s").execute("CREATE TABLE s.t (i INT PRIMARY KEY)");
                replica.execute(change(begin))
                        .execute("SET GLOBAL sql_replica_skip_counter = " + events)
                        .start();
                awaitBoth(replica, end);
                assertThat(replica.query("SELECT LISTAGG(i, ',') WITHIN GROUP (ORDER BY i) FROM s.t"))
                        .as(events + " events")
                        .isEqualTo(nativeReplica.query("SELECT GROUP_CONCAT(i ORDER BY i) FROM s.t"));
                assertThat(
                                replica.query(
                                        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 's' AND TABLE_NAME = 't2'"))
                        .as(events + " events")
                        .isEqualTo(
                                nativeReplica.query(
                                        "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 's' AND TABLE_NAME = 't2'"));
                assertThat(replica.status().get("Skip_Counter")).isEqualTo(nativeStatus("Skip_Counter"));
                replica.assertEveryEventIsAccountedFor();
            }
        }
        nativeReplica.execute("STOP REPLICA");
    }

    /** What cannot be decoded, and would be the last event of its transaction, has the next transaction's name for its end. */
    @Test
    void skipping_what_cannot_be_decoded_skips_no_transaction_behind_it() throws SQLException {
        source.execute("DROP DATABASE IF EXISTS u", "CREATE DATABASE u", "CREATE TABLE u.t (i INT PRIMARY KEY)");
        Place begin = now();
        source.execute(
                "SET binlog_format = STATEMENT",
                "SET @v = 1",
                "CREATE TABLE u.c SELECT @v AS v",
                "INSERT INTO u.t VALUES (1)",
                "SET binlog_format = ROW",
                "INSERT INTO u.t VALUES (2)",
                "CREATE TABLE u.d (i INT)",
                "INSERT INTO u.t VALUES (3)");
        Place end = now();
        nativeReplica.execute("CREATE DATABASE u", "CREATE TABLE u.t (i INT PRIMARY KEY)");
        for (int events : new int[] {1, 3, 4}) {
            nativeReplica.execute(
                    "STOP REPLICA",
                    change(begin),
                    "DELETE FROM u.t",
                    "DROP TABLE IF EXISTS u.c, u.d",
                    "SET GLOBAL sql_replica_skip_counter = " + events,
                    "START REPLICA");
            try (MySqlServer target = MySqlServer.started();
                    ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
                target.execute("CREATE DATABASE u", "CREATE TABLE u.t (i INT PRIMARY KEY)");
                replica.execute(change(begin))
                        .execute("SET GLOBAL sql_replica_skip_counter = " + events)
                        .start();
                awaitBoth(replica, end);
                String rows = "SELECT GROUP_CONCAT(i ORDER BY i) FROM u.t";
                assertThat(target.query(rows)).as(events + " events").isEqualTo(nativeReplica.query(rows));
                String tables =
                        "SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'u'";
                assertThat(target.query(tables)).as(events + " events").isEqualTo(nativeReplica.query(tables));
                assertThat(replica.status().get("Skip_Counter")).isEqualTo(nativeStatus("Skip_Counter"));
                replica.assertEveryEventIsAccountedFor();
            }
        }
        nativeReplica.execute("STOP REPLICA");
    }

    @Test
    void what_an_ignored_server_wrote_is_passed_over_and_what_the_replica_itself_wrote() throws SQLException {
        source.execute("DROP DATABASE IF EXISTS g", "CREATE DATABASE g", "CREATE TABLE g.t (i INT PRIMARY KEY)");
        Place begin = now();
        String own = source.query("SELECT @@server_id");
        try (ReplicaUnderTest replica = onH2("ignored")) {
            replica.execute("CREATE SCHEMA g").execute("CREATE TABLE g.t (i INT PRIMARY KEY)");
            // Connected, before the source has the replica's own id.
            replica.execute(change(begin) + ", IGNORE_SERVER_IDS = (77, 78)")
                    .start()
                    .awaitStatus("Replica_IO_Running", "Yes");
            nativeReplica.execute(
                    "STOP REPLICA",
                    "CREATE DATABASE g",
                    "CREATE TABLE g.t (i INT PRIMARY KEY)",
                    change(begin) + ", IGNORE_SERVER_IDS = (77, 78)",
                    "START REPLICA");
            String replicaId = replica.query("SELECT server_id FROM jdbc_replica.replica_identity");
            source.execute("SET GLOBAL server_id = 77");
            source.execute("INSERT INTO g.t VALUES (77)", "CREATE TABLE g.t77 (i INT)", "UPDATE g.t SET i = 78");
            source.execute("SET GLOBAL server_id = " + replicaId);
            source.execute("INSERT INTO g.t VALUES (90)");
            Place ignored = now();
            replica.awaitStatus("Exec_Source_Log_Pos", Long.toString(ignored.position()));
            source.execute("SET GLOBAL server_id = " + own);
            source.execute("INSERT INTO g.t VALUES (1)");
            awaitBoth(replica, now());

            assertThat(replica.query("SELECT LISTAGG(i, ',') FROM g.t")).isEqualTo("1");
            assertThat(nativeReplica.query("SELECT GROUP_CONCAT(i ORDER BY i) FROM g.t"))
                    .isEqualTo("1,90");
            assertThat(replica.query("SELECT source_transactions FROM jdbc_replica.applier_metadata"))
                    .isEqualTo("1");
            replica.assertEveryEventIsAccountedFor();
        } finally {
            source.execute("SET GLOBAL server_id = " + own);
            nativeReplica.execute("STOP REPLICA");
        }
    }
}
