package io.github.jdbcreplica.dialect.shardingsphere;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.ZeroDates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** ShardingSphere-JDBC, which calls itself by the name of the servers behind it. Known by the names of its classes and methods, as of version 5.3: this library is compiled without it. */
public final class ShardingSphere {
    private ShardingSphere() {}

    /** Whether the connection is one of its own. */
    public static boolean made(Connection connection) {
        return connection.getClass().getName().startsWith("org.apache.shardingsphere.driver.");
    }

    /** @throws SQLException when it is not set up as a replica needs it */
    public static Dialect dialect(Connection connection, ZeroDates zeroDates) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        if (!product.equals("PostgreSQL")) {
            throw refusal("its servers are " + product
                    + "; they have to be PostgreSQL, where a new table commits together with the position");
        }
        String transactions = transactions(connection);
        if (!transactions.equals("XA")) {
            throw refusal(
                    "its transactions are " + transactions
                            + ", which do not commit at all servers or at none; let its configuration say - !TRANSACTION, defaultType: XA");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regtype('geometry') IS NOT NULL")) {
            row.next();
            return new ShardingSphereDialect(row.getBoolean(1), zeroDates);
        }
    }

    private static String transactions(Connection connection) throws SQLException {
        Object manager = call(connection, "getConnectionManager");
        return call(call(manager, "getConnectionTransaction"), "getTransactionType")
                .toString();
    }

    /** What ShardingSphere knows of its servers' tables it knows for this JVM, whatever another has changed. */
    static void reloadTables(Connection connection) throws SQLException {
        String database = (String) call(connection, "getDatabaseName");
        Object context = call(connection, "getContextManager");
        call(context, "reloadDatabaseMetaData", database);
    }

    private static Object call(Object object, String method, String... arguments) throws SQLException {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return object.getClass().getMethod(method, types).invoke(object, (Object[]) arguments);
        } catch (NoSuchMethodException e) {
            throw refusal("it is not of a version that this library knows (5.3), for it has no " + e.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new SQLException("ShardingSphere failed: " + (e.getCause() == null ? e : e.getCause()), "HY000", e);
        }
    }

    private static SQLException refusal(String why) {
        return new SQLException("ShardingSphere-JDBC cannot be the target: " + why, "0A000");
    }
}
