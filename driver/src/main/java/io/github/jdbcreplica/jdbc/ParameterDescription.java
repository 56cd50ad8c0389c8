package io.github.jdbcreplica.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The parameters of a replication statement. Their types are not known: an option takes a string or a number, and which it is decides the value.
 * So each is described as the text that every value can be given as; Connector/J on a MySQL server describes none at all.
 *
 * @param count how many there are
 */
record ParameterDescription(int count) implements ParameterMetaData {
    static void check(int index, int count) throws SQLException {
        if (index < 1) {
            throw new SQLException("Parameter index out of range (" + index + " < 1 ).", "S1009");
        }
        if (index > count) {
            throw new SQLException(
                    "Parameter index out of range (" + index + " > number of parameters, which is " + count + ").",
                    "S1009");
        }
    }

    @Override
    public int getParameterCount() {
        return count;
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        check(parameter, count);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        check(parameter, count);
        return false;
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        check(parameter, count);
        return 0;
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        check(parameter, count);
        return 0;
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        check(parameter, count);
        return Types.VARCHAR;
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        check(parameter, count);
        return "VARCHAR";
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        check(parameter, count);
        return String.class.getName();
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        check(parameter, count);
        return parameterModeIn;
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
}
