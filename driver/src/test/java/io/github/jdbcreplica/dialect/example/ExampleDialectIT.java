package io.github.jdbcreplica.dialect.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.scenario.ReplicaUnderTest;
import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import org.junit.jupiter.api.Test;

/** The dialect of docs/adding-a-dialect.md is no sketch: it follows a source. */
@RequiresMySql
class ExampleDialectIT {
    @Test
    void the_example_follows_rows_and_schema_changes() throws Exception {
        try (MySqlServer source = MySqlServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest("jdbc:hsqldb:mem:example_it;hsqldb.tx=mvcc")) {
            replica.follow(source).start();
            source.execute(
                    "CREATE DATABASE shop",
                    "USE shop",
                    "CREATE TABLE customer (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL, since TIMESTAMP(6) NOT NULL DEFAULT '2024-01-01 00:00:00.000001', t TIME, UNIQUE KEY by_name (name), KEY (since))",
                    "INSERT INTO customer (name, t) VALUES ('Ada', '-838:59:59'), ('Grace', NULL), ('Edsger', '00:00:01')",
                    "ALTER TABLE customer RENAME COLUMN name TO called, ADD COLUMN score BIGINT UNSIGNED NOT NULL DEFAULT 18446744073709551615",
                    "RENAME TABLE customer TO person",
                    "ALTER TABLE person DROP INDEX by_name, ADD UNIQUE KEY by_name (called, score)",
                    "UPDATE person SET called = 'Barbara', t = NULL WHERE id = 1",
                    "CREATE TABLE note (v TEXT, b BLOB)",
                    "INSERT INTO note VALUES ('one', X'00FF'), ('two', NULL)",
                    "DELETE FROM note WHERE v = 'one'",
                    "UPDATE note SET v = 'three'",
                    "CREATE DATABASE attic",
                    "RENAME TABLE note TO attic.note",
                    "TRUNCATE TABLE person",
                    "INSERT INTO person (called) VALUES ('Leslie')");
            replica.awaitCaughtUp(source);

            assertThat(replica.query("SELECT \"called\" || ' ' || \"score\" FROM \"shop\".\"person\""))
                    .isEqualTo("Leslie 18446744073709551615");
            assertThat(replica.query("SELECT GROUP_CONCAT(\"v\") FROM \"attic\".\"note\""))
                    .isEqualTo("three");
            replica.assertEveryEventIsAccountedFor();
        }
    }
}
