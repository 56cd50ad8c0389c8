package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.DefaultValue;
import io.github.jdbcreplica.ddl.StatementTime;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the rows that are already there hold in a column that is added, as MySQL fills it. */
sealed interface NewColumn {
    /** The target's literal, or NULL. */
    record Filled(String value) implements NewColumn {}

    /** NOT NULL, and MySQL's own filling is no value of the target's. */
    record OnlyWithoutRows(String why) implements NewColumn {}

    record Unknown(String why) implements NewColumn {}

    Pattern NOW = Pattern.compile("(CURRENT_TIMESTAMP|NOW|LOCALTIME|LOCALTIMESTAMP)(\\s*\\(\\s*\\d*\\s*\\))?");

    static NewColumn of(Column column, ColumnDefinitions definitions, StatementTime at) {
        if (column.generated()) {
            return new Unknown(
                    "the values of a generated column are computed by the source, and the log does not hold them for rows that were there before");
        }
        if (column.autoIncrement()) {
            return new Unknown(
                    "the source numbers the rows that were there before in an order that the log does not tell");
        }
        DefaultValue value = DefaultValue.of(column);
        Optional<String> literal = definitions.literal(column.type(), value);
        if (literal.isPresent()) {
            return new Filled(literal.get());
        }
        String given = column.defaultSql().orElse("NULL");
        if (NOW.matcher(given.toUpperCase(Locale.ROOT)).matches()) {
            return now(column.type(), definitions, at);
        }
        if (given.equalsIgnoreCase("NULL")) {
            return new OnlyWithoutRows(
                    value instanceof DefaultValue.Known known
                            ? "the source gives '" + known.value() + "' to the rows that are there, which"
                                    + noDate(definitions)
                            : ((DefaultValue.Unknown) value).why());
        }
        return new Unknown(
                value instanceof DefaultValue.Known
                        ? "its default" + noDate(definitions)
                        : ((DefaultValue.Unknown) value).why()
                                + ", and the log does not hold the result for rows that were there before");
    }

    private static String noDate(ColumnDefinitions definitions) {
        return " is no date for " + definitions.target()
                + "; open the target with replica.zeroDates=null to store NULL for it";
    }

    private static NewColumn now(ColumnType type, ColumnDefinitions definitions, StatementTime at) {
        StoredAs stored = definitions.types().made(type);
        if (type instanceof ColumnType.Timestamp timestamp) {
            LocalDateTime utc = LocalDateTime.ofInstant(at.instant(), ZoneOffset.UTC);
            return new Filled(stored.literal(cut(utc, timestamp.fsp()).atOffset(ZoneOffset.UTC)));
        }
        if (type instanceof ColumnType.DateTime dateTime && at.local().isPresent()) {
            return new Filled(stored.literal(cut(at.local().get(), dateTime.fsp())));
        }
        return new Unknown(
                "the source's local time at the statement depends on its system time zone, which the log does not tell; set time_zone on the source, or use TIMESTAMP");
    }

    private static LocalDateTime cut(LocalDateTime time, int digits) {
        long unit = Math.round(Math.pow(10, 9 - digits));
        return time.truncatedTo(ChronoUnit.SECONDS).plusNanos(time.getNano() / unit * unit);
    }
}
