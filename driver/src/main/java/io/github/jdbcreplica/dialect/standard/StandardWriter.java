package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.ColumnWriter;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Writes one column: the log's value as a plain one, and that in the form of the target's column.
 *
 * @param column the target's, quoted
 * @param exactPredicate with one question mark
 */
record StandardWriter(String column, PlainValue values, StoredAs stored, String exactPredicate)
        implements ColumnWriter {
    @Override
    public String placeholder() {
        return stored.parameter();
    }

    @Override
    public String keyPredicate() {
        return column + " = " + stored.parameter();
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object logged) throws SQLException {
        Object value = logged == null ? null : values.of(logged);
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            bindPlain(statement, index, value);
        }
    }

    /** A form does not know which column it is for. */
    private void bindPlain(PreparedStatement statement, int index, Object value) throws SQLException {
        try {
            stored.form().bind(statement, index, value);
        } catch (SQLDataException e) {
            throw new SQLDataException("the target's column " + column + " " + e.getMessage(), e);
        }
    }
}
