package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;

/** The result of a SHOW statement: in memory, read-only, scrollable, insensitive to changes. A proxy, because ResultSet's 190 methods are a dozen things in 190 forms. */
final class TableResultSet implements InvocationHandler {
    private final TableMetaData metaData;
    private final RowCursor cursor;
    private final Statement statement;
    private final ResultSet proxy;
    private boolean closed;
    private boolean wasNull;
    private int fetchSize;
    private int fetchDirection = ResultSet.FETCH_FORWARD;

    private TableResultSet(TableMetaData metaData, RowCursor cursor, Statement statement) {
        this.metaData = metaData;
        this.cursor = cursor;
        this.statement = statement;
        this.proxy = (ResultSet)
                Proxy.newProxyInstance(TableResultSet.class.getClassLoader(), new Class<?>[] {ResultSet.class}, this);
    }

    /** @param maxRows 0 for no limit */
    static TableResultSet of(StatementResult.Table table, long maxRows, Statement statement) {
        List<List<Object>> rows =
                maxRows > 0 && maxRows < table.rows().size() ? table.rows().subList(0, (int) maxRows) : table.rows();
        return new TableResultSet(new TableMetaData(table.columns()), new RowCursor(rows), statement);
    }

    /** What the user holds. */
    ResultSet proxy() {
        return proxy;
    }

    /** Closed because its statement went on; unlike the user's own close this never closes the statement. */
    void discard() {
        closed = true;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "result of a replication statement";
            case "isWrapperFor" -> ((Class<?>) arguments[0]).isInstance(proxy);
            case "unwrap" -> unwrap(proxy, (Class<?>) arguments[0]);
            case "isClosed" -> isClosed();
            case "close" -> close();
            default -> open(method, arguments);
        };
    }

    private static Object unwrap(Object proxy, Class<?> type) throws SQLException {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        throw new SQLException("Not a wrapper for " + type.getName(), "S1009");
    }

    private Object close() throws SQLException {
        boolean closing = !isClosed();
        closed = true;
        if (closing && closesStatement()) {
            statement.close();
        }
        return null;
    }

    /** Nobody can have asked for it where the driver knows nothing of it. */
    private boolean closesStatement() throws SQLException {
        try {
            return statement.isCloseOnCompletion();
        } catch (SQLFeatureNotSupportedException e) {
            return false;
        }
    }

    /** Also with its statement, and so with its connection. */
    private boolean isClosed() throws SQLException {
        return closed || statement != null && statement.isClosed();
    }

    private Object open(Method method, Object[] arguments) throws SQLException {
        if (isClosed()) {
            throw new SQLException("Operation not allowed after ResultSet closed", "S1000");
        }
        return switch (method.getName()) {
            case "next" -> cursor.next();
            case "previous" -> cursor.previous();
            case "first" -> cursor.moveTo(1);
            case "last" -> cursor.last();
            case "absolute" -> cursor.absolute((int) arguments[0]);
            case "relative" -> cursor.relative((int) arguments[0]);
            case "beforeFirst", "afterLast" -> leaveRows(method.getName());
            case "isBeforeFirst" -> cursor.isBeforeFirst();
            case "isAfterLast" -> cursor.isAfterLast();
            case "isFirst" -> cursor.isFirst();
            case "isLast" -> cursor.isLast();
            case "getRow" -> cursor.rowNumber();
            default -> settings(method, arguments);
        };
    }

    private Object leaveRows(String method) {
        if (method.equals("afterLast")) {
            cursor.afterLast();
        } else {
            cursor.moveTo(0);
        }
        return null;
    }

    private Object settings(Method method, Object[] arguments) throws SQLException {
        return switch (method.getName()) {
            case "getMetaData" -> metaData;
            case "findColumn" -> metaData.find((String) arguments[0]);
            case "wasNull" -> wasNull;
            case "getStatement" -> statement;
            case "getType" -> ResultSet.TYPE_SCROLL_INSENSITIVE;
            case "getConcurrency" -> ResultSet.CONCUR_READ_ONLY;
            case "getHoldability" -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
            case "getFetchSize" -> fetchSize;
            case "setFetchSize" -> setFetchSize((int) arguments[0]);
            case "getFetchDirection" -> fetchDirection;
            case "setFetchDirection" -> setFetchDirection((int) arguments[0]);
            case "getWarnings", "clearWarnings", "getCursorName" -> null;
            case "rowInserted", "rowUpdated", "rowDeleted" -> false;
            case "refreshRow" -> cursor.row() == null;
            default -> value(method, arguments);
        };
    }

    private Object setFetchSize(int rows) throws SQLException {
        if (rows < 0) {
            throw new SQLException("Value out of range.", "S1009");
        }
        fetchSize = rows;
        return null;
    }

    private Object setFetchDirection(int direction) throws SQLException {
        if (direction < ResultSet.FETCH_FORWARD || direction > ResultSet.FETCH_UNKNOWN) {
            throw new SQLException("Illegal value for fetch direction", "S1009");
        }
        fetchDirection = direction;
        return null;
    }

    /** What is left are the getters, by index or label, and the methods that change rows. */
    private Object value(Method method, Object[] arguments) throws SQLException {
        String getter = method.getName();
        if (!getter.startsWith("get")) {
            throw new SQLException("Result set is not updatable: " + getter + " is refused", "S1000");
        }
        Class<?>[] types = method.getParameterTypes();
        boolean typed = types.length > 1 && types[1] == Class.class;
        if (typed && arguments[1] == null) {
            throw new SQLException("Type parameter can not be null", "S1009");
        }
        int index = types[0] == String.class ? metaData.find((String) arguments[0]) : (int) arguments[0];
        StatementResult.ResultColumn column = metaData.column(index);
        Object value = cursor.row().get(index - 1);
        wasNull = value == null;
        if (wasNull) {
            return nothing(getter);
        }
        ColumnValue converted = new ColumnValue(column.label(), value, column.signed());
        return typed ? converted.as((Class<?>) arguments[1]) : converted.as(getter);
    }

    /** SQL's NULL as each getter says it. */
    private static Object nothing(String getter) {
        return switch (getter) {
            case "getBoolean" -> false;
            case "getByte" -> (byte) 0;
            case "getShort" -> (short) 0;
            case "getInt" -> 0;
            case "getLong" -> 0L;
            case "getFloat" -> 0f;
            case "getDouble" -> 0d;
            default -> null;
        };
    }
}
