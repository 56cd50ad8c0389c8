package io.github.jdbcreplica.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Rows that are committed on a MariaDB server appear in an H2 database, through nothing but SQL on a JDBC connection. Prints every statement, on which side it runs, and what comes back.
 */
public final class Quickstart {
    private static final String NO_SUCH_TABLE = "42S02";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection source;
    private final Connection replica;
    private final int port;

    private Quickstart(Connection source, Connection replica, int port) {
        this.source = source;
        this.replica = replica;
        this.port = port;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(
                "Starting an embedded MariaDB as the source (the first time it is unpacked, which takes a while) ...");
        try (SourceServer server = SourceServer.started();
                Connection source = DriverManager.getConnection(server.url());
                Connection replica = DriverManager.getConnection("jdbc:replica:h2:mem:quickstart")) {
            new Quickstart(source, replica, server.port()).run();
        }
    }

    private void run() throws SQLException, InterruptedException {
        say("The source, jdbc:mysql://localhost:" + port + "/, has some rows already.");
        onSource("CREATE DATABASE shop");
        onSource(
                "CREATE TABLE shop.orders (id INT PRIMARY KEY AUTO_INCREMENT, customer VARCHAR(40), total DECIMAL(10,2))");
        onSource("INSERT INTO shop.orders (customer, total) VALUES ('Ada', 12.50), ('Grace', 99.99)");

        say("The target, jdbc:replica:h2:mem:quickstart, is empty. It becomes a replica:");
        onReplica("CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + port
                + ", SOURCE_USER='root', SOURCE_PASSWORD='', SOURCE_AUTO_POSITION=1");
        onReplica("START REPLICA");
        awaitOrders(2);
        onReplica("SELECT * FROM \"shop\".\"orders\"");

        say("It is live: rows, updates, deletes and changes of the table follow.");
        onSource("ALTER TABLE shop.orders ADD COLUMN paid BOOLEAN NOT NULL DEFAULT FALSE");
        onSource("UPDATE shop.orders SET paid = TRUE WHERE customer = 'Ada'");
        onSource("INSERT INTO shop.orders (customer, total, paid) VALUES ('Edsger', 7.00, TRUE)");
        awaitOrders(3);
        onReplica("SELECT * FROM \"shop\".\"orders\"");

        say("What the replica says of itself (the columns that have a value, of MySQL's 60):");
        showStatus();

        say("Stopped, it stays where it is; started, it goes on from there.");
        onReplica("STOP REPLICA");
        onSource("INSERT INTO shop.orders (customer, total) VALUES ('Barbara', 45.00)");
        onReplica("SELECT COUNT(*) AS orders FROM \"shop\".\"orders\"");
        onReplica("START REPLICA");
        awaitOrders(4);
        onReplica("SELECT COUNT(*) AS orders FROM \"shop\".\"orders\"");
        onReplica("STOP REPLICA");
        say("That was all of it. README.md says how to do the same with your own servers.");
    }

    private static void say(String text) {
        System.out.println();
        System.out.println("-- " + text);
    }

    private void onSource(String sql) throws SQLException {
        execute("source ", source, sql);
    }

    private void onReplica(String sql) throws SQLException {
        execute("replica", replica, sql);
    }

    private static void execute(String side, Connection connection, String sql) throws SQLException {
        System.out.println(side + "> " + sql + ";");
        try (Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    new TextTable(rows).print(System.out);
                }
            }
        }
    }

    private void showStatus() throws SQLException {
        System.out.println("replica> SHOW REPLICA STATUS;");
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery("SHOW REPLICA STATUS")) {
            ResultSetMetaData columns = row.getMetaData();
            row.next();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String value = row.getString(i);
                if (value != null && !value.isEmpty()) {
                    System.out.printf("         %30s: %s%n", columns.getColumnLabel(i), value);
                }
            }
        }
    }

    /** Replication is asynchronous: a commit on the source is visible on the target some milliseconds later. */
    private void awaitOrders(int expected) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (orders() < expected) {
            if (System.nanoTime() > deadline) {
                showStatus();
                throw new IllegalStateException("the rows did not arrive within " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(10);
        }
    }

    /** None while there is no such table: before it has come, and for a moment when H2 makes it anew for ALTER TABLE. */
    private int orders() throws SQLException {
        try (ResultSet table = replica.getMetaData().getTables(null, "shop", "orders", null)) {
            if (!table.next()) {
                return 0;
            }
        }
        try (Statement statement = replica.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM \"shop\".\"orders\"")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }
}
