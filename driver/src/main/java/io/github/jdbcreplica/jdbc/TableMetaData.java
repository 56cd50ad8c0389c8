package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult.ResultColumn;
import java.math.BigInteger;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Types;
import java.util.List;

/** The columns of a result of ours, described as Connector/J 26.10 describes those of a MySQL server's SHOW REPLICA STATUS: of no table and read-only. */
record TableMetaData(List<ResultColumn> columns) implements ResultSetMetaData {
    /** @return from 1, whatever the letter case */
    int find(String label) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).label().equalsIgnoreCase(label)) {
                return i + 1;
            }
        }
        throw new SQLSyntaxErrorException("Column '" + label + "' not found.", "42S22");
    }

    ResultColumn column(int index) throws SQLException {
        if (index < 1) {
            throw new SQLException("Column Index out of range, " + index + " < 1.", "S1009");
        }
        if (index > columns.size()) {
            throw new SQLException("Column Index out of range, " + index + " > " + columns.size() + ".", "S1009");
        }
        return columns.get(index - 1);
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnLabel(int index) throws SQLException {
        return column(index).label();
    }

    @Override
    public String getColumnName(int index) throws SQLException {
        return column(index).label();
    }

    @Override
    public int getColumnType(int index) throws SQLException {
        return column(index).jdbcType();
    }

    @Override
    public String getColumnTypeName(int index) throws SQLException {
        String sign = isSigned(index) ? "" : " UNSIGNED";
        return switch (column(index).jdbcType()) {
            case Types.INTEGER -> "INT" + sign;
            case Types.BIGINT -> "BIGINT" + sign;
            default -> "VARCHAR";
        };
    }

    @Override
    public String getColumnClassName(int index) throws SQLException {
        return switch (column(index).jdbcType()) {
            case Types.INTEGER -> Long.class.getName();
            case Types.BIGINT -> (isSigned(index) ? Long.class : BigInteger.class).getName();
            default -> String.class.getName();
        };
    }

    @Override
    public int getColumnDisplaySize(int index) throws SQLException {
        return column(index).displaySize();
    }

    @Override
    public int getPrecision(int index) throws SQLException {
        return column(index).displaySize();
    }

    @Override
    public int getScale(int index) throws SQLException {
        column(index);
        return 0;
    }

    @Override
    public int isNullable(int index) throws SQLException {
        return column(index).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int index) throws SQLException {
        return column(index).signed();
    }

    @Override
    public boolean isCaseSensitive(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isAutoIncrement(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isSearchable(int index) throws SQLException {
        column(index);
        return true;
    }

    @Override
    public boolean isCurrency(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isReadOnly(int index) throws SQLException {
        column(index);
        return true;
    }

    @Override
    public boolean isWritable(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int index) throws SQLException {
        column(index);
        return false;
    }

    @Override
    public String getTableName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public String getSchemaName(int index) throws SQLException {
        column(index);
        return "";
    }

    @Override
    public String getCatalogName(int index) throws SQLException {
        column(index);
        return "";
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
