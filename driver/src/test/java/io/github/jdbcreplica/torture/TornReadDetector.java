package io.github.jdbcreplica.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.server.ServerProcess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the sum of all balances, which no transaction of {@link Workload} changes, over and over; another sum is half a transaction seen. */
final class TornReadDetector extends Thread {
    private static final String WHOLE = String.valueOf(Workload.ACCOUNTS * 1000);

    private final ServerProcess target;
    private volatile boolean enough;
    private volatile long reads;
    private volatile String torn;

    TornReadDetector(ServerProcess target) {
        super("torn-read-detector");
        this.target = target;
    }

    @Override
    public void run() {
        while (!enough) {
            try (Connection connection = target.connect();
                    Statement statement = connection.createStatement()) {
                read(statement);
            } catch (SQLException e) {
                // The target is down; it will be back.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(Statement statement) throws SQLException, InterruptedException {
        while (!enough) {
            try (ResultSet row = statement.executeQuery("SELECT SUM(balance) FROM torture.account")) {
                row.next();
                if (!WHOLE.equals(row.getString(1))) {
                    torn = String.valueOf(row.getString(1));
                }
                reads++;
            }
            Thread.sleep(2);
        }
    }

    long reads() {
        return reads;
    }

    void assertNothingTorn() {
        assertThat(torn).as("a sum of the balances other than " + WHOLE).isNull();
    }

    void end() throws InterruptedException {
        enough = true;
        interrupt();
        join();
    }
}
