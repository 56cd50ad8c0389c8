package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CHANGE REPLICATION FILTER on changes of rows that the source logs as statements, beside a native MySQL 9.7 replica with the same filter. */
@RequiresMySql
class StatementFiltersIT {
    private static final String[] HASTE = {"--sync-binlog=0", "--innodb-flush-log-at-trx-commit=0"};

    private static final String NO_FILTER =
            "REPLICATE_DO_DB = (), REPLICATE_DO_TABLE = (), REPLICATE_IGNORE_TABLE = (), REPLICATE_WILD_DO_TABLE = (), REPLICATE_REWRITE_DB = ()";

    private static MySqlServer source;
    private static MySqlServer target;
    private static MySqlServer nativeReplica;
    private static ReplicaUnderTest ours;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started(HASTE);
        target = MySqlServer.started(HASTE);
        nativeReplica = MySqlServer.started(HASTE);
        nativeReplica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
        ours = new ReplicaUnderTest(target.jdbcUrl()).follow(source);
    }

    @AfterAll
    static void stopServers() throws SQLException {
        ours.close();
        source.close();
        target.close();
        nativeReplica.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPLICATE_DO_DB = (a)",
                "REPLICATE_DO_TABLE = (a.t1)",
                "REPLICATE_IGNORE_TABLE = (a.t1)",
                "REPLICATE_WILD_DO_TABLE = ('b.%')",
                "REPLICATE_REWRITE_DB = ((a, b))"
            })
    void statements_are_filtered_by_the_tables_that_they_change(String filter) throws SQLException {
        everywhere("STOP REPLICA", "CHANGE REPLICATION FILTER " + NO_FILTER, "START REPLICA");
        for (String database : new String[] {"a", "b"}) {
            source.execute(
                    "DROP DATABASE IF EXISTS " + database,
                    "CREATE DATABASE " + database,
                    "CREATE TABLE " + database + ".t1 (id INT PRIMARY KEY, v VARCHAR(20))",
                    "CREATE TABLE " + database + ".t2 (id INT PRIMARY KEY, v VARCHAR(20))");
        }
        awaitCaughtUp();
        everywhere("STOP REPLICA", "CHANGE REPLICATION FILTER " + filter, "START REPLICA");
        int id = 0;
        for (String database : new String[] {"a", "b"}) {
            id += 10;
            source.execute(
                    "USE " + database,
                    "SET binlog_format = STATEMENT",
                    "INSERT INTO t1 VALUES (" + id + ", 'x'), (" + (id + 1) + ", 'y')",
                    "INSERT INTO a.t2 VALUES (" + (id + 3) + ", 'x'), (" + (id + 4) + ", 'y')",
                    "INSERT INTO b.t2 VALUES (" + (id + 3) + ", 'x'), (" + (id + 4) + ", 'y')",
                    "UPDATE a.t1 p, b.t2 q SET q.v = 'q' WHERE q.id = " + (id + 3),
                    "UPDATE a.t1 SET v = 'set' WHERE id = " + id,
                    "DELETE x FROM t1 y, b.t2 x WHERE x.id = " + (id + 4),
                    "REPLACE INTO t2 SELECT id + 100, v FROM a.t1 ORDER BY id",
                    "SET @v = 'var'",
                    "INSERT INTO t1 VALUES (" + (id + 6) + ", @v)");
        }
        awaitCaughtUp();
        for (String table : new String[] {"a.t1", "a.t2", "b.t1", "b.t2"}) {
            String rows = "SELECT GROUP_CONCAT(CONCAT(id, v) ORDER BY id) FROM " + table;
            assertThat(target.query(rows)).as(table).isEqualTo(nativeReplica.query(rows));
        }
        ours.assertEveryEventIsAccountedFor();
    }

    private static void everywhere(String... statements) throws SQLException {
        for (String sql : statements) {
            nativeReplica.execute(sql);
            ours.execute(sql);
        }
    }

    private static void awaitCaughtUp() throws SQLException {
        assertThat(nativeReplica.query("SELECT WAIT_FOR_EXECUTED_GTID_SET('" + source.executedGtidSet() + "', 30)"))
                .as(
                        "native: "
                                + nativeReplica.query(
                                        "SELECT GROUP_CONCAT(last_error_message) FROM"
                                                + " performance_schema.replication_applier_status_by_worker WHERE last_error_number > 0"))
                .isEqualTo("0");
        ours.awaitCaughtUp(source);
    }
}
