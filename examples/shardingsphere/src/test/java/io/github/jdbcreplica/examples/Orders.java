package io.github.jdbcreplica.examples;

import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/** A writer of the source: transactions with rows of several servers, and of tables that all servers have. */
final class Orders extends Thread {
    static final List<String> TABLES = List.of("orders", "order_item", "account", "country");

    private static final int ACCOUNTS = 30;

    private final MySqlServer source;
    private final Random random = new Random(1);
    private volatile boolean enough;
    private volatile int transactions;
    private volatile Exception failure;
    private int lastOrder = 1000;

    Orders(MySqlServer source) {
        super("orders");
        this.source = source;
    }

    static void createTables(MySqlServer source) throws SQLException {
        source.execute(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id BIGINT PRIMARY KEY, customer VARCHAR(40) NOT NULL, total DECIMAL(12,3), made DATETIME(6))",
                "CREATE TABLE shop.order_item (order_id BIGINT, line INT, note VARCHAR(60), payload VARBINARY(200), PRIMARY KEY (order_id, line))",
                "CREATE TABLE shop.account (id INT PRIMARY KEY, balance BIGINT NOT NULL)",
                "CREATE TABLE shop.country (id INT PRIMARY KEY, name VARCHAR(30))",
                "INSERT INTO shop.account WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < "
                        + ACCOUNTS + ") SELECT i, 1000 FROM n");
    }

    /** One text for each row, which MySQL and PostgreSQL make alike. */
    static String select(String table) {
        String values = switch (table.replace("shop.", "")) {
            case "orders" ->
                "id, customer, COALESCE(TRIM(CAST(total AS CHAR(20))), '-'), COALESCE(LEFT(CAST(made AS CHAR(26)), 19), '-')";
            case "order_item" -> "order_id, line, note, CASE WHEN payload IS NULL THEN 0 ELSE 1 END";
            case "account" -> "id, balance";
            default -> "id, name";
        };
        return "SELECT CONCAT_WS('|', " + values + ") FROM " + table;
    }

    @Override
    public void run() {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE shop");
            connection.setAutoCommit(false);
            while (!enough) {
                transaction(statement);
                connection.commit();
                transactions++;
                // Of a backlog many transactions share a commit; kills are to find small ones.
                Thread.sleep(5);
            }
        } catch (SQLException | InterruptedException e) {
            failure = e;
        }
    }

    private void transaction(Statement statement) throws SQLException {
        int dice = random.nextInt(100);
        if (dice < 40) {
            insertOrders(statement);
        } else if (dice < 70) {
            transfer(statement);
        } else if (dice < 85) {
            statement.execute("UPDATE orders SET total = total + 1, customer = CONCAT('näme', " + random.nextInt(100)
                    + ") WHERE id = " + someOrder());
        } else if (dice < 95) {
            int order = someOrder();
            statement.execute("DELETE FROM order_item WHERE order_id = " + order);
            statement.execute("DELETE FROM orders WHERE id = " + order);
        } else {
            statement.execute("REPLACE INTO country VALUES (" + random.nextInt(20) + ", 'c" + random.nextInt(9) + "')");
        }
    }

    private int someOrder() {
        return 1001 + random.nextInt(Math.max(1, lastOrder - 1000));
    }

    private void insertOrders(Statement statement) throws SQLException {
        for (int i = 0; i <= random.nextInt(3); i++) {
            int order = ++lastOrder;
            statement.execute("INSERT INTO orders (id, customer, total, made) VALUES (" + order + ", 'c" + order + "', "
                    + random.nextInt(1_000_000) / 1000.0 + ", '2026-01-02 03:04:05.678901')");
            statement.execute("INSERT INTO order_item VALUES (" + order + ", 1, 'first', x'00ff'), (" + order
                    + ", 2, 'sécond', NULL)");
        }
    }

    /** The sum of all balances never changes; the two accounts lie at two servers as often as not. */
    private void transfer(Statement statement) throws SQLException {
        int amount = 1 + random.nextInt(100);
        statement.execute(
                "UPDATE account SET balance = balance - " + amount + " WHERE id = " + (1 + random.nextInt(ACCOUNTS)));
        statement.execute(
                "UPDATE account SET balance = balance + " + amount + " WHERE id = " + (1 + random.nextInt(ACCOUNTS)));
    }

    /** @return how many transactions it was */
    int end() throws InterruptedException {
        enough = true;
        join();
        if (failure != null) {
            throw new AssertionError("the writer failed", failure);
        }
        return transactions;
    }
}
