package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What foreign keys do to rows, once: on a target that cannot be told in a session to leave them alone, and on one that can. */
class ForeignKeysIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String[] TABLES = {
        "CREATE DATABASE shop",
        "USE shop",
        "CREATE TABLE p (id INT PRIMARY KEY, v INT)",
        "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE)",
        "CREATE TABLE tree (id INT PRIMARY KEY, up INT, FOREIGN KEY (up) REFERENCES tree (id) ON DELETE CASCADE)",
        "INSERT INTO p VALUES (1, 1), (2, 2), (3, 3), (4, 4)",
        "INSERT INTO c VALUES (1, 1), (2, 2), (3, 3), (4, 4)",
        "INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2), (4, NULL)",
        "DELETE FROM p WHERE id = 4",
        "UPDATE p SET id = 30 WHERE id = 3",
        "DELETE FROM tree WHERE id = 1"
    };

    private static ReplicaUnderTest onH2() throws Exception {
        return new ReplicaUnderTest("jdbc:h2:mem:keys" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    @Test
    void rows_that_were_changed_without_foreign_keys_are_not_cascaded_from_mariadb() throws Exception {
        unchecked(MariaDbServer.started());
    }

    @Test
    @RequiresMySql
    void rows_that_were_changed_without_foreign_keys_are_not_cascaded_from_mysql_with_native_ones() throws Exception {
        unchecked(MySqlServer.started("--innodb-native-foreign-keys=ON"));
    }

    private static void unchecked(DatabaseServer source) throws Exception {
        try (source;
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(TABLES);
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");

            source.execute(
                    "USE shop",
                    "SET foreign_key_checks = 0",
                    "UPDATE p SET v = 5 WHERE id = 1",
                    "INSERT INTO p VALUES (5, 5)",
                    "INSERT INTO c VALUES (5, 5)",
                    "DELETE FROM c WHERE id = 5");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");

            for (String change : new String[] {"DELETE FROM p WHERE id = 1", "UPDATE p SET id = 20 WHERE id = 2"}) {
                source.execute("USE shop", "SET foreign_key_checks = 0", change);
                replica.awaitStatus("Replica_SQL_Running", "No");
                assertThat(replica.status().get("Last_SQL_Error"))
                        .contains("shop.p", "foreign_key_checks", "'c.fk'", "drop it there");
                assertThat(replica.query("SELECT COUNT(*) FROM \"shop\".\"c\" WHERE \"p\" IN (1, 2)"))
                        .isEqualTo("2");
                replica.execute("ALTER TABLE \"shop\".\"c\" DROP CONSTRAINT \"c.fk\"")
                        .start()
                        .awaitCaughtUp(source);
                H2Comparison.assertEqual(source, replica.connection(), "shop");
                replica.stop()
                        .execute(
                                "ALTER TABLE \"shop\".\"c\" ADD CONSTRAINT \"c.fk\" FOREIGN KEY (\"p\") REFERENCES \"shop\".\"p\" (\"id\") ON DELETE CASCADE ON UPDATE CASCADE NOCHECK")
                        .start();
            }
            replica.assertEveryEventIsAccountedFor();
        }
    }

    /** The rows that MySQL 9.6 and later change come with the log, whose keys H2 then does without. */
    @Test
    @RequiresMySql
    void what_the_source_logs_needs_no_foreign_key_also_after_a_restart() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = onH2()) {
            replica.follow(source).start();
            source.execute(TABLES);
            source.execute("SET foreign_key_checks = 0", "DELETE FROM shop.p WHERE id = 1");
            replica.awaitCaughtUp(source);
            replica.stop().start();
            source.execute("RENAME TABLE shop.c TO shop.child", "INSERT INTO shop.child VALUES (9, 30)");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");
            assertThat(replica.query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS"))
                    .isEqualTo("0");
        }
    }

    @Test
    @RequiresMySql
    void rows_that_the_source_logs_are_not_changed_once_more_on_mysql() throws Exception {
        logged(MySqlServer.started());
    }

    @Test
    @RequiresMySql
    void rows_that_the_source_logs_are_not_changed_once_more_on_mariadb() throws Exception {
        logged(MariaDbServer.started());
    }

    /** A REPLACE of a parent leaves its children alone on MySQL 9.7, and each child that steps up comes to where the next parent is still to leave from. */
    private static void logged(DatabaseServer target) throws Exception {
        try (target;
                DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start();
            source.execute(TABLES);
            source.execute(
                    "USE shop",
                    "CREATE TABLE step (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE)",
                    "INSERT INTO p VALUES (5, 5), (6, 6), (7, 7), (8, 8)",
                    "INSERT INTO step VALUES (5, 5), (6, 6), (7, 7), (8, 8)",
                    "REPLACE INTO p VALUES (1, 10), (5, 50)",
                    "UPDATE p SET id = id + 1 ORDER BY id DESC",
                    "DELETE FROM p WHERE id = 7",
                    "UPDATE p SET id = id - 1 ORDER BY id");
            replica.awaitCaughtUp(source);
            TableComparison.assertEqual(source, target, "shop");
            assertThat(source.query("SELECT COUNT(*) FROM shop.c WHERE p = 1")).isEqualTo("1");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    /** Its definition is asked of the source. The source logs what a cascade does to children before it logs the parent. */
    @Test
    @RequiresMySql
    void what_the_source_logs_needs_no_foreign_key_of_a_table_that_is_older_than_the_replica_either() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = onH2()) {
            source.execute(
                    "CREATE DATABASE shop",
                    "USE shop",
                    "CREATE TABLE p (id INT PRIMARY KEY, v INT)",
                    "CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                    "RESET BINARY LOGS AND GTIDS");
            replica.execute("CREATE SCHEMA \"shop\"")
                    .execute("CREATE TABLE \"shop\".\"p\" (\"id\" INT PRIMARY KEY, \"v\" INT)")
                    .execute("CREATE TABLE \"shop\".\"c\" (\"id\" INT PRIMARY KEY, \"p\" INT)");
            replica.follow(source).start();
            source.execute(
                    "INSERT INTO shop.p VALUES (1, 1), (2, 2), (3, 3)",
                    "INSERT INTO shop.c VALUES (1, 1), (2, 2), (3, 3)");
            replica.awaitCaughtUp(source);
            source.execute(
                    "CREATE DATABASE other",
                    "RENAME TABLE shop.c TO other.c",
                    "USE shop",
                    "UPDATE p SET id = 30 WHERE id = 3",
                    "START TRANSACTION",
                    "DELETE FROM p WHERE id = 2",
                    "INSERT INTO p VALUES (2, 20)",
                    "INSERT INTO other.c VALUES (2, 2)",
                    "UPDATE other.c SET p = 30 WHERE id = 1",
                    "COMMIT",
                    "ALTER TABLE other.c MODIFY p BIGINT, DROP FOREIGN KEY fk",
                    "ALTER TABLE other.c MODIFY p INT, RENAME TO other.child",
                    "ALTER TABLE other.child ADD CONSTRAINT fk FOREIGN KEY (p) REFERENCES shop.p (id) ON DELETE CASCADE",
                    "DELETE FROM p WHERE id = 30",
                    "SET foreign_key_checks = 0",
                    "DELETE FROM p WHERE id = 2");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");
            H2Comparison.assertEqual(source, replica.connection(), "other");
            assertThat(replica.query("SELECT COUNT(*) FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS"))
                    .isEqualTo("0");
        }
    }
}
