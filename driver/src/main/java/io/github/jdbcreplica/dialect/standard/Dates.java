package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Dates as java.time has them; MySQL's zero, partial and impossible ones (2020-02-30) are none, and the user has said what becomes of them.
 *
 * @param nullable whether the column takes NULL
 */
record Dates(ZeroDates zeroDates, String column, boolean nullable, String target) {
    LocalDate date(MySqlDate value) throws SQLException {
        return known(local(value), value);
    }

    LocalDateTime dateTime(MySqlDateTime value) throws SQLException {
        LocalDate date = local(value.date());
        LocalDateTime time = date == null
                ? null
                : date.atTime(LocalTime.of(value.hours(), value.minutes(), value.seconds(), value.micros() * 1000));
        return known(time, value);
    }

    OffsetDateTime timestamp(MySqlTimestamp value) throws SQLException {
        return known(value.isZero() ? null : value.instant().atOffset(ZoneOffset.UTC), value);
    }

    private <T> T known(T converted, Object value) throws SQLException {
        if (converted != null || zeroDates == ZeroDates.NULL && nullable) {
            return converted;
        }
        throw new SQLException(
                "column '" + column + "' holds '" + value + "', which is no date for " + target
                        + (zeroDates == ZeroDates.ERROR
                                ? "; open the target with replica.zeroDates=null to store NULL for it"
                                : ", and the target's column takes no NULL, which replica.zeroDates=null would store for it: change the value on the source, and pass over the transaction"));
    }

    private static LocalDate local(MySqlDate date) {
        try {
            return LocalDate.of(date.year(), date.month(), date.day());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
