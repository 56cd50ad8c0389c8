package io.github.jdbcreplica.jdbc;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;

/** A result of the inner database. Wrapped for one reason: {@code getStatement().getConnection()} is a way that users and pools take, and it must not lead past us. */
final class ResultSetWrapper extends Wrapper<ResultSet> {
    private final StatementWrapper owner;
    private final ConnectionWrapper connection;

    ResultSetWrapper(ResultSet delegate, StatementWrapper owner, ConnectionWrapper connection) {
        super(ResultSet.class, delegate);
        this.owner = owner;
        this.connection = connection;
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        return method.getName().equals("getStatement")
                ? ours((Statement) call(method, arguments))
                : pass(method, arguments);
    }

    private Statement ours(Statement inner) {
        if (inner == null) {
            return null;
        }
        return owner != null && owner.speaksFor(inner) ? owner.proxy() : connection.wrap(inner);
    }
}
