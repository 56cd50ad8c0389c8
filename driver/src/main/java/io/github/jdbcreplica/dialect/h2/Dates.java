package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Dates as java.time has them; MySQL's zero, partial and impossible ones (2020-02-30) are none, and the user has said what becomes of them. */
final class Dates {
    private final ZeroDates zeroDates;
    private final String column;

    Dates(ZeroDates zeroDates, String column) {
        this.zeroDates = zeroDates;
        this.column = column;
    }

    void date(PreparedStatement statement, int index, Object value) throws SQLException {
        LocalDate date = local((MySqlDate) value);
        set(statement, index, value, date);
    }

    void dateTime(PreparedStatement statement, int index, Object value) throws SQLException {
        MySqlDateTime time = (MySqlDateTime) value;
        set(statement, index, value, local(time));
    }

    void timestamp(PreparedStatement statement, int index, Object value) throws SQLException {
        MySqlTimestamp timestamp = (MySqlTimestamp) value;
        set(
                statement,
                index,
                value,
                timestamp.isZero() ? null : timestamp.instant().atOffset(ZoneOffset.UTC));
    }

    private void set(PreparedStatement statement, int index, Object value, Object converted) throws SQLException {
        if (converted != null) {
            statement.setObject(index, converted);
        } else if (zeroDates == ZeroDates.NULL) {
            statement.setNull(index, Types.NULL);
        } else {
            throw new SQLException("column '" + column + "' holds '" + value
                    + "', which is no date for H2; open the target with replica.zeroDates=null to store NULL for it");
        }
    }

    /** Null for what is no date of java.time. */
    static LocalDateTime local(MySqlDateTime time) {
        LocalDate date = local(time.date());
        return date == null
                ? null
                : date.atTime(LocalTime.of(time.hours(), time.minutes(), time.seconds(), time.micros() * 1000));
    }

    /** Null for what is no date of java.time. */
    static LocalDate local(MySqlDate date) {
        try {
            return LocalDate.of(date.year(), date.month(), date.day());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
