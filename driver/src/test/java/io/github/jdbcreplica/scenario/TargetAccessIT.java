package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the applier and the statements reach the target: with whose account and options, beside other JVMs, and past other people's locks. */
@RequiresMySql
@Timeout(120)
class TargetAccessIT {
    private static final Duration PROMPT = Duration.ofSeconds(20);

    private static MySqlServer source;
    private static MySqlServer target;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started();
        target = MySqlServer.started();
        source.execute("CREATE DATABASE a", "CREATE TABLE a.t (id INT PRIMARY KEY AUTO_INCREMENT)");
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    private static void assertFollows(ReplicaUnderTest replica) throws SQLException {
        source.execute("INSERT INTO a.t VALUES (NULL)");
        replica.awaitCaughtUp(source);
    }

    @Test
    void the_applier_goes_in_with_the_account_of_the_connection_that_starts_it() throws Exception {
        target.execute(
                "CREATE USER first@'%' IDENTIFIED BY 'one'",
                "GRANT ALL ON *.* TO first@'%'",
                "CREATE USER second@'%' IDENTIFIED BY 'two'",
                "GRANT ALL ON *.* TO second@'%'");
        try (ReplicaUnderTest first = new ReplicaUnderTest(as("first", "one"))) {
            assertFollows(first.follow(source).start());
            awaitOneApplierSession("first");
        }
        try (ReplicaUnderTest second = new ReplicaUnderTest(as("second", "two"))) {
            target.execute("ALTER USER first@'%' IDENTIFIED BY 'changed'");
            assertFollows(second.start());
            awaitOneApplierSession("second");
            second.stop();
            second.execute("RESET REPLICA ALL");
        } finally {
            forget();
        }
    }

    private static String as(String user, String password) {
        return target.jdbcUrl().replace("user=root&password=", "user=" + user + "&password=" + password);
    }

    /**
     * Beside the test's own connection through the driver and that which keeps the lease. The server takes a moment to end the session of the statement before, SHOW REPLICA STATUS, after its client has closed it.
     */
    private static void awaitOneApplierSession(String user) {
        String of = " FROM performance_schema.processlist WHERE USER = '" + user + "'";
        Await.until(
                PROMPT,
                () -> target.query("SELECT COUNT(*) - 2" + of).equals("1"),
                () -> target.query("SELECT GROUP_CONCAT(CONCAT_WS(' ', ID, COMMAND, TIME, INFO))" + of));
    }

    @Test
    void the_most_retries_that_the_option_takes_are_taken() throws Exception {
        try (ReplicaUnderTest replica =
                new ReplicaUnderTest(target.jdbcUrl() + "&replica.transactionRetries=4294967295")) {
            assertFollows(replica.follow(source).start());
            replica.stop().execute("RESET REPLICA ALL");
        } finally {
            forget();
        }
    }

    @Test
    void what_another_jvm_has_set_is_shown_and_kept() throws Exception {
        try (ReplicaUnderTest here = new ReplicaUnderTest(target.jdbcUrl());
                ReplicaJvm there = ReplicaJvm.started(target.jdbcUrl())) {
            here.follow(source);
            assertThat(here.status()).containsEntry("Source_User", "root");
            there.execute("CHANGE REPLICATION SOURCE TO SOURCE_USER='other', SOURCE_PORT=4711, SOURCE_AUTO_POSITION=0,"
                    + " SOURCE_LOG_FILE='b.2', SOURCE_LOG_POS=200");
            assertThat(here.status())
                    .containsEntry("Source_User", "other")
                    .containsEntry("Source_Port", "4711")
                    .containsEntry("Exec_Source_Log_Pos", "200");
            here.execute("CHANGE REPLICATION SOURCE TO SOURCE_CONNECT_RETRY=7");
            assertThat(there.status())
                    .containsEntry("Source_User", "other")
                    .containsEntry("Source_Port", "4711")
                    .containsEntry("Source_Log_File", "b.2")
                    .containsEntry("Exec_Source_Log_Pos", "200")
                    .containsEntry("Connect_Retry", "7");
            here.execute("RESET REPLICA ALL");
            assertThat(there.status()).isEmpty();
            assertThatThrownBy(() -> there.execute("START REPLICA")).hasMessageContaining("1200");
        } finally {
            forget();
        }
    }

    /** A native replica has no tables to write then; ours says what stands in its way, and goes down all the same. */
    @Test
    void a_read_lock_of_the_caller_himself_is_waited_for_only_a_while() throws Exception {
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            assertFollows(replica.follow(source).start());
            try (Connection locking = DriverManager.getConnection(target.jdbcUrl());
                    Statement statement = locking.createStatement()) {
                statement.execute("FLUSH TABLES WITH READ LOCK");
                long begun = System.nanoTime();
                assertThatThrownBy(replica::stop)
                        .hasMessageStartingWith("STOP REPLICA has stopped the threads")
                        .hasMessageContaining("Lock wait timeout");
                assertThatThrownBy(replica::start).hasMessageContaining("Lock wait timeout");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
                assertThat(replica.status())
                        .containsEntry("Replica_IO_Running", "No")
                        .containsEntry("Replica_SQL_Running", "No");
            }
            assertFollows(replica.start());
            replica.stop().execute("RESET REPLICA ALL");
        } finally {
            forget();
        }
    }

    private static void forget() throws SQLException {
        target.execute("DROP DATABASE IF EXISTS a", "DROP DATABASE IF EXISTS jdbc_replica");
    }
}
