package io.github.jdbcreplica.dialect.standard;

import java.sql.SQLDataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * The calendar of a target that has the Julian one before 15 October 1582, as {@link GregorianCalendar} has, while MySQL's and java.time's is the Gregorian one throughout. Where the driver hands such a target the days since 1970,
 * another day with the same number of days is bound instead, so that the target calls the date what the source calls it. It has neither a year 0 nor the days from 5 to 14 October 1582.
 */
final class HybridCalendar {
    private HybridCalendar() {}

    /** @param value a date, with or without a time; others are given back as they are */
    static Object sameName(Object value) throws SQLDataException {
        if (value instanceof LocalDate date) {
            return sameName(date);
        }
        return value instanceof LocalDateTime time
                ? sameName(time.toLocalDate()).atTime(time.toLocalTime())
                : value;
    }

    private static LocalDate sameName(LocalDate date) throws SQLDataException {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setLenient(false);
        calendar.clear();
        calendar.set(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
        try {
            return LocalDate.ofInstant(Instant.ofEpochMilli(calendar.getTimeInMillis()), ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            throw new SQLDataException(
                    "cannot hold " + date
                            + ": the calendar of the target has no such day, since it is the Julian one before 15 October 1582",
                    "22008",
                    e);
        }
    }
}
