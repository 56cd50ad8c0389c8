package io.github.jdbcreplica.dialect.shardingsphere;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Makes of a connection whose transactions are JTA's one that keeps to JDBC. Measured with ShardingSphere-JDBC 5.3.2, which without that
 *
 * <ul>
 *   <li>has one transaction for all connections of a thread, since JTA ties a transaction to the thread that began it;
 *   <li>begins one in {@code setAutoCommit(false)} only: what follows a commit is committed statement by statement;
 *   <li>rolls back in {@code commit()}, and says nothing, when a statement of the transaction has failed.
 * </ul>
 *
 * <p>Here one thread runs all that is said to the connection, and nothing else, so that its transaction is its own. Callers wait for each answer; {@code begun} and {@code failed} are touched by that thread alone. A transaction begins
 * with its first statement and not before: it has a time limit, and the connection may rest. {@code cancel} and {@code abort} go past the thread, for they are meant for one that waits.
 *
 * <p>When a transaction with a schema change has ended, ShardingSphere reads anew what tables there are: it has looked for them from outside of the transaction, too early, and does not look again when that is rolled back.
 */
final class JtaConnection implements InvocationHandler {
    private static final Pattern SCHEMA_CHANGE =
            Pattern.compile("\\s*(CREATE|ALTER|DROP)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Connection inner;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(JtaConnection::daemon);

    private boolean autoCommit = true;
    private boolean begun;
    private boolean failed;
    private boolean schemaChanged;

    private JtaConnection(Connection inner) {
        this.inner = inner;
    }

    /** @param inner fresh, in auto-commit mode */
    static Connection of(Connection inner) {
        return proxy(Connection.class, new JtaConnection(inner));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "replica-jta");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(JtaConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "abort" -> call(inner, method, arguments);
            case "createStatement", "prepareStatement", "prepareCall" ->
                statement(method.getReturnType(), onThread(() -> call(inner, method, arguments)), (Connection) self);
            case "getAutoCommit" -> onThread(() -> autoCommit);
            case "setAutoCommit" -> onThread(() -> setAutoCommit((Boolean) arguments[0]));
            case "commit" -> onThread(this::commit);
            case "rollback" -> onThread(() -> arguments == null ? rollback() : call(inner, method, arguments));
            case "close" -> close();
            default -> onThread(() -> call(inner, method, arguments));
        };
    }

    private Object statement(Class<?> type, Object statement, Connection connection) {
        return proxy(type, (self, method, arguments) -> switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "cancel" -> call(statement, method, arguments);
            case "getConnection" -> connection;
            default ->
                method.getName().startsWith("execute")
                        ? onThread(() -> execute((Statement) statement, method, arguments))
                        : onThread(() -> call(statement, method, arguments));
        });
    }

    private Object execute(Statement statement, Method method, Object[] arguments) throws Throwable {
        if (!autoCommit && !begun) {
            inner.setAutoCommit(false);
            begun = true;
        }
        schemaChanged |= begun
                && arguments != null
                && arguments[0] instanceof String sql
                && SCHEMA_CHANGE.matcher(sql).matches();
        try {
            return call(statement, method, arguments);
        } catch (Throwable e) {
            failed = begun;
            throw e;
        }
    }

    private Object setAutoCommit(boolean on) throws SQLException {
        if (on) {
            commit();
        }
        autoCommit = on;
        return null;
    }

    private Object commit() throws SQLException {
        if (failed) {
            rollback();
            throw new SQLException("A statement of the transaction has failed: nothing of it is committed", "40000");
        }
        return end(inner::commit);
    }

    private Object rollback() throws SQLException {
        return end(inner::rollback);
    }

    private interface Ending {
        void take() throws SQLException;
    }

    private Object end(Ending ending) throws SQLException {
        if (begun) {
            try {
                ending.take();
            } finally {
                ended();
            }
        }
        return null;
    }

    private void ended() throws SQLException {
        begun = false;
        failed = false;
        inner.setAutoCommit(true);
        if (schemaChanged) {
            schemaChanged = false;
            ShardingSphere.reloadTables(inner);
        }
    }

    private Object close() throws Throwable {
        if (thread.isShutdown()) {
            return null;
        }
        try {
            return onThread(() -> {
                try (Connection closing = inner) {
                    return rollback();
                }
            });
        } finally {
            thread.shutdown();
        }
    }

    private interface Call {
        Object make() throws Throwable;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Uninterruptible, as drivers are: whoever would stop a statement cancels it. What is thrown by the transaction manager is no SQLException. */
    private Object onThread(Call call) throws Throwable {
        CompletableFuture<Object> answer = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.make();
                    } catch (Throwable e) {
                        throw new CompletionException(e);
                    }
                },
                thread);
        try {
            return answer.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof SQLException || cause instanceof Error
                    ? cause
                    : new SQLException("ShardingSphere failed: " + cause, "HY000", cause);
        }
    }
}
