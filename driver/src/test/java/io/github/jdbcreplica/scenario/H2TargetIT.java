package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An H2 target follows rows of every type and the life of tables, from MySQL and from MariaDB. */
class H2TargetIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String url(String options) {
        return "jdbc:h2:mem:target" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1" + options;
    }

    @Test
    @RequiresMySql
    void every_type_of_mysql_with_minimal_metadata() throws Exception {
        types(MySqlServer.started(), Types.MYSQL);
    }

    @Test
    @RequiresMySql
    void every_type_of_mysql_with_full_metadata_and_minimal_images() throws Exception {
        types(MySqlServer.started("--binlog-row-metadata=FULL", "--binlog-row-image=MINIMAL"), Types.MYSQL);
    }

    @Test
    void every_type_of_mariadb_without_metadata() throws Exception {
        types(MariaDbServer.started(), Types.MARIADB);
    }

    private static void types(DatabaseServer source, List<String> own) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(url(";replica.zeroDates=null"))) {
            source.execute("CREATE DATABASE types");
            replica.follow(source).start();
            execute(source, Types.COMMON);
            execute(source, own);
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "types");
            replica.assertEveryEventIsAccountedFor();
        }
    }

    private static void execute(DatabaseServer source, List<String> statements) throws SQLException {
        source.execute(
                statements.stream().map(sql -> sql.replace("%s", "types")).toArray(String[]::new));
    }

    @Test
    @RequiresMySql
    void the_life_of_tables_from_mysql() throws Exception {
        life(MySqlServer.started());
    }

    @Test
    void the_life_of_tables_from_mariadb() throws Exception {
        life(MariaDbServer.started());
    }

    private static void life(DatabaseServer source) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(url(""))) {
            source.execute("CREATE DATABASE shop", "CREATE DATABASE attic");
            replica.follow(source).start();
            source.execute(
                    "USE shop",
                    "CREATE TABLE customer (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL, UNIQUE KEY by_name (name), KEY part (name(3)))",
                    "INSERT INTO customer (name) VALUES ('Ada'), ('Grace'), ('Edsger')",
                    "ALTER TABLE customer ADD COLUMN city VARCHAR(30) NOT NULL DEFAULT 'nowhere', ADD COLUMN score INT NOT NULL, ADD COLUMN note TEXT AFTER id",
                    "INSERT INTO customer (name, city, score) VALUES ('Barbara', 'Boston', 5)",
                    "ALTER TABLE customer MODIFY score BIGINT UNSIGNED NOT NULL DEFAULT 7, CHANGE city town VARCHAR(60), DROP INDEX by_name, ADD INDEX by_town (town, name)",
                    "UPDATE customer SET score = 18446744073709551615, town = REPEAT('x', 60) WHERE name = 'Ada'",
                    "INSERT INTO customer (name) VALUES ('Ada')",
                    "ALTER TABLE customer DROP COLUMN note, ADD COLUMN since TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)",
                    "ALTER TABLE customer RENAME COLUMN town TO place, RENAME INDEX by_town TO by_place",
                    "CREATE TABLE backup LIKE customer",
                    "INSERT INTO backup SELECT * FROM customer",
                    "RENAME TABLE customer TO old, backup TO customer, old TO backup",
                    "DELETE FROM backup WHERE name = 'Grace'",
                    "RENAME TABLE backup TO attic.backup",
                    "INSERT INTO attic.backup (name) VALUES ('moved')",
                    "ALTER TABLE attic.backup RENAME TO attic.moved, ADD COLUMN late INT",
                    "UPDATE attic.moved SET late = id",
                    "CREATE TABLE parent (id INT PRIMARY KEY)",
                    "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE)",
                    "INSERT INTO parent VALUES (1), (2)",
                    "INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)",
                    "DELETE FROM parent WHERE id = 1",
                    "CREATE TABLE emptied (id INT PRIMARY KEY)",
                    "INSERT INTO emptied VALUES (1), (2)",
                    "TRUNCATE TABLE emptied",
                    "INSERT INTO emptied VALUES (3)",
                    "CREATE TABLE gone (id INT)",
                    "DROP TABLE gone",
                    "CREATE TABLE copied AS SELECT id, name FROM customer",
                    "CREATE TABLE IF NOT EXISTS customer (nothing INT)",
                    "CREATE VIEW names AS SELECT name FROM customer",
                    "CREATE TRIGGER audit AFTER INSERT ON customer FOR EACH ROW INSERT INTO emptied VALUES (NEW.id + 100)",
                    "INSERT INTO customer (name) VALUES ('Triggered')",
                    "CREATE USER 'someone'@'localhost'",
                    "CREATE DATABASE short_lived",
                    "CREATE TABLE short_lived.t (id INT)",
                    "DROP DATABASE short_lived",
                    "ALTER TABLE customer CONVERT TO CHARACTER SET latin1",
                    "CREATE UNIQUE INDEX later ON customer (id, name)",
                    "ANALYZE TABLE customer",
                    "START TRANSACTION",
                    "INSERT INTO customer (name) VALUES ('kept')",
                    "SAVEPOINT s",
                    "INSERT INTO customer (name) VALUES ('not kept')",
                    "ROLLBACK TO s",
                    "COMMIT");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");
            H2Comparison.assertEqual(source, replica.connection(), "attic");
            replica.assertEveryEventIsAccountedFor();
            assertThat(replica.query(
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = 'short_lived'"))
                    .isEqualTo("0");
            assertThat(replica.query(
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_NAME = 'customer.by_place'"))
                    .isEqualTo("1");
        }
    }

    @Test
    @RequiresMySql
    void type_changes_that_keep_every_value_from_mysql() throws Exception {
        typeChanges(MySqlServer.started());
    }

    @Test
    void type_changes_that_keep_every_value_from_mariadb() throws Exception {
        typeChanges(MariaDbServer.started());
    }

    private static void typeChanges(DatabaseServer source) throws Exception {
        try (source;
                ReplicaUnderTest replica = new ReplicaUnderTest(url(""))) {
            source.execute("CREATE DATABASE types CHARACTER SET utf8mb4");
            replica.follow(source).start();
            source.execute(
                    "USE types",
                    "CREATE TABLE t (id INT PRIMARY KEY, a TINYINT UNSIGNED, b INT, c INT, d BIGINT UNSIGNED, e DECIMAL(7,2), f FLOAT, g FLOAT(7,2), h DOUBLE(10,2), i CHAR(5), j VARCHAR(5) CHARACTER SET latin1,"
                            + " k TEXT CHARACTER SET latin1, l BINARY(4), m VARBINARY(9), n ENUM('b','a'), o SET('x','z'), p ENUM('long','er'), q SET('1','2'), r TIME(2), s DATETIME, t TIMESTAMP(1) NULL, u BIT(3), v CHAR(9), w VARCHAR(9), x INT UNSIGNED)",
                    "INSERT INTO t VALUES (1, 255, -2147483648, -2147483648, 18446744073709551615, -99999.99, 0.1, 0.1, 0.1, 'a  ', 'é  ', REPEAT('é', 65535), X'01', X'0100', 'a', 'x,z', 'long', '1,2', '-838:59:59', '1000-01-01 00:00:00', '2038-01-19 03:14:07.4', b'101', 'é', '😀', 4294967295),"
                            + " (2, 0, 0, 0, 0, 0, -3.4e38, -99999.99, -0.01, '', '', '', X'', X'', 'b', '', 'er', '', '00:00:00.01', '9999-12-31 23:59:59', NULL, b'0', '', '', 0)",
                    "SET SESSION sql_mode = ''",
                    "ALTER TABLE t MODIFY a INT, MODIFY b BIGINT, MODIFY c VARCHAR(11), MODIFY d DECIMAL(22,2), MODIFY e DECIMAL(9,4), MODIFY f DOUBLE, MODIFY g DOUBLE, MODIFY h DOUBLE, MODIFY i VARCHAR(5), MODIFY j VARCHAR(9) CHARACTER SET utf8mb4",
                    "ALTER TABLE t MODIFY k MEDIUMTEXT CHARACTER SET utf8mb4, MODIFY l VARBINARY(9), MODIFY m BLOB, MODIFY n ENUM('a','b','c'), MODIFY o SET('w','x','y','z'), MODIFY p VARCHAR(4), MODIFY q VARCHAR(3), MODIFY r TIME(6), MODIFY s DATETIME(3), MODIFY t TIMESTAMP(6) NULL, MODIFY u BIT(64), MODIFY w TEXT, MODIFY x BIGINT",
                    "SET SESSION sql_mode = DEFAULT",
                    "ALTER TABLE t MODIFY x INT UNSIGNED, MODIFY v CHAR(1) CHARACTER SET latin1, MODIFY c TEXT",
                    "UPDATE t SET u = 18446744073709551615 WHERE id = 2");
            replica.awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "types");
        }
    }

    @Test
    @RequiresMySql
    void a_change_that_the_source_may_have_rounded_or_cut_stops_the_replica() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(url(""))) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.t (id INT PRIMARY KEY, v VARCHAR(10))",
                    "INSERT INTO shop.t VALUES (1, 'abc       ')",
                    "ALTER TABLE shop.t MODIFY v CHAR(10)");
            assertThat(source.query("SELECT LENGTH(v) FROM shop.t")).isEqualTo("3");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error")).contains("cannot be made on H2", "column v");
        }
    }

    @Test
    @RequiresMySql
    void a_target_column_that_rounds_stops_the_replica() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(url(""))) {
            replica.follow(source).start();
            source.execute("CREATE DATABASE shop", "CREATE TABLE shop.t (id INT PRIMARY KEY, d DATETIME(6))");
            replica.awaitCaughtUp(source);
            replica.execute("ALTER TABLE \"shop\".\"t\" ALTER COLUMN \"d\" SET DATA TYPE TIMESTAMP(0)");
            source.execute("INSERT INTO shop.t VALUES (1, '2020-01-01 00:00:00.6')");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("shop.t", "'d'", "TIMESTAMP(0)", "change the type there to TIMESTAMP(6)");
            replica.execute("ALTER TABLE \"shop\".\"t\" ALTER COLUMN \"d\" SET DATA TYPE TIMESTAMP(6)")
                    .start()
                    .awaitCaughtUp(source);
            H2Comparison.assertEqual(source, replica.connection(), "shop");
        }
    }

    @Test
    @RequiresMySql
    void what_cannot_be_translated_stops_the_replica_and_says_why() throws Exception {
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(url(""))) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.t (id INT PRIMARY KEY, d DOUBLE)",
                    "INSERT INTO shop.t VALUES (1, 0.1)",
                    "ALTER TABLE shop.t MODIFY d VARCHAR(30)");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("cannot be made on H2", "column d", "ALTER TABLE shop.t MODIFY d VARCHAR(30)", "binlog.");
            assertThat(replica.status().get("Replica_IO_Running")).isEqualTo("Yes");
            assertThat(replica.query("SELECT DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS WHERE COLUMN_NAME = 'd'"))
                    .isEqualTo("DOUBLE PRECISION");
        }
    }

    @Test
    @RequiresMySql
    void a_zero_date_stops_the_replica_unless_the_user_has_chosen_null() throws Exception {
        String url = url("");
        try (DatabaseServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(url)) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.t (id INT PRIMARY KEY, d DATE)",
                    "SET SESSION sql_mode = ''",
                    "INSERT INTO shop.t VALUES (1, '0000-00-00')");
            replica.awaitStatus("Replica_SQL_Running", "No");
            assertThat(replica.status().get("Last_SQL_Error"))
                    .contains("shop.t", "'d'", "0000-00-00", "replica.zeroDates");
            try (ReplicaUnderTest choosing = new ReplicaUnderTest(url + ";replica.zeroDates=null")) {
                choosing.start().awaitCaughtUp(source);
                assertThat(choosing.query("SELECT \"d\" FROM \"shop\".\"t\" WHERE \"id\" = 1"))
                        .isNull();
            }
        }
    }
}
