package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.ddl.StatementTime;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the rows that are already there hold in a column that is added, as MySQL fills it. */
sealed interface NewColumn {
    /** H2's literal, or NULL. */
    record Filled(String value) implements NewColumn {}

    /** NOT NULL, and MySQL's own filling is no value of H2's: right if there are no rows, else an error of H2's. */
    record OnlyWithoutRows() implements NewColumn {}

    record Unknown(String why) implements NewColumn {}

    Pattern NOW = Pattern.compile("(CURRENT_TIMESTAMP|NOW|LOCALTIME|LOCALTIMESTAMP)(\\s*\\(\\s*\\d*\\s*\\))?");
    DateTimeFormatter LITERAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    static NewColumn of(Column column, ColumnDefinitions definitions, StatementTime at) {
        if (column.generated()) {
            return new Unknown(
                    "the values of a generated column are computed by the source, and the log does not hold them for rows that were there before");
        }
        if (column.autoIncrement()) {
            return new Unknown(
                    "the source numbers the rows that were there before in an order that the log does not tell");
        }
        Optional<String> given = column.defaultSql().filter(sql -> !sql.equalsIgnoreCase("NULL"));
        if (given.isEmpty()) {
            return column.nullable() ? new Filled("NULL") : implicit(column.type());
        }
        Optional<String> constant = definitions.constant(column);
        if (constant.isPresent()) {
            return new Filled(constant.get());
        }
        if (NOW.matcher(given.get().toUpperCase(Locale.ROOT)).matches()) {
            return now(column.type(), at);
        }
        return new Unknown("the default " + given.get()
                + " is computed by the source, and the log does not hold the result for rows that were there before");
    }

    private static NewColumn now(ColumnType type, StatementTime at) {
        if (type instanceof ColumnType.Timestamp) {
            LocalDateTime utc = LocalDateTime.ofInstant(at.instant(), ZoneOffset.UTC);
            return new Filled("TIMESTAMP WITH TIME ZONE '"
                    + LITERAL.format(cut(utc, ((ColumnType.Timestamp) type).fsp())) + "+00:00'");
        }
        if (type instanceof ColumnType.DateTime && at.local().isPresent()) {
            return new Filled(
                    "TIMESTAMP '" + LITERAL.format(cut(at.local().get(), ((ColumnType.DateTime) type).fsp())) + "'");
        }
        return new Unknown(
                "the source's local time at the statement depends on its system time zone, which the log does not tell; set time_zone on the source, or use TIMESTAMP");
    }

    private static LocalDateTime cut(LocalDateTime time, int digits) {
        long unit = Math.round(Math.pow(10, 9 - digits));
        return time.truncatedTo(ChronoUnit.SECONDS).plusNanos(time.getNano() / unit * unit);
    }

    /** "Data Type Default Values" in MySQL's manual. */
    private static NewColumn implicit(ColumnType type) {
        if (type instanceof ColumnType.Integral
                || type instanceof ColumnType.Decimal
                || type instanceof ColumnType.Floating
                || type instanceof ColumnType.Bit
                || type instanceof ColumnType.Year) {
            return new Filled("0");
        }
        if (type instanceof ColumnType.Char || type instanceof ColumnType.Text || type instanceof ColumnType.LabelSet) {
            return new Filled("''");
        }
        if (type instanceof ColumnType.Enumeration) {
            return new Filled(
                    Sql.literal(((ColumnType.Enumeration) type).labels().get(0)));
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            boolean fixed = type instanceof ColumnType.Binary && ((ColumnType.Binary) type).fixed();
            return new Filled("X'" + (fixed ? "00".repeat(((ColumnType.Binary) type).length()) : "") + "'");
        }
        return type instanceof ColumnType.Time
                ? new Filled("INTERVAL '0:00:00' HOUR TO SECOND")
                : new OnlyWithoutRows();
    }
}
