package io.github.jdbcreplica.benchmark;

import io.github.jdbcreplica.ReplicaDriver;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * What a call costs through the wrapper and without: both sides in one run, turn about, on statements that do nothing; the best of the rounds counts.
 * Run the main method on the test class path.
 */
public final class DispatchBenchmark {
    private static final int CALLS = 5_000_000;
    private static final int ROUNDS = 9;

    /** The thread's own time: what other programs take of the machine is not the wrapper's cost. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DispatchBenchmark() {}

    public static void main(String[] arguments) throws SQLException {
        DriverManager.registerDriver(new IdleDriver());
        try (Connection inner = DriverManager.getConnection("jdbc:idle:");
                Connection wrapped = new ReplicaDriver().connect("jdbc:replica:idle:", null)) {
            Statement direct = inner.createStatement();
            Statement through = wrapped.createStatement();
            compare("execute(SELECT)", direct, through, s -> s.execute("SELECT a FROM t WHERE id = 1") ? 1 : 0);
            compare("execute(INSERT)", direct, through, s -> s.execute("INSERT INTO t VALUES (1)") ? 1 : 0);
            compare("execute(comment, SELECT)", direct, through, s -> s.execute("/* c */ SELECT 1") ? 1 : 0);
            compare("getMaxRows()", direct, through, Statement::getMaxRows);
            ResultSet rows = direct.executeQuery("SELECT 1");
            ResultSet throughRows = through.executeQuery("SELECT 1");
            compare("ResultSet.getInt(1)", rows, throughRows, r -> r.getInt(1));
        }
    }

    private interface Call<T> {
        int on(T target) throws SQLException;
    }

    private static <T> void compare(String name, T direct, T through, Call<T> call) throws SQLException {
        double[] directNanos = new double[ROUNDS];
        double[] throughNanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            directNanos[round] = nanosPerCall(direct, call);
            throughNanos[round] = nanosPerCall(through, call);
        }
        double least = Arrays.stream(directNanos).min().orElseThrow();
        double leastThrough = Arrays.stream(throughNanos).min().orElseThrow();
        System.out.println(String.format(
                Locale.ROOT,
                "%-26s delegate %6.2f ns, wrapped %6.2f ns, ratio %.2f",
                name,
                least,
                leastThrough,
                leastThrough / least));
    }

    private static <T> double nanosPerCall(T target, Call<T> call) throws SQLException {
        int sum = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            sum += call.on(target);
        }
        long nanos = THREADS.getCurrentThreadCpuTime() - start;
        if (sum != 0) {
            throw new IllegalStateException("an idle statement answered " + sum);
        }
        return (double) nanos / CALLS;
    }

    /** Its connections, statements and results do nothing; a proxy, as cheap as the wrapper's own first step. */
    public static final class IdleDriver implements Driver {
        @Override
        public Connection connect(String url, Properties info) {
            return acceptsURL(url) ? idle(Connection.class) : null;
        }

        private static <T> T idle(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    IdleDriver.class.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> nothing(method.getReturnType())));
        }

        private static Object nothing(Class<?> type) {
            if (type == boolean.class) {
                return false;
            }
            if (type == int.class) {
                return 0;
            }
            return type == Statement.class || type == ResultSet.class ? idle(type) : null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:idle:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("idle");
        }
    }
}
