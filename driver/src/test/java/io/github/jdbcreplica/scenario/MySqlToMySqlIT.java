package io.github.jdbcreplica.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.MySqlServer;
import io.github.jdbcreplica.server.RequiresMySql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresMySql
class MySqlToMySqlIT {
    private static MySqlServer source;
    private static MySqlServer target;

    @BeforeAll
    static void startServers() {
        source = MySqlServer.started();
        target = MySqlServer.started();
    }

    @AfterAll
    static void stopServers() {
        source.close();
        target.close();
    }

    @Test
    void rows_follow_the_source() throws Exception {
        source.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id INT PRIMARY KEY, item VARCHAR(40), price DECIMAL(10,2))",
                "INSERT INTO shop.orders VALUES (1, 'tea', 3.50), (2, 'Käse', 7.25)");
        try (ReplicaUnderTest replica = new ReplicaUnderTest(target.jdbcUrl())) {
            replica.follow(source).start().awaitCaughtUp(source);
            assertThat(replica.query("SELECT GROUP_CONCAT(id, item, price ORDER BY id) FROM shop.orders"))
                    .isEqualTo("1tea3.50,2Käse7.25");
            source.execute(
                    "UPDATE shop.orders SET price = 4 WHERE id = 1",
                    "DELETE FROM shop.orders WHERE id = 2",
                    "INSERT INTO shop.orders VALUES (3, NULL, -1)");
            replica.awaitCaughtUp(source);
            assertThat(replica.query(
                            "SELECT GROUP_CONCAT(id, IFNULL(item, 'NULL'), price ORDER BY id) FROM shop.orders"))
                    .isEqualTo("1tea4.00,3NULL-1.00");
            replica.stop();
            source.execute("INSERT INTO shop.orders VALUES (4, 'later', 0)");
            replica.start().awaitCaughtUp(source);
            assertThat(replica.query("SELECT COUNT(*) FROM shop.orders")).isEqualTo("3");
            replica.assertEveryEventIsAccountedFor();
        }
    }
}
