package io.github.jdbcreplica.dialect.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.dialect.TargetError;
import io.github.jdbcreplica.dialect.ZeroDates;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What DuckDB really says, and what it means: there are only messages, and a new version may word them otherwise. */
class DuckDbErrorsTest {
    private final DuckDbDialect dialect = new DuckDbDialect(ZeroDates.ERROR, "memory");
    private Connection one;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        one = DriverManager.getConnection("jdbc:duckdb:memory:errors");
        other = DriverManager.getConnection("jdbc:duckdb:memory:errors");
        execute(
                one,
                "CREATE TABLE parent (id INTEGER PRIMARY KEY, v VARCHAR)",
                "CREATE TABLE child (id INTEGER REFERENCES parent (id))",
                "INSERT INTO parent VALUES (1, 'a')",
                "INSERT INTO child VALUES (1)");
        one.setAutoCommit(false);
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        other.close();
    }

    @Test
    void a_duplicate_key_is_one_at_once_and_in_a_batch() {
        assertThat(meaning(() -> execute(one, "INSERT INTO parent VALUES (1, 'b')")))
                .isEqualTo(TargetError.DUPLICATE_KEY);
        assertThat(meaning(() -> {
                    one.rollback();
                    try (var insert = one.prepareStatement("INSERT INTO parent VALUES (?, 'b')")) {
                        for (int id : new int[] {5, 6, 5}) {
                            insert.setInt(1, id);
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                }))
                .isEqualTo(TargetError.DUPLICATE_KEY);
    }

    @Test
    void a_key_that_is_made_of_duplicates_fails_the_commit() throws SQLException {
        execute(
                one,
                "CREATE TABLE copy AS SELECT 1 AS id FROM range(2)",
                "ALTER TABLE copy ADD CONSTRAINT c PRIMARY KEY (id)");

        assertThat(meaning(one::commit)).isEqualTo(TargetError.DUPLICATE_KEY);
    }

    @Test
    void foreign_keys_of_the_user_are_told_apart() {
        assertThat(meaning(() -> execute(one, "INSERT INTO child VALUES (7)")))
                .isEqualTo(TargetError.FOREIGN_KEY_PARENT_MISSING);
        assertThat(meaning(() -> execute(other, "DELETE FROM parent"))).isEqualTo(TargetError.FOREIGN_KEY_CHILD_EXISTS);
    }

    @Test
    void a_missing_table_is_not_a_missing_database() {
        assertThat(meaning(() -> execute(one, "INSERT INTO memory.main.nobody VALUES (1)")))
                .isEqualTo(TargetError.NO_SUCH_TABLE);
        assertThat(meaning(() -> execute(other, "INSERT INTO memory.nobody.nothing VALUES (1)")))
                .isEqualTo(TargetError.NO_SUCH_DATABASE);
    }

    @Test
    void the_loser_of_two_transactions_tries_again() throws SQLException {
        execute(one, "UPDATE parent SET v = 'one'");

        TargetError rows = meaning(() -> execute(other, "UPDATE parent SET v = 'other'"));
        other.rollback();
        execute(one, "CREATE TABLE made (id INTEGER)");
        TargetError names = meaning(() -> execute(other, "CREATE TABLE IF NOT EXISTS made (id INTEGER)"));

        assertThat(rows).isEqualTo(TargetError.DEADLOCK);
        assertThat(names).isEqualTo(TargetError.DEADLOCK);
    }

    @Test
    void a_connection_whose_commit_failed_is_no_good_any_more() throws SQLException {
        execute(one, "INSERT INTO child VALUES (1)");
        execute(other, "ALTER TABLE child ADD COLUMN w INTEGER");
        other.commit();

        TargetError commit = meaning(one::commit);
        TargetError rollback = meaning(one::rollback);

        assertThat(commit).isEqualTo(TargetError.DEADLOCK);
        assertThat(rollback).isEqualTo(TargetError.CONNECTION_LOST);
    }

    @Test
    void a_cancelled_statement_and_a_closed_connection_are_what_they_are() throws SQLException {
        try (Statement statement = one.createStatement()) {
            Thread canceller = new Thread(() -> {
                try {
                    while (!Thread.interrupted()) {
                        statement.cancel();
                        Thread.sleep(20);
                    }
                } catch (SQLException | InterruptedException e) {
                    // The statement has ended.
                }
            });
            canceller.start();
            assertThat(meaning(() -> statement.execute(
                            "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range + b.range = 3")))
                    .isEqualTo(TargetError.CANCELLED);
            canceller.interrupt();
        }
        other.close();
        assertThat(meaning(() -> execute(other, "SELECT 1"))).isEqualTo(TargetError.CONNECTION_LOST);
    }

    private TargetError meaning(ThrowableAssert.ThrowingCallable action) {
        return dialect.classify(Assertions.catchThrowableOfType(SQLException.class, action));
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
