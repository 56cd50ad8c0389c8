package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MariaDbServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** STOP REPLICA, RESET REPLICA ALL, and the target is a database of its own that others write. */
class PromotionIT {
    @Test
    void numbers_go_on_behind_the_rows_of_the_source_on_h2() throws Exception {
        String inner = "jdbc:h2:mem:promotion;DB_CLOSE_DELAY=-1";
        promote(inner, inner, "\"newshop\".");
    }

    @Test
    void numbers_go_on_behind_the_rows_of_the_source_on_mariadb() throws Exception {
        try (MariaDbServer target = MariaDbServer.started()) {
            promote(target.jdbcUrl(), target.jdbcUrl(), "newshop.");
        }
    }

    /** @param schema with which the target's tables are named */
    private static void promote(String inner, String plain, String schema) throws Exception {
        try (MariaDbServer source = MariaDbServer.started();
                ReplicaUnderTest replica = new ReplicaUnderTest(inner);
                Connection user = DriverManager.getConnection(plain);
                Statement statement = user.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema.replace(".", ""));
            source.execute("CREATE DATABASE shop");
            replica.follow(source);
            replica.execute("CHANGE REPLICATION FILTER REPLICATE_REWRITE_DB = ((shop, newshop))");
            replica.start();
            source.execute(
                    "USE shop",
                    "CREATE TABLE few (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE none (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE plain (id INT PRIMARY KEY, name VARCHAR(20))",
                    "CREATE TABLE later (name VARCHAR(20), id SMALLINT NOT NULL)",
                    "ALTER TABLE later ADD PRIMARY KEY (id), MODIFY id INT NOT NULL AUTO_INCREMENT",
                    "INSERT INTO few (name) VALUES ('one'), ('two')",
                    "INSERT INTO few (id, name) VALUES (40, 'forty')",
                    "INSERT INTO later (name) VALUES ('one')",
                    "INSERT INTO plain VALUES (9, 'nine')");
            replica.awaitCaughtUp(source);

            replica.execute("STOP REPLICA");
            replica.execute("RESET REPLICA ALL");

            statement.execute(
                    "INSERT INTO " + schema + name("few", schema) + " (" + name("name", schema) + ") VALUES ('new')");
            statement.execute(
                    "INSERT INTO " + schema + name("none", schema) + " (" + name("name", schema) + ") VALUES ('new')");
            statement.execute(
                    "INSERT INTO " + schema + name("later", schema) + " (" + name("name", schema) + ") VALUES ('new')");
            assertThat(number(statement, schema, "few")).isEqualTo(41);
            assertThat(number(statement, schema, "none")).isEqualTo(1);
            assertThat(number(statement, schema, "later")).isEqualTo(2);
        }
    }

    private static String name(String name, String schema) {
        return schema.startsWith("\"") ? "\"" + name + "\"" : name;
    }

    private static long number(Statement statement, String schema, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT " + name("id", schema) + " FROM " + schema
                + name(table, schema) + " WHERE " + name("name", schema) + " = 'new'")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
