package io.github.jdbcreplica.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.scenario.Await;
import io.github.jdbcreplica.scenario.ReplicaJvm;
import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about SQLite: one database, one writer, rebuilt tables. MariaDB is the source: it leaves the rows of cascades to the replica's foreign keys. */
class SqliteTargetIT {
    private static final String REWRITE = "CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = ((`shop`, main))";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static DatabaseServer source;

    /** Whoever has run a replica says goodbye in the file when the statement that stopped it has ended. */
    @TempDir
    private static Path folder;

    private final Path file = folder.resolve("shop" + System.identityHashCode(this) + ".db");

    @BeforeAll
    static void startSource() {
        source = MariaDbServer.started();
    }

    @AfterAll
    static void stopSource() {
        source.close();
    }

    @BeforeEach
    void emptySource() throws SQLException {
        source.execute("DROP DATABASE IF EXISTS shop", "RESET MASTER", "CREATE DATABASE shop");
        try (Connection plain = plain()) {
            execute(plain, "PRAGMA journal_mode = WAL");
        }
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    private ReplicaUnderTest replica() throws SQLException {
        return new ReplicaUnderTest(url()).follow(source).execute(REWRITE).start();
    }

    private Connection plain() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : "|").append(row.getString(i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void a_database_without_a_place_stops_the_replica_and_the_error_says_what_to_run() throws Exception {
        source.execute(
                "CREATE TABLE shop.t (id INT PRIMARY KEY)",
                "INSERT INTO shop.t VALUES (1)",
                "USE shop",
                "INSERT INTO t VALUES (2)");
        try (ReplicaUnderTest replica =
                new ReplicaUnderTest(url()).follow(source).start()) {
            replica.awaitStatus("Replica_SQL_Running", "No");
            String error = replica.status().get("Last_SQL_Error");
            assertThat(error).contains(REWRITE, "REPLICATE_IGNORE_DB = (`shop`)", "REPLICATE_DO_DB = (main)");

            replica.stop().execute(REWRITE).start().awaitCaughtUp(source);

            assertThat(rows(replica.connection(), "SELECT id FROM t ORDER BY id"))
                    .containsExactly("1", "2");
            replica.assertEveryEventIsAccountedFor();
            source.execute(
                    "CREATE DATABASE other",
                    "CREATE TABLE shop.u (id INT)",
                    "RENAME TABLE shop.t TO shop.s",
                    "ALTER TABLE shop.s ADD INDEX (id)",
                    "DROP DATABASE shop",
                    "DROP DATABASE other");
            replica.awaitCaughtUp(source);
            assertThat(
                            rows(
                                    replica.connection(),
                                    "SELECT name FROM sqlite_schema WHERE name NOT LIKE '%jdbc_replica_%' AND name NOT LIKE 'sqlite%'"))
                    .isEmpty();
        }
    }

    @Test
    void a_database_in_memory_and_a_greedy_transaction_mode_are_refused() {
        assertThatThrownBy(() -> new ReplicaUnderTest("jdbc:sqlite::memory:").follow(source))
                .hasMessageContaining("jdbc:replica:sqlite:/path/shop.db");
        assertThatThrownBy(() -> new ReplicaUnderTest("jdbc:sqlite:file:m?mode=memory&cache=shared").follow(source))
                .hasMessageContaining("in memory");
        assertThatThrownBy(() -> new ReplicaUnderTest(url() + "?transaction_mode=IMMEDIATE").follow(source))
                .hasMessageContaining("transaction_mode");
    }

    @Test
    void a_rebuild_keeps_what_somebody_has_added_and_the_numbers_go_on_after_promotion() throws Exception {
        try (ReplicaUnderTest replica = replica();
                Connection plain = plain()) {
            source.execute(
                    "CREATE TABLE shop.t (id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL, price INT, KEY by_name (name))",
                    "INSERT INTO shop.t (name, price) VALUES ('a', 1), ('b', 2), ('c', 3)");
            replica.awaitCaughtUp(source);
            execute(
                    plain,
                    "ALTER TABLE t ADD COLUMN note TEXT DEFAULT 'none' CHECK (note <> 'never')",
                    "UPDATE t SET note = 'mine' WHERE id = 1",
                    "CREATE INDEX mine ON t (note)",
                    "CREATE VIEW notes AS SELECT note FROM t");
            source.execute(
                    "USE shop",
                    "DELETE FROM t WHERE id = 3",
                    "ALTER TABLE t MODIFY price DECIMAL(10,2) NOT NULL DEFAULT 5, ADD COLUMN stock INT NOT NULL, CHANGE name title VARCHAR(300) DEFAULT 'x'",
                    "INSERT INTO t (id, title, price, stock) VALUES (10, 'd', 4.5, 1)",
                    "DELETE FROM t WHERE id = 10");
            replica.awaitCaughtUp(source);

            assertThat(rows(plain, "SELECT id, title, price, stock, note FROM t ORDER BY id"))
                    .containsExactly("1|a|1.00|0|mine", "2|b|2.00|0|none");
            assertThat(rows(
                            plain,
                            "SELECT name FROM sqlite_schema WHERE tbl_name = 't' AND type = 'index' ORDER BY name"))
                    .containsExactly("mine", "t.by_name");
            assertThatThrownBy(() -> execute(plain, "UPDATE t SET note = 'never'"))
                    .hasMessageContaining("CHECK");

            replica.stop().execute("RESET REPLICA ALL");
            execute(plain, "INSERT INTO t (stock) VALUES (7)");
            assertThat(rows(plain, "SELECT id, title, price, note FROM t WHERE stock = 7"))
                    .containsExactly("11|x|5.00|none");
        }
    }

    @Test
    void checks_of_labels_follow_their_columns_and_a_table_of_ones_own_needs_none() throws Exception {
        try (ReplicaUnderTest replica = replica();
                Connection plain = plain()) {
            source.execute(
                    "USE shop",
                    "CREATE TABLE t (id INT PRIMARY KEY, e ENUM('a','it''s','A') COLLATE utf8mb4_bin, s SET('x','y'), gone ENUM('q'), v INT)",
                    "SET sql_mode = ''",
                    "INSERT INTO t VALUES (1, 'it''s', 'x,y', 'q', 1), (2, 'nonsense', '', NULL, 2), (3, NULL, 'y', 'q', 3)",
                    "SET sql_mode = DEFAULT",
                    "ALTER TABLE t MODIFY e ENUM('b','a','it''s','A') COLLATE utf8mb4_bin, CHANGE s tags SET('x','y','z') NOT NULL DEFAULT '', DROP COLUMN gone",
                    "ALTER TABLE t ADD COLUMN size ENUM('small','big') NOT NULL DEFAULT 'big'",
                    "ALTER TABLE t DROP COLUMN size, ADD COLUMN size ENUM('small','big') NOT NULL DEFAULT 'big'",
                    "RENAME TABLE t TO u",
                    "ALTER TABLE u MODIFY v BIGINT UNSIGNED NOT NULL, CHANGE size width ENUM('small','big','huge') NOT NULL DEFAULT 'huge'",
                    "INSERT INTO u VALUES (4, 'b', 'y,z', 4, 'huge')",
                    "CREATE TABLE own (id INT PRIMARY KEY, e ENUM('a'), f ENUM('a'))",
                    "INSERT INTO own VALUES (1, 'a', 'a')");
            replica.awaitCaughtUp(source);
            assertThat(rows(plain, "SELECT id, e, tags, v, width FROM u ORDER BY id"))
                    .containsExactly("1|it's|x,y|1|big", "2|||2|big", "3|null|y|3|big", "4|b|y,z|4|huge");
            execute(plain, "UPDATE u SET e = 'A', tags = 'x,z', width = 'small' WHERE id = 4");
            execute(plain, "UPDATE u SET e = NULL, tags = '', width = '' WHERE id = 4");
            for (String wrong : List.of("e = 'q'", "e = 'IT''S'", "tags = 'x,q'", "tags = 'x,,z'", "width = 'tiny'")) {
                assertThatThrownBy(() -> execute(plain, "UPDATE u SET " + wrong + " WHERE id = 4"))
                        .as(wrong)
                        .hasMessageContaining("CHECK");
            }

            replica.stop();
            execute(
                    plain,
                    "DROP TABLE own",
                    "CREATE TABLE own (id INT PRIMARY KEY, e TEXT, f TEXT)",
                    "INSERT INTO own VALUES (1, 'a', 'a'), (-1, 'mine', 'mine')");
            source.execute(
                    "USE shop",
                    "ALTER TABLE own MODIFY e ENUM('b','a'), DROP COLUMN f, ADD COLUMN g ENUM('n')",
                    "INSERT INTO own VALUES (2, 'b', 'n')");
            replica.start().awaitCaughtUp(source);
            assertThat(rows(plain, "SELECT id, e, g FROM own ORDER BY id"))
                    .containsExactly("-1|mine|null", "1|a|null", "2|b|n");

            replica.stop().execute("RESET REPLICA ALL");
            source.execute(
                    "RESET MASTER",
                    "USE shop",
                    "ALTER TABLE u DROP COLUMN e, RENAME COLUMN width TO size",
                    "INSERT INTO u VALUES (5, 'x', 5, 'small')");
            replica.follow(source).execute(REWRITE).start().awaitCaughtUp(source);
            source.execute(
                    "USE shop",
                    "ALTER TABLE u MODIFY tags SET('x','y','z','new'), MODIFY size ENUM('small','big','huge','vast')",
                    "INSERT INTO u VALUES (6, 'x,new', 6, 'vast')");
            replica.awaitCaughtUp(source);
            assertThat(rows(plain, "SELECT id, tags, v, size FROM u WHERE id > 4 ORDER BY id"))
                    .containsExactly("5|x|5|small", "6|x,new|6|vast");
        }
    }

    @Test
    void foreign_keys_act_on_rows_once_and_never_on_tables() throws Exception {
        try (ReplicaUnderTest replica = replica();
                Connection plain = plain()) {
            source.execute(
                    "USE shop",
                    "CREATE TABLE p (id INT PRIMARY KEY, v INT)",
                    "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                    "INSERT INTO p VALUES (1, 1), (2, 2), (3, 3)",
                    "INSERT INTO c VALUES (1, 1), (2, 2), (3, 3)",
                    "DELETE FROM p WHERE id = 3",
                    "UPDATE p SET id = 20 WHERE id = 2",
                    "ALTER TABLE p MODIFY v INT NOT NULL DEFAULT 9",
                    "UPDATE p SET id = 10 WHERE id = 1",
                    "SET foreign_key_checks = 0",
                    "TRUNCATE TABLE p",
                    "DROP TABLE p");
            replica.awaitCaughtUp(source);
            assertThat(rows(plain, "SELECT id, p FROM c ORDER BY id")).containsExactly("1|10", "2|20");
        }
    }

    @Test
    void a_stop_ends_the_wait_for_another_writer_and_a_reader_holds_up_nothing() throws Exception {
        source.execute("CREATE TABLE shop.t (id INT PRIMARY KEY)");
        try (ReplicaUnderTest replica = replica();
                Connection writer = plain();
                Connection reader = plain()) {
            replica.awaitCaughtUp(source);
            execute(writer, "BEGIN IMMEDIATE");
            source.execute("INSERT INTO shop.t VALUES (1)");
            Thread stop = new Thread(() -> {
                try {
                    replica.stop();
                } catch (SQLException e) {
                    // The state cannot be written while another writes; the threads are down all the same.
                }
            });
            stop.start();
            Await.until(
                    Duration.ofSeconds(5),
                    () -> replica.status().get("Replica_SQL_Running").equals("No"),
                    () -> replica.status().toString());
            execute(writer, "COMMIT");
            stop.join();
            replica.start().awaitCaughtUp(source);

            try (Statement statement = reader.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM t")) {
                row.next();
                source.execute("INSERT INTO shop.t VALUES (2)");
                replica.awaitCaughtUp(source);
            }
            assertThat(rows(reader, "SELECT id FROM t")).containsExactly("1", "2");
        }
    }

    @Test
    void errors_name_what_is_missing_or_does_not_fit() throws Exception {
        try (ReplicaUnderTest replica = replica();
                Connection plain = plain()) {
            source.execute(
                    "USE shop",
                    "CREATE TABLE other_order (id INT PRIMARY KEY, a VARCHAR(9), b DECIMAL(9,2), u BIGINT UNSIGNED)",
                    "INSERT INTO other_order VALUES (1, 'x', 1, 18446744073709551615)");
            replica.awaitCaughtUp(source);
            replica.stop();
            execute(
                    plain,
                    "DROP TABLE other_order",
                    "CREATE TABLE other_order (u UNSIGNED INT, extra TEXT DEFAULT 'e', b VARCHAR(20), a NVARCHAR(2), id INT PRIMARY KEY)",
                    "INSERT INTO other_order VALUES (5, 'e', '1.00', 'x', 1)");
            source.execute("INSERT INTO shop.other_order VALUES (2, 'longer', 2.5, 6)");
            replica.start().awaitCaughtUp(source).stop();
            assertThat(rows(plain, "SELECT id, a, b, u, extra FROM other_order ORDER BY id"))
                    .containsExactly("1|x|1.00|5|e", "2|longer|2.50|6|e");

            execute(
                    plain,
                    "ALTER TABLE other_order DROP COLUMN b",
                    "ALTER TABLE other_order ADD COLUMN b DECIMAL(9,2)");
            source.execute("INSERT INTO shop.other_order VALUES (3, 'c', 3, 3)");
            replica.start().awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("'b'", "DECIMAL(9,2)", "TEXT");

            execute(plain, "ALTER TABLE other_order DROP COLUMN b");
            replica.start().awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("Unknown column 'b'");

            execute(plain, "DROP TABLE other_order");
            replica.start().awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status()).containsEntry("Last_SQL_Errno", "1146");
        }
    }

    @Test
    void rows_tables_and_position_are_one_when_the_jvm_is_killed_and_any_jvm_stops_the_replica() throws Exception {
        source.execute("CREATE TABLE shop.counted (n INT)", "CREATE TABLE shop.t0 (id INT)");
        try (ReplicaJvm first = ReplicaJvm.started(url(), "-Xmx200m")) {
            first.execute("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + source.port()
                    + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1");
            first.execute(REWRITE);
            first.execute("START REPLICA");
            for (int i = 1; i <= 150; i++) {
                source.execute(
                        "INSERT INTO shop.counted VALUES (" + i + ")",
                        "ALTER TABLE shop.t" + (i - 1) + " RENAME TO shop.t" + i + ", ADD COLUMN c" + i
                                + " INT DEFAULT " + i);
                if (i == 100) {
                    Await.until(
                            PATIENCE,
                            () -> first.status().get("Executed_Gtid_Set").matches(".*-\\d{2,}"),
                            () -> first.status().toString());
                    first.kill9();
                }
            }
        }
        try (ReplicaUnderTest replica = new ReplicaUnderTest(url());
                ReplicaJvm other = ReplicaJvm.started(url(), "-Xmx200m")) {
            replica.start().awaitCaughtUp(source);
            assertThat(rows(replica.connection(), "SELECT COUNT(*), SUM(n) FROM counted"))
                    .containsExactly("150|11325");
            assertThat(rows(replica.connection(), "SELECT COUNT(*) FROM pragma_table_info('t150')"))
                    .containsExactly("151");
            replica.assertEveryEventIsAccountedFor();

            other.execute("STOP REPLICA");
            assertThat(replica.status())
                    .containsEntry("Replica_SQL_Running", "No")
                    .containsEntry("Replica_IO_Running", "No");
        }
    }
}
