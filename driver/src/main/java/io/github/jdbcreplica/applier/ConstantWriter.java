package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.ColumnWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes one value whatever the row: for a column that no row image holds. */
final class ConstantWriter implements ColumnWriter {
    private final ColumnWriter writer;
    private final Object constant;

    ConstantWriter(ColumnWriter writer, Object constant) {
        this.writer = writer;
        this.constant = constant;
    }

    @Override
    public String placeholder() {
        return writer.placeholder();
    }

    @Override
    public String keyPredicate() {
        return writer.keyPredicate();
    }

    @Override
    public String exactPredicate() {
        return writer.exactPredicate();
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        writer.bind(statement, index, constant);
    }
}
