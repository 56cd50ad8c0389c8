package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CHANGE REPLICATION FILTER, beside a native MySQL 9.7 replica with the same filter: one workload of rows and schema changes, with every kind of default database and of name, and then the same tables with the same rows on
 * the native replica, on our MySQL target and on our H2 target.
 */
@RequiresMySql
class FiltersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String NO_FILTER = "REPLICATE_DO_DB = (), REPLICATE_IGNORE_DB = (), REPLICATE_DO_TABLE = (), "
            + "REPLICATE_IGNORE_TABLE = (), REPLICATE_WILD_DO_TABLE = (), REPLICATE_WILD_IGNORE_TABLE = (), REPLICATE_REWRITE_DB = ()";

    private static final List<String> DATABASES = List.of("a", "b", "c", "aa", "A", "a1", "b1", "made", "made2", "old");

    private static MySqlServer source;
    private static MySqlServer target;
    private static MySqlServer nativeReplica;
    private static ReplicaUnderTest ours;
    private static ReplicaUnderTest oursOnH2;

    @BeforeAll
    static void startServers() throws SQLException {
        source = MySqlServer.started();
        target = MySqlServer.started();
        nativeReplica = MySqlServer.started();
        nativeReplica.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                + ", SOURCE_USER='root', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, GET_SOURCE_PUBLIC_KEY=1");
        ours = new ReplicaUnderTest(target.jdbcUrl()).follow(source);
        oursOnH2 = new ReplicaUnderTest("jdbc:h2:mem:filters;DB_CLOSE_DELAY=-1").follow(source);
    }

    @AfterAll
    static void stopServers() throws SQLException {
        ours.close();
        oursOnH2.close();
        source.close();
        target.close();
        nativeReplica.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REPLICATE_DO_DB = (a)",
                "REPLICATE_DO_DB = (A, b)",
                "REPLICATE_IGNORE_DB = (a)",
                "REPLICATE_DO_DB = (a, b), REPLICATE_IGNORE_DB = (b)",
                "REPLICATE_DO_TABLE = (a.t1, b.t2)",
                "REPLICATE_DO_TABLE = (a.T1, a.r1, b.d1)",
                "REPLICATE_IGNORE_TABLE = (a.t1, b.r1)",
                "REPLICATE_IGNORE_TABLE = (b.d2, a.d1)",
                "REPLICATE_WILD_DO_TABLE = ('a.t%')",
                "REPLICATE_WILD_DO_TABLE = ('a%.%')",
                "REPLICATE_WILD_DO_TABLE = ('a.x\\\\_1', 'ma%.%', 'b._1')",
                "REPLICATE_WILD_IGNORE_TABLE = ('b.%', 'a.x_1')",
                "REPLICATE_WILD_IGNORE_TABLE = ('made.%', 'old.%')",
                "REPLICATE_REWRITE_DB = ((a, aa))",
                "REPLICATE_REWRITE_DB = ((a, aa), (a, c))",
                "REPLICATE_REWRITE_DB = ((a, aa)), REPLICATE_DO_DB = (a)",
                "REPLICATE_REWRITE_DB = ((a, aa)), REPLICATE_DO_DB = (aa), REPLICATE_IGNORE_TABLE = (aa.t2)",
                "REPLICATE_REWRITE_DB = ((made, made2)), REPLICATE_WILD_DO_TABLE = ('made2.%', 'a.%')",
                "REPLICATE_DO_DB = (a), REPLICATE_IGNORE_TABLE = (a.t2, b.t1)",
                "REPLICATE_IGNORE_DB = (b), REPLICATE_DO_TABLE = (a.t1, b.t1)",
                "REPLICATE_DO_TABLE = (a.t1), REPLICATE_WILD_IGNORE_TABLE = ('a.t%')",
                "REPLICATE_IGNORE_TABLE = (a.t1), REPLICATE_WILD_DO_TABLE = ('a.%')",
                "REPLICATE_WILD_DO_TABLE = ('a.%', 'b.t1'), REPLICATE_WILD_IGNORE_TABLE = ('a.t1', 'b.%')",
                "REPLICATE_DO_DB = (made, a), REPLICATE_WILD_IGNORE_TABLE = ('made.%')"
            })
    void a_filter_lets_through_what_it_lets_through_on_a_native_replica(String filter) throws SQLException {
        everywhere("CHANGE REPLICATION FILTER " + NO_FILTER, "START REPLICA");
        for (String database : DATABASES) {
            source.execute("DROP DATABASE IF EXISTS `" + database + "`");
        }
        prepare();
        awaitCaughtUp();

        everywhere("STOP REPLICA", "CHANGE REPLICATION FILTER " + filter, "START REPLICA");
        work();
        awaitCaughtUp();

        Map<String, List<String>> expected = tables(nativeReplica);
        assertThat(tables(target)).as("MySQL").isEqualTo(expected);
        assertThat(h2Tables()).as("H2").isEqualTo(expected);
        assertThat(databases(target)).as("databases").isEqualTo(databases(nativeReplica));
        assertThat(views(target)).as("views").isEqualTo(views(nativeReplica));
        ours.assertEveryEventIsAccountedFor();
        oursOnH2.assertEveryEventIsAccountedFor();
        everywhere("STOP REPLICA");
    }

    /** Every filter has all of these to work on. */
    private static void prepare() throws SQLException {
        for (String database : List.of("a", "b", "c", "aa", "A")) {
            source.execute("CREATE DATABASE `" + database + "`");
            for (String table :
                    List.of("t1", "t2", "T1", "x1", "x_1", "é1", "r1", "r2", "d1", "d2", "d3", "u1", "i1")) {
                source.execute("CREATE TABLE `" + database + "`.`" + table + "` (id INT PRIMARY KEY, v VARCHAR(20))");
            }
        }
        source.execute("CREATE DATABASE old", "CREATE TABLE old.t1 (id INT PRIMARY KEY, v VARCHAR(20))");
    }

    /** Whatever part of it is let through, nothing of it can fail. */
    private static void work() throws SQLException {
        int id = 0;
        for (String database : List.of("", "USE a", "USE b", "USE c", "USE A")) {
            try (Connection connection = source.connect();
                    Statement statement = connection.createStatement()) {
                if (!database.isEmpty()) {
                    statement.execute(database);
                }
                id += 100;
                for (String name : List.of("a", "b", "A")) {
                    for (String table : List.of("t1", "t2", "T1", "x1", "x_1", "é1")) {
                        String qualified = "`" + name + "`.`" + table + "`";
                        statement.execute("INSERT INTO " + qualified + " VALUES (" + id + ", 'in " + database + "'), ("
                                + (id + 1) + ", 'x'), (" + (id + 2) + ", 'y')");
                        statement.execute("UPDATE " + qualified + " SET v = 'changed' WHERE id = " + (id + 1));
                        statement.execute("DELETE FROM " + qualified + " WHERE id = " + (id + 2));
                    }
                }
                statement.execute("UPDATE a.t1 p, b.t2 q SET p.v = 'both', q.v = 'both' WHERE p.id = " + id
                        + " AND q.id = " + id);
                for (String name : List.of("a", "b")) {
                    for (String table : List.of("t_new", "x_new", "t_" + id)) {
                        statement.execute("CREATE TABLE IF NOT EXISTS " + name + "." + table + id
                                + " (id INT PRIMARY KEY, made VARCHAR(20))");
                    }
                    statement.execute("ALTER TABLE " + name + ".i1 ADD INDEX i" + id + " (v)");
                    statement.execute("CREATE TABLE " + name + ".like" + id + " LIKE c.t1");
                    statement.execute("CREATE OR REPLACE VIEW " + name + ".tv" + id + " AS SELECT id FROM c.t1");
                }
                statement.execute("CREATE DATABASE IF NOT EXISTS made");
                statement.execute("CREATE DATABASE IF NOT EXISTS a1");
                statement.execute("CREATE DATABASE IF NOT EXISTS b" + id);
                statement.execute("DROP DATABASE b" + id);
            }
        }
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE a");
            statement.execute("CREATE TABLE t_short (id INT PRIMARY KEY, v VARCHAR(9))");
            statement.execute("INSERT INTO t1 VALUES (1, 'short')");
            statement.execute("BEGIN");
            statement.execute("INSERT INTO t1 VALUES (2, 'one of two')");
            statement.execute("INSERT INTO b.t1 VALUES (2, 'two of two')");
            statement.execute("COMMIT");
            statement.execute("XA START 'x'");
            statement.execute("INSERT INTO t2 VALUES (3, 'xa')");
            statement.execute("INSERT INTO b.t2 VALUES (3, 'xa')");
            statement.execute("XA END 'x'");
            statement.execute("XA PREPARE 'x'");
            statement.execute("XA COMMIT 'x'");
            statement.execute("RENAME TABLE r1 TO r3, b.r1 TO b.r3");
            statement.execute("RENAME TABLE b.r2 TO b.r4, r2 TO r4");
            statement.execute("DROP TABLE IF EXISTS d1, b.d1");
            statement.execute("DROP TABLE IF EXISTS b.d2, d2");
            statement.execute("ALTER TABLE d3 ADD COLUMN added INT");
            statement.execute("ALTER TABLE b.d3 ADD COLUMN added INT");
            statement.execute("TRUNCATE TABLE x1");
            statement.execute("TRUNCATE TABLE b.x1");
            statement.execute("CREATE INDEX named ON u1 (v)");
            statement.execute("ALTER DATABASE b CHARACTER SET latin1");
            statement.execute("DROP DATABASE old");
            statement.execute("USE b");
            statement.execute("CREATE TABLE t_short (id INT PRIMARY KEY, v VARCHAR(9))");
            statement.execute("CREATE TABLE chosen SELECT id, v FROM a.t1");
        }
    }

    private static void everywhere(String... statements) throws SQLException {
        for (String sql : statements) {
            nativeReplica.execute(sql);
            ours.execute(sql);
            oursOnH2.execute(sql);
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
        oursOnH2.awaitCaughtUp(source);
    }

    private static String list() {
        return "('" + String.join("', '", DATABASES) + "')";
    }

    private static String databases(DatabaseServer server) throws SQLException {
        return server.query(
                "SELECT GROUP_CONCAT(CONCAT(SCHEMA_NAME, ' ', DEFAULT_CHARACTER_SET_NAME) ORDER BY SCHEMA_NAME) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME <> 'jdbc_replica'");
    }

    private static String views(DatabaseServer server) throws SQLException {
        return server.query(
                "SELECT GROUP_CONCAT(CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) ORDER BY 1) FROM information_schema.VIEWS WHERE TABLE_SCHEMA <> 'sys'");
    }

    private static Map<String, List<String>> tables(DatabaseServer server) throws SQLException {
        try (Connection connection = server.connect()) {
            return tables(connection, "`");
        }
    }

    private static Map<String, List<String>> h2Tables() throws SQLException {
        return tables(oursOnH2.connection(), "\"");
    }

    private static Map<String, List<String>> tables(Connection connection, String quote) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA IN "
                                + list())) {
            while (rows.next()) {
                tables.put(rows.getString(1) + "." + rows.getString(2), new ArrayList<>());
            }
        }
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            String name = quote + table.getKey().replace(".", quote + "." + quote) + quote;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + name + " ORDER BY id")) {
                int columns = rows.getMetaData().getColumnCount();
                table.getValue().add("columns: " + columns);
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(rows.getString(i));
                    }
                    table.getValue().add(row.toString());
                }
            }
        }
        return tables;
    }

    /** A schema change that is filtered out changes the model of the source's tables all the same: the rows that come when the filter lets the table in are those of the table as it is then. */
    @Test
    void a_table_that_was_filtered_out_is_replicated_when_the_filter_lets_it_in() throws SQLException {
        everywhere("CHANGE REPLICATION FILTER " + NO_FILTER, "START REPLICA");
        for (String database : DATABASES) {
            source.execute("DROP DATABASE IF EXISTS `" + database + "`");
        }
        source.execute(
                "CREATE DATABASE a",
                "CREATE TABLE a.late (id INT PRIMARY KEY, first_name VARCHAR(20), last_name VARCHAR(20))",
                "CREATE TABLE a.other (id INT PRIMARY KEY, v VARCHAR(20))");
        awaitCaughtUp();
        everywhere("STOP REPLICA", "CHANGE REPLICATION FILTER REPLICATE_IGNORE_TABLE = (a.late)", "START REPLICA");
        // The two columns of one type change places: the log's table map cannot tell.
        source.execute(
                "ALTER TABLE a.late MODIFY last_name VARCHAR(20) AFTER id",
                "INSERT INTO a.late (id, first_name, last_name) VALUES (1, 'Ada', 'Lovelace')",
                "INSERT INTO a.other VALUES (1, 'x')");
        awaitCaughtUp();
        everywhere("STOP REPLICA", "CHANGE REPLICATION FILTER " + NO_FILTER, "START REPLICA");
        source.execute("INSERT INTO a.late (id, first_name, last_name) VALUES (2, 'Grace', 'Hopper')");
        // Past the state in which the source is asked what its table is like.
        source.execute("ALTER TABLE a.late ADD COLUMN born INT");
        ours.awaitCaughtUp(source);
        oursOnH2.awaitCaughtUp(source);

        assertThat(oursOnH2.query("SELECT \"first_name\" || ' ' || \"last_name\" FROM \"a\".\"late\""))
                .isEqualTo("Grace Hopper");
        assertThat(oursOnH2.query("SELECT COUNT(*) FROM \"a\".\"late\"")).isEqualTo("1");
        everywhere("STOP REPLICA");
    }
}
