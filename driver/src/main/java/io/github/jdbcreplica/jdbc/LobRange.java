package io.github.jdbcreplica.jdbc;

import java.sql.SQLException;

/** JDBC's way to name a part of a CLOB or BLOB, checked: a position from 1, and a length that may reach beyond the end. */
final class LobRange {
    private LobRange() {}

    /** @return from 0; the place behind the end is allowed, and nothing is there */
    static int start(long position, int available) throws SQLException {
        if (position < 1 || position > available + 1L) {
            throw new SQLException("Position " + position + " is outside of a value of length " + available, "S1009");
        }
        return (int) (position - 1);
    }

    static int end(int start, long length, int available) throws SQLException {
        if (length < 0) {
            throw new SQLException("Length " + length + " is negative", "S1009");
        }
        return (int) Math.min(start + length, available);
    }

    static SQLException readOnly() {
        return new SQLException("A value of a replication statement's result cannot be written to", "S1009");
    }
}
