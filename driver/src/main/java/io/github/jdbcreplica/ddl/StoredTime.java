package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.schema.ColumnType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Literals in columns of dates and times ("Date and Time Literals" in MySQL's manual), with years of four digits. */
final class StoredTime {
    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,6}))?)?)?(\\+00:00)?");
    private static final Pattern DIGITS =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})(?:\\.(\\d{0,6}))?)?()");
    private static final Pattern SPAN = Pattern.compile("(-?)(\\d{1,3}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,6}))?)?");
    private static final Pattern SPAN_DIGITS = Pattern.compile(
            "(-?)(?:(?:(\\d{1,3})(?=\\d{4}(?:\\.|$)))?(\\d{1,2})(?=\\d{2}(?:\\.|$)))?(\\d{1,2})(?:\\.(\\d{0,6}))?");

    private StoredTime() {}

    static Optional<Object> of(ColumnType type, Literal literal) {
        Optional<String> text = text(literal);
        if (type instanceof ColumnType.Time) {
            return text.flatMap(span -> span(span, ((ColumnType.Time) type).fsp()));
        }
        if (type instanceof ColumnType.Date) {
            return text.flatMap(date -> moment(date, 0))
                    .filter(m -> m.hours() + m.minutes() + m.seconds() == 0)
                    .map(MySqlDateTime::date);
        }
        if (type instanceof ColumnType.DateTime) {
            return text.filter(moment -> !moment.endsWith("+00:00"))
                    .flatMap(moment -> moment(moment, ((ColumnType.DateTime) type).fsp()))
                    .map(Object.class::cast);
        }
        return type instanceof ColumnType.Timestamp
                ? text.flatMap(moment -> timestamp(moment, ((ColumnType.Timestamp) type).fsp()))
                : Optional.empty();
    }

    private static Optional<String> text(Literal literal) {
        if (literal instanceof Literal.Number && !((Literal.Number) literal).approximate()) {
            return Optional.of(((Literal.Number) literal).value().toPlainString());
        }
        return literal instanceof Literal.Text
                ? Optional.of(((Literal.Text) literal).value().strip())
                : Optional.empty();
    }

    private static Optional<MySqlDateTime> moment(String text, int fsp) {
        Matcher parts = MOMENT.matcher(text);
        if (!parts.matches()) {
            parts = DIGITS.matcher(text);
        }
        if (!parts.matches()) {
            return text.equals("0")
                    ? Optional.of(new MySqlDateTime(new MySqlDate(0, 0, 0), 0, 0, 0, 0))
                    : Optional.empty();
        }
        MySqlDate date = new MySqlDate(number(parts, 1), number(parts, 2), number(parts, 3));
        int hours = number(parts, 4);
        int minutes = number(parts, 5);
        int seconds = number(parts, 6);
        return micros(parts.group(7), fsp).map(micros -> new MySqlDateTime(date, hours, minutes, seconds, micros));
    }

    /** In a time zone that is not known only the zero date is the same in all. */
    private static Optional<Object> timestamp(String text, int fsp) {
        return moment(text, fsp).flatMap(moment -> {
            if (moment.date().equals(new MySqlDate(0, 0, 0))) {
                return Optional.of(new MySqlTimestamp(0, 0));
            }
            return text.endsWith("+00:00") ? instant(moment) : Optional.empty();
        });
    }

    private static Optional<Object> instant(MySqlDateTime moment) {
        try {
            LocalDateTime utc = LocalDateTime.of(
                    moment.date().year(),
                    moment.date().month(),
                    moment.date().day(),
                    moment.hours(),
                    moment.minutes(),
                    moment.seconds());
            return Optional.of(new MySqlTimestamp(utc.toEpochSecond(ZoneOffset.UTC), moment.micros()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 10:11} is hours and minutes, {@code 1011} minutes and seconds. */
    private static Optional<Object> span(String text, int fsp) {
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches()) {
            parts = SPAN_DIGITS.matcher(text);
        }
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean negative = parts.group(1).equals("-");
        int hours = number(parts, 2);
        int minutes = number(parts, 3);
        int seconds = number(parts, 4);
        return micros(parts.group(5), fsp).map(micros -> new MySqlTime(negative, hours, minutes, seconds, micros));
    }

    private static int number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
    }

    /** Empty when the column would round. */
    private static Optional<Integer> micros(String fraction, int fsp) {
        String digits = fraction == null ? "" : fraction;
        boolean rounds = digits.length() > fsp && !digits.substring(fsp).matches("0*");
        return rounds ? Optional.empty() : Optional.of(Integer.parseInt((digits + "000000").substring(0, 6)));
    }
}
