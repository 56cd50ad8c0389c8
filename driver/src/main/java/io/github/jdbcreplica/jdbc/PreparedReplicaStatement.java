package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.statement.ReplicaStatement;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A prepared or callable replication statement: parsed once, without parameters. The delegate is a plain statement and knows nothing of it, since an inner database would refuse to prepare it. */
final class PreparedReplicaStatement extends StatementWrapper {
    private final ReplicaStatement statement;

    PreparedReplicaStatement(
            Class<? extends PreparedStatement> type,
            Statement delegate,
            ConnectionWrapper connection,
            ReplicaStatement statement) {
        super(type, delegate, connection);
        this.statement = statement;
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("toString")) {
            return statement.toString();
        }
        return PreparedStatement.class.isAssignableFrom(method.getDeclaringClass())
                ? prepared(method, arguments)
                : super.intercept(method, arguments);
    }

    /** The methods that PreparedStatement and CallableStatement add: none of them is the delegate's. */
    private Object prepared(Method method, Object[] arguments) throws SQLException {
        return switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                run(statement, EntryPoint.named(method.getName()));
            case "addBatch" -> throw notInBatch();
            case "clearParameters" -> null;
            case "getMetaData" -> describe(statement);
            case "getParameterMetaData" -> NoParameters.INSTANCE;
            default -> throw noParameter(arguments);
        };
    }

    private static SQLException noParameter(Object[] arguments) {
        Object first = arguments == null ? "" : arguments[0];
        return new SQLException("A replication statement has no parameters: there is no parameter " + first, "S1009");
    }
}
