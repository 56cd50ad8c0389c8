package io.github.jdbcreplica.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Where a scrollable result stands: 0 before the first row, n on the n-th, one past the last after it. */
final class RowCursor {
    private final List<List<Object>> rows;
    private int position;

    RowCursor(List<List<Object>> rows) {
        this.rows = rows;
    }

    List<Object> row() throws SQLException {
        if (position == 0) {
            throw new SQLException("Before start of result set", "S1000");
        }
        if (position > rows.size()) {
            throw new SQLException("After end of result set", "S1000");
        }
        return rows.get(position - 1);
    }

    boolean moveTo(long target) {
        position = (int) Math.max(0, Math.min(target, rows.size() + 1L));
        return position > 0 && position <= rows.size();
    }

    boolean next() {
        return moveTo(position + 1L);
    }

    boolean previous() {
        return moveTo(position - 1L);
    }

    boolean relative(int count) {
        return moveTo((long) position + count);
    }

    /** Negative counts from the end: -1 is the last row. */
    boolean absolute(int row) {
        return moveTo(row >= 0 ? row : rows.size() + 1L + row);
    }

    boolean last() {
        return moveTo(rows.size());
    }

    void afterLast() {
        moveTo(rows.isEmpty() ? 0 : rows.size() + 1L);
    }

    boolean isBeforeFirst() {
        return !rows.isEmpty() && position == 0;
    }

    boolean isAfterLast() {
        return !rows.isEmpty() && position > rows.size();
    }

    boolean isFirst() {
        return !rows.isEmpty() && position == 1;
    }

    boolean isLast() {
        return !rows.isEmpty() && position == rows.size();
    }

    /** 0 when on no row, as JDBC wants it. */
    int rowNumber() {
        return position > rows.size() ? 0 : position;
    }
}
