package io.github.jdbcreplica.jdbc;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

/** The inner database's own description, product name and URL included: tools choose their dialect by them. Only the way back to the connection leads through us. */
final class MetaDataWrapper extends Wrapper<DatabaseMetaData> {
    private final ConnectionWrapper connection;

    MetaDataWrapper(DatabaseMetaData delegate, ConnectionWrapper connection) {
        super(DatabaseMetaData.class, delegate);
        this.connection = connection;
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getConnection")) {
            return connection.proxy();
        }
        Object answer = pass(method, arguments);
        return answer instanceof ResultSet rows ? connection.wrap(rows, null) : answer;
    }
}
