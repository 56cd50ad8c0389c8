package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that cannot or will not serve: the number and the text that a native replica of the same source shows, and the thread stops. */
@RequiresMySql
@Timeout(120)
class SourceRefusalsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BY_GTIDS = "SOURCE_AUTO_POSITION=1";

    private static MySqlServer source;
    private static MySqlServer nativeReplica;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started("--server-id=77");
        nativeReplica = MySqlServer.started("--server-id=78");
        source.execute("CREATE DATABASE d", "CREATE TABLE d.t (id INT PRIMARY KEY)", "FLUSH BINARY LOGS");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        nativeReplica.close();
    }

    @Test
    void logs_that_the_source_has_purged() throws Exception {
        source.execute("INSERT INTO d.t VALUES (1)", "FLUSH BINARY LOGS");
        source.execute("PURGE BINARY LOGS TO '" + source.query("SHOW BINARY LOG STATUS") + "'");
        assertThat(refusal(BY_GTIDS, "", "")).startsWith("13114 ").contains("purged required binary logs");
    }

    @Test
    void a_log_file_that_is_not_there() throws Exception {
        assertThat(refusal("SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='nowhere.000001', SOURCE_LOG_POS=4", "", ""))
                .startsWith("13114 ")
                .contains("Could not find first log file name");
    }

    @Test
    void a_place_behind_the_end_of_the_log() throws Exception {
        String file = source.query("SHOW BINARY LOG STATUS");
        assertThat(refusal("SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='" + file + "', SOURCE_LOG_POS=99999999", "", ""))
                .startsWith("13114 ");
    }

    @Test
    void a_place_in_the_middle_of_an_event() throws Exception {
        String file = source.query("SHOW BINARY LOG STATUS");
        assertThat(refusal("SOURCE_AUTO_POSITION=0, SOURCE_LOG_FILE='" + file + "', SOURCE_LOG_POS=50", "", ""))
                .startsWith("13114 ");
    }

    /** As after RESET BINARY LOGS AND GTIDS, or with a source restored from an older backup. */
    @Test
    void a_source_that_has_less_than_the_replica() throws Exception {
        String more = source.query("SELECT @@server_uuid") + ":1-1000000";
        assertThat(refusal(BY_GTIDS, more, "")).startsWith("13114 ").contains("Replica has more GTIDs than the source");
    }

    @Test
    void a_source_without_gtids() throws Exception {
        source.execute("SET GLOBAL gtid_mode = ON_PERMISSIVE");
        try {
            assertThat(refusal(BY_GTIDS, "", "")).startsWith("13117 ").contains("GTID_MODE = ON_PERMISSIVE");
        } finally {
            source.execute("SET GLOBAL gtid_mode = ON");
        }
    }

    @Test
    void a_source_of_our_own_server_id() throws Exception {
        nativeReplica.execute("SET GLOBAL server_id = 77");
        try {
            assertThat(refusal(BY_GTIDS, "", ";replica.serverId=77"))
                    .startsWith("13117 ")
                    .contains("equal MySQL server ids");
        } finally {
            nativeReplica.execute("SET GLOBAL server_id = 78");
        }
    }

    @Test
    void a_local_address_that_is_not_ours() throws Exception {
        assertThat(refusal(BY_GTIDS + ", SOURCE_BIND='203.0.113.1'", "", ""))
                .startsWith("2003 ")
                .contains("(99)");
    }

    /** What both show, which has to be the same. @param executed what both have already */
    private static String refusal(String options, String executed, String urlOptions) throws Exception {
        String change = "CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1, SOURCE_RETRY_COUNT=1, "
                + options;
        nativeReplica.execute(
                "RESET BINARY LOGS AND GTIDS", "SET GLOBAL gtid_purged = '" + executed + "'", change, "START REPLICA");
        String expected;
        try {
            Await.until(
                    PATIENCE,
                    () -> nativeReplica.query("SHOW REPLICA STATUS", 11).equals("No"),
                    () -> "the native replica's receiver");
            expected = nativeReplica.query("SHOW REPLICA STATUS", 35) + " "
                    + nativeReplica.query("SHOW REPLICA STATUS", 36);
        } finally {
            nativeReplica.execute("STOP REPLICA", "RESET REPLICA ALL");
        }
        try (ReplicaUnderTest replica = new ReplicaUnderTest("jdbc:h2:mem:refused" + urlOptions)) {
            replica.execute(change)
                    .execute("UPDATE jdbc_replica.applier_metadata SET executed_gtid_set = '" + executed + "'")
                    .start()
                    .awaitStatus("Replica_IO_Running", "No");
            String shown = replica.status().get("Last_IO_Errno") + " "
                    + replica.status().get("Last_IO_Error");
            assertThat(shown).isEqualTo(expected);
            replica.stop();
            return shown;
        }
    }
}
