package io.github.jdbcreplica.dialect;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the values of one column. Values are those of {@link io.github.jdbcreplica.event.RowChange}; null is bound as SQL NULL. */
public interface ColumnWriter {
    /** The SQL that stands for a value in VALUES and SET: {@code ?}, {@code CAST(? AS JSON)}; exactly one parameter. */
    String placeholder();

    /** A predicate that is true for exactly the rows whose column equals the parameter under the column's own equality, index-friendly and never null-safe: for key columns. One parameter. */
    String keyPredicate();

    /** A null-safe predicate that compares byte for byte, for rows of tables without a key. One parameter. */
    String exactPredicate();

    /**
     * Where the SQL depends on the values: the writer of this row alone, else this. A row with such a writer is written by a statement of its own.
     *
     * @param before what the exact predicate will be asked for; null for SQL NULL and where none is asked for
     * @param after what will be written; null for SQL NULL and where nothing is
     * @throws SQLException with a message that says which value the target cannot be given
     */
    default ColumnWriter forRow(Object before, Object after) throws SQLException {
        return this;
    }

    /** Whether a strict session of the target refuses to write the value, although the source holds it. */
    default boolean needsLenientSession(Object value) {
        return false;
    }

    /** @throws SQLException with a message that names the column when the value does not fit the target */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException;
}
