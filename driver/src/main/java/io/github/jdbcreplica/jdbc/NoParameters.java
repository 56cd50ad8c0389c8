package io.github.jdbcreplica.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;

/** The description of no parameters at all. */
enum NoParameters implements ParameterMetaData {
    INSTANCE;

    @Override
    public int getParameterCount() {
        return 0;
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        throw none(parameter);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("Not a wrapper for " + type.getName(), "S1009");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    private static SQLException none(int parameter) {
        return new SQLException(
                "A replication statement has no parameters: there is no parameter " + parameter, "S1009");
    }
}
