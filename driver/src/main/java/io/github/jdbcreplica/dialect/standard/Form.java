package io.github.jdbcreplica.dialect.standard;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** How plain values ({@link PlainValue}) come to the target: as a parameter, and as a literal that means the same, for statements that take no parameters. */
public interface Form {
    /**
     * @param value never null
     * @throws java.sql.SQLDataException for a value that the column does not take; the message goes on behind the column's name
     */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException;

    /** @param value never null */
    String literal(Object value);
}
