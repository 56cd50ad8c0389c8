package io.github.jdbcreplica.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.kit.Follower.Stop;
import io.github.jdbcreplica.server.DatabaseServer;
import io.github.jdbcreplica.server.MariaDbServer;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every type at its extremes is inserted, updated and deleted on a real MySQL and a real MariaDB, with and without a key, and is then in the target what it is on the source: not in text, in value. Prints the matrix and writes it to
 * {@code target/fidelity-<name>.md}; where there is a page of that name in {@code docs}, it has to be the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FidelityContract {
    private final TimeZone zone = TimeZone.getDefault();

    /** A fresh, empty database of the target. */
    protected abstract TargetUnderTest open();

    /** A zone with gaps, far from UTC: what depends on the zone of the JVM shows. */
    @BeforeAll
    void goToNewYork() {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    }

    @AfterAll
    void goHome() {
        TimeZone.setDefault(zone);
    }

    @Test
    @RequiresMySql
    void every_type_arrives_in_value() throws Exception {
        try (TargetUnderTest target = open()) {
            Matrix matrix = new Matrix(target);
            try (DatabaseServer mySql = MySqlServer.started(FAST)) {
                fill(matrix, mySql, target, TypeCases.ofMySql());
            }
            try (DatabaseServer mariaDb = MariaDbServer.started();
                    TargetUnderTest another = open()) {
                fill(matrix, mariaDb, another, TypeCases.ofMariaDb());
            }
            publish(target, matrix);
            assertThat(matrix.complaints()).as("types on " + target.name()).isEmpty();
        }
    }

    /** Nothing is killed here. */
    static final String[] FAST = {"--innodb-flush-log-at-trx-commit=0", "--sync-binlog=0", "--innodb-doublewrite=OFF"};

    private static void fill(Matrix matrix, DatabaseServer source, TargetUnderTest target, List<TypeCase> cases)
            throws SQLException {
        try (Feed feed = Feed.of(source);
                Follower follower = new Follower(feed, target, List.of(FidelityRun.DATABASE), "null");
                Connection plain = target.connect()) {
            follower.start();
            new FidelityRun(feed, follower, target, plain, matrix, cases).run();
            follower.assertEveryEventIsAccountedFor();
        }
    }

    private static void publish(TargetUnderTest target, Matrix matrix) throws IOException {
        System.out.println(matrix.markdown());
        String name = "fidelity-" + target.name().toLowerCase(Locale.ROOT) + ".md";
        // Maven names the module's folder; the working directory is another.
        Path module = Path.of(System.getProperty("basedir", ""));
        Files.writeString(Files.createDirectories(module.resolve("target")).resolve(name), matrix.markdown());
        Path page = module.resolve("docs").resolve(name);
        if (Files.exists(page)) {
            assertThat(matrix.markdown())
                    .as("the matrix in target/" + name + ", and the one of the documentation")
                    .isEqualTo(Files.readString(page));
        }
    }

    /** The default of {@code replica.zeroDates}: never a row that is not the source's. */
    @Test
    @RequiresMySql
    void dates_that_the_target_does_not_have_stop_the_replica() throws Exception {
        try (DatabaseServer source = MySqlServer.started(FAST);
                TargetUnderTest target = open();
                Feed feed = Feed.of(source);
                Follower follower = new Follower(feed, target, List.of("zeros"), "error")) {
            follower.start();
            feed.execute("CREATE DATABASE zeros");
            feed.execute("USE zeros");
            feed.execute("SET sql_mode = 'ALLOW_INVALID_DATES'");
            List<String> dates = new ArrayList<>();
            for (String type : new String[] {"DATE", "DATETIME", "TIMESTAMP"}) {
                String table = "zero_" + type.toLowerCase(Locale.ROOT);
                feed.execute("CREATE TABLE " + table + " (id INT PRIMARY KEY, v " + type + " NULL)");
                feed.execute("INSERT INTO " + table + " VALUES (1, '2020-02-29')");
                String zero = type.equals("TIMESTAMP") ? "0000-00-00" : "2020-02-31";
                feed.execute(table, "INSERT INTO " + table + " VALUES (2, '" + zero + "')");
                feed.execute(table, "UPDATE " + table + " SET v = '" + zero + "' WHERE id = 1");
                String addition = "ALTER TABLE " + table + " ADD v2 " + type + " NOT NULL"
                        + (type.equals("TIMESTAMP") ? " DEFAULT '0000-00-00'" : "");
                feed.execute(table, addition);
                dates.addAll(List.of(table, table, table));
            }
            if (!target.keepsZeroDates()) {
                for (String table : dates) {
                    Stop stop = follower.settle().orElseThrow(() -> new AssertionError(table + " did not stop"));
                    assertThat(feed.of(stop.transaction())).contains(table);
                    assertThat(stop.error())
                            .contains(target.schemaOf("zeros") + "." + table, "replica.zeroDates")
                            .containsAnyOf("'v'", "column v2");
                    follower.passOver(stop);
                }
            }
            assertThat(follower.settle()).isEmpty();
        }
    }

    /** Of several equal rows of a table without a key one is changed, or none. */
    @Test
    @RequiresMySql
    void equal_rows_without_a_key_are_told_apart_or_stop_the_replica() throws Exception {
        try (DatabaseServer source = MySqlServer.started(FAST);
                TargetUnderTest target = open();
                Feed feed = Feed.of(source);
                Follower follower = new Follower(feed, target, List.of("twins"), "error");
                Connection plain = target.connect()) {
            follower.start();
            Comparison comparison = new Comparison(feed.connection(), target, plain);
            feed.execute("CREATE DATABASE twins");
            feed.execute("CREATE TABLE twins.t (v INT, w TEXT)");
            feed.execute("INSERT INTO twins.t VALUES (1, 'x'), (1, 'x'), (2, NULL), (3, 'y')");
            feed.execute("UPDATE twins.t SET w = 'z' WHERE v = 2");
            feed.execute("DELETE FROM twins.t WHERE v = 3");
            assertThat(follower.settle()).isEmpty();
            assertThat(comparison.of(List.of("twins"))).isEmpty();
            feed.execute("INSERT INTO twins.t VALUES (4, 'seen')");
            feed.execute("DELETE FROM twins.t WHERE v = 1 LIMIT 1");
            Optional<Stop> stop = follower.settle();
            if (target.tellsEqualRowsApart()) {
                assertThat(stop).isEmpty();
            } else {
                assertThat(stop.orElseThrow().error()).contains("2 rows of 't' are equal", "a key");
                // What the replica has not taken from the target.
                feed.execute("INSERT INTO twins.t VALUES (1, 'x')");
            }
            assertThat(comparison.of(List.of("twins"))).isEmpty();
        }
    }
}
