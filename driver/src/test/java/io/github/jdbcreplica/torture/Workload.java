package io.github.jdbcreplica.torture;

import io.github.jdbcreplica.server.MySqlServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** One writer of a source: random transactions on a few tables, the same for the same seed as long as nothing interrupts it. Ends when told to, or when the source is gone. */
final class Workload extends Thread {
    static final String DATABASE = "torture";
    static final int ACCOUNTS = 40;
    static final int COUNTERS = 10;

    private final MySqlServer source;
    private final Random random;
    private volatile boolean enough;
    private volatile int transactions;
    private volatile Throwable failure;

    Workload(MySqlServer source, long seed) {
        super("workload");
        this.source = source;
        this.random = new Random(seed);
    }

    static void createTables(MySqlServer source) throws SQLException {
        source.execute(
                "CREATE DATABASE " + DATABASE,
                "CREATE TABLE torture.item (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(60), n INT NOT NULL DEFAULT 0, price DECIMAL(12,3), made DATETIME(6), payload VARBINARY(2000))",
                "CREATE TABLE torture.account (id INT PRIMARY KEY, balance BIGINT NOT NULL, turns INT NOT NULL DEFAULT 0)",
                "CREATE TABLE torture.counter (id INT PRIMARY KEY, n BIGINT NOT NULL)",
                "CREATE TABLE torture.keyless (a INT, b VARCHAR(30), c DATETIME)",
                "INSERT INTO torture.account (id, balance) " + numbers(ACCOUNTS, "i, 1000"),
                "INSERT INTO torture.counter " + numbers(COUNTERS, "i, 0"));
    }

    private static String numbers(int count, String select) {
        return "WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") SELECT " + select
                + " FROM n";
    }

    @Override
    public void run() {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("USE " + DATABASE);
            statement.execute("SET SESSION cte_max_recursion_depth = 1000000");
            while (!enough) {
                transaction(connection, statement);
                transactions++;
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void transaction(Connection connection, Statement statement) throws SQLException {
        int dice = random.nextInt(1000);
        if (dice < 350) {
            statement.execute(insertItem());
        } else if (dice < 550) {
            statement.execute("UPDATE counter SET n = n + 1 WHERE id = " + (1 + random.nextInt(COUNTERS)));
        } else if (dice < 650) {
            statement.execute("UPDATE item SET n = n + 1, name = CONCAT('u', n) WHERE id = " + someItem(statement));
        } else if (dice < 700) {
            statement.execute("DELETE FROM item WHERE id = " + someItem(statement));
        } else if (dice < 800) {
            keyless(statement);
        } else if (dice < 900) {
            inTransaction(connection, () -> transfer(statement));
        } else if (dice < 940) {
            inTransaction(connection, () -> manyRows(statement));
        } else if (dice < 960) {
            inTransaction(connection, () -> halfRolledBack(connection, statement));
        } else if (dice < 965) {
            // Larger than a batch between the threads: it is handed over in parts.
            statement.execute(
                    "INSERT INTO item (name, payload) " + numbers(4000, "CONCAT('big', i), REPEAT('x', 1600)"));
            statement.execute("DELETE FROM item WHERE name LIKE 'big%'");
        } else {
            schemaChange(statement);
        }
    }

    private String insertItem() {
        return "INSERT INTO item (name, n, price, made, payload) VALUES ('" + name() + "', " + random.nextInt() + ", "
                + random.nextInt(1_000_000) / 1000.0 + ", NOW(6), x'" + Long.toHexString(random.nextLong() | 1L << 63)
                + "')";
    }

    private String name() {
        return "näme" + random.nextInt(10_000);
    }

    private long someItem(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT id FROM item WHERE id >= (SELECT MAX(id) FROM item) * " + random.nextDouble() + " LIMIT 1")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void keyless(Statement statement) throws SQLException {
        int a = random.nextInt(5);
        switch (random.nextInt(4)) {
            case 0, 1 ->
                statement.execute("INSERT INTO keyless VALUES (" + a + ", 'same', '2024-01-01'), (" + a
                        + ", 'same', '2024-01-01'), (" + random.nextInt() + ", NULL, NULL)");
            case 2 -> statement.execute("UPDATE keyless SET b = '" + name() + "' WHERE a = " + a + " LIMIT 1");
            default -> statement.execute("DELETE FROM keyless WHERE a = " + a + " LIMIT 1");
        }
    }

    /** The sum of all balances never changes. */
    private void transfer(Statement statement) throws SQLException {
        int amount = random.nextInt(100);
        statement.execute("UPDATE account SET balance = balance - " + amount + ", turns = turns + 1 WHERE id = "
                + (1 + random.nextInt(ACCOUNTS)));
        statement.execute(insertItem());
        statement.execute("UPDATE account SET balance = balance + " + amount + ", turns = turns + 1 WHERE id = "
                + (1 + random.nextInt(ACCOUNTS)));
        statement.execute("INSERT INTO keyless VALUES (" + amount + ", 'transfer', NOW())");
    }

    private void manyRows(Statement statement) throws SQLException {
        int rows = 1 + random.nextInt(300);
        statement.execute("INSERT INTO item (name, n) " + numbers(rows, "CONCAT('many', i), i"));
        statement.execute("UPDATE item SET n = n + 1 ORDER BY id DESC LIMIT " + (1 + random.nextInt(rows)));
        statement.execute("DELETE FROM item ORDER BY id LIMIT " + random.nextInt(rows + 40));
        statement.execute("UPDATE counter SET n = n + 1");
    }

    private void halfRolledBack(Connection connection, Statement statement) throws SQLException {
        statement.execute("UPDATE counter SET n = n + 1 WHERE id = 1");
        var savepoint = connection.setSavepoint();
        statement.execute("UPDATE counter SET n = n + 1000000");
        statement.execute("INSERT INTO keyless VALUES (1, 'never', NULL)");
        connection.rollback(savepoint);
        statement.execute(insertItem());
    }

    private void schemaChange(Statement statement) throws SQLException {
        int number = random.nextInt(4);
        String column = "c" + number;
        String table = "extra" + number;
        switch (random.nextInt(6)) {
            case 0, 1 ->
                statement.execute(
                        exists(statement, "COLUMNS", "COLUMN_NAME", column)
                                ? "ALTER TABLE item DROP COLUMN " + column
                                : "ALTER TABLE item ADD COLUMN " + column + " INT DEFAULT " + random.nextInt(100)
                                        + (random.nextBoolean() ? " AFTER id" : ""));
            case 2, 3 -> {
                if (exists(statement, "TABLES", "TABLE_NAME", table)) {
                    statement.execute("DROP TABLE " + table);
                } else {
                    statement.execute("CREATE TABLE " + table + " (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(20))");
                    statement.execute("INSERT INTO " + table + " (v) VALUES ('one'), ('two')");
                }
            }
            case 4 -> statement.execute("TRUNCATE TABLE keyless");
            default ->
                statement.execute("CREATE TABLE IF NOT EXISTS " + table + " (id INT PRIMARY KEY, v VARCHAR(20))");
        }
    }

    private static boolean exists(Statement statement, String view, String column, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT 1 FROM information_schema." + view
                + " WHERE TABLE_SCHEMA = 'torture' AND " + column + " = '" + name + "'")) {
            return row.next();
        }
    }

    private interface Body {
        void run() throws SQLException;
    }

    private static void inTransaction(Connection connection, Body body) throws SQLException {
        connection.setAutoCommit(false);
        body.run();
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** @param sourceMayBeGone otherwise an error of the source fails the test */
    int end(boolean sourceMayBeGone) throws InterruptedException {
        enough = true;
        join();
        if (failure != null && !sourceMayBeGone) {
            throw new AssertionError("the workload failed", failure);
        }
        return transactions;
    }
}
