package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** STOP REPLICA, RESET REPLICA ALL, and the target is a database of its own that others write. */
class PromotionIT {
    private static MariaDbServer source;

    @TempDir
    private static Path folder;

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
    }

    private record Target(String url, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** A target, and what the source's database is called there. */
    enum Kind {
        H2("newshop") {
            @Override
            Target started() {
                return new Target("jdbc:h2:mem:promotion;DB_CLOSE_DELAY=-1", () -> {});
            }
        },
        POSTGRESQL("newshop") {
            @Override
            Target started() {
                PostgresServer server = PostgresServer.started();
                return new Target(server.jdbcUrl(), server);
            }
        },
        /** In WAL mode: else a reader of the status and a commit wait for each other, on a busy machine for too long. */
        SQLITE("main") {
            @Override
            Target started() {
                return new Target("jdbc:sqlite:" + folder.resolve("newshop.db") + "?journal_mode=WAL", () -> {});
            }
        },
        /** The catalogue is called as the schema. */
        DUCKDB("newshop") {
            @Override
            Target started() {
                return new Target("jdbc:duckdb:" + folder.resolve("newshop.duck"), () -> {});
            }

            @Override
            String table(String name) {
                return "newshop." + super.table(name);
            }
        },
        MARIADB("newshop") {
            @Override
            Target started() {
                MariaDbServer server = MariaDbServer.started();
                return new Target(server.jdbcUrl(), server);
            }

            @Override
            String table(String name) {
                return "newshop." + name;
            }

            @Override
            String quoted(String name) {
                return name;
            }
        };

        private final String database;

        Kind(String database) {
            this.database = database;
        }

        abstract Target started();

        String quoted(String name) {
            return '"' + name + '"';
        }

        String table(String name) {
            return quoted(database) + "." + quoted(name);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void numbers_go_on_behind_the_rows_of_the_source(Kind kind) throws Exception {
        try (Target target = kind.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(target.url());
                Connection user = DriverManager.getConnection(target.url())) {
            replicate(replica, kind);
            source.execute(
                    "USE shop",
                    "CREATE TABLE few (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), KEY id (id))",
                    "CREATE TABLE none (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE emptied (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), UNIQUE KEY (name))",
                    "CREATE TABLE plain (id INT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE later (name VARCHAR(20), id SMALLINT NOT NULL)",
                    "ALTER TABLE later ADD PRIMARY KEY (id), MODIFY id INT NOT NULL AUTO_INCREMENT",
                    "CREATE TABLE large (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE grown (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE exhausted (id SMALLINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE beyond (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "INSERT INTO few (name) VALUES ('one'), ('two')",
                    "INSERT INTO few (id, name) VALUES (40, 'forty')",
                    "INSERT INTO emptied (name) VALUES ('one'), ('two'), ('three')",
                    "DELETE FROM emptied WHERE id > 1",
                    "INSERT INTO later (name) VALUES ('one')",
                    "INSERT INTO plain VALUES (9, 'nine')",
                    "INSERT INTO large VALUES (5000000000, 'large'), (7000000000, 'larger')",
                    "DELETE FROM large WHERE id = 7000000000",
                    "INSERT INTO grown VALUES (-5, 'below'), (7, 'seven')",
                    "ALTER TABLE grown MODIFY id BIGINT AUTO_INCREMENT",
                    "INSERT INTO exhausted VALUES (32767, 'last')");
            if (kind != Kind.SQLITE) {
                source.execute("INSERT INTO shop.beyond VALUES (18446744073709551613, 'last')");
            }
            replica.awaitCaughtUp(source);

            replica.stop().execute("RESET REPLICA ALL").execute("RESET REPLICA ALL");

            for (String table : List.of("few", "none", "emptied", "later", "large", "grown")) {
                insert(user, kind, table, "new");
                insert(user, kind, table, "newer");
            }
            assertThat(numbers(user, kind, "few")).containsExactly(1L, 2L, 40L, 41L, 42L);
            assertThat(numbers(user, kind, "none")).containsExactly(1L, 2L);
            assertThat(numbers(user, kind, "emptied")).hasSize(3).contains(1L).doesNotHaveDuplicates();
            assertThat(numbers(user, kind, "later")).containsExactly(1L, 2L, 3L);
            assertThat(numbers(user, kind, "large")).hasSize(3).allMatch(number -> number >= 5000000000L);
            assertThat(numbers(user, kind, "grown")).containsExactly(-5L, 7L, 8L, 9L);
            assertExhausted(user, kind);

            assertNumbersGoOnAfterASecondReplica(replica, user, kind);
            user.createStatement().execute("DROP TABLE " + kind.table("large"));
        }
    }

    /** Of a type that has no number behind the highest; SQLite's has, and so has MySQL's for the larger one. */
    private static void assertExhausted(Connection user, Kind kind) {
        for (String table : List.of("exhausted", "beyond")) {
            boolean wider = kind == Kind.SQLITE || kind == Kind.MARIADB && table.equals("beyond");
            if (!wider) {
                assertThatThrownBy(() -> {
                            insert(user, kind, table, "new");
                            insert(user, kind, table, "newer");
                        })
                        .as(table)
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    /** The former replica is one again, with the numbers that it has been given. */
    private static void assertNumbersGoOnAfterASecondReplica(ReplicaUnderTest replica, Connection user, Kind kind)
            throws SQLException {
        source.execute(
                "RESET MASTER",
                "USE shop",
                "INSERT INTO few (id, name) VALUES (100, 'hundred')",
                "INSERT INTO large (id, name) VALUES (8000000000, 'largest')");
        replicate(replica, kind).awaitCaughtUp(source);
        source.execute("USE shop", "ALTER TABLE large ADD COLUMN more INT, MODIFY name VARCHAR(30)");
        replica.awaitCaughtUp(source).stop().execute("RESET REPLICA ALL");
        insert(user, kind, "few", "last");
        insert(user, kind, "large", "last");
        assertThat(numbers(user, kind, "few")).endsWith(42L, 100L, 101L);
        assertThat(numbers(user, kind, "large")).endsWith(8000000000L, 8000000001L);
    }

    private static ReplicaUnderTest replicate(ReplicaUnderTest replica, Kind kind) throws SQLException {
        if (kind != Kind.SQLITE) {
            replica.execute("CREATE SCHEMA IF NOT EXISTS " + kind.table("").replaceFirst("\\.(\"\")?$", ""));
        }
        return replica.follow(source)
                .execute("CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = ((shop, " + kind.database + "))")
                .start();
    }

    private static void insert(Connection user, Kind kind, String table, String name) throws SQLException {
        try (Statement statement = user.createStatement()) {
            statement.execute(
                    "INSERT INTO " + kind.table(table) + " (" + kind.quoted("name") + ") VALUES ('" + name + "')");
        }
    }

    private static List<Long> numbers(Connection user, Kind kind, String table) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        String id = kind.quoted("id");
        try (Statement statement = user.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + id + " FROM " + kind.table(table) + " ORDER BY " + id)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }
}
