package io.github.jdbcreplica.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;

/** One value of a result of ours, not null, as the type that a getter asks for. */
record ColumnValue(String column, Object value, boolean signed) {
    /** @param getter the name of a method of ResultSet: {@code getInt} */
    Object as(String getter) throws SQLException {
        return switch (getter) {
            case "getObject" -> natural();
            case "getString", "getNString" -> text();
            case "getBoolean" -> truth();
            case "getByte" -> (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case "getShort" -> (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case "getInt" -> (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "getLong" -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case "getFloat" -> decimal().floatValue();
            case "getDouble" -> decimal().doubleValue();
            case "getBigDecimal" -> decimal();
            case "getBytes" -> bytes();
            case "getDate" -> Date.valueOf(dateTime().toLocalDate());
            case "getTime" -> Time.valueOf(dateTime().toLocalTime());
            case "getTimestamp" -> Timestamp.valueOf(dateTime());
            case "getBinaryStream", "getAsciiStream", "getUnicodeStream" -> new ByteArrayInputStream(bytes());
            case "getCharacterStream", "getNCharacterStream" -> new StringReader(text());
            case "getClob", "getNClob" -> new TextClob(text());
            case "getBlob" -> new BytesBlob(bytes());
            case "getURL" -> url();
            default -> throw inconvertible(getter.substring("get".length()));
        };
    }

    Object as(Class<?> type) throws SQLException {
        return switch (type.getName()) {
            case "java.lang.Object" -> natural();
            case "java.lang.String" -> text();
            case "java.lang.Boolean" -> truth();
            case "java.lang.Byte" -> as("getByte");
            case "java.lang.Short" -> as("getShort");
            case "java.lang.Integer" -> as("getInt");
            case "java.lang.Long" -> as("getLong");
            case "java.lang.Float" -> as("getFloat");
            case "java.lang.Double" -> as("getDouble");
            case "java.math.BigDecimal" -> decimal();
            case "java.math.BigInteger" -> integer();
            case "[B" -> bytes();
            case "java.sql.NClob" -> as("getNClob");
            case "java.net.URL" -> url();
            case "java.util.Date" -> as("getTimestamp");
            case "java.sql.Date" -> as("getDate");
            case "java.sql.Time" -> as("getTime");
            case "java.sql.Timestamp" -> as("getTimestamp");
            case "java.time.LocalDate" -> dateTime().toLocalDate();
            case "java.time.LocalTime" -> dateTime().toLocalTime();
            case "java.time.LocalDateTime" -> dateTime();
            default -> throw inconvertible(type.getName());
        };
    }

    /** An unsigned INT is a Long and an unsigned BIGINT a BigInteger, as in Connector/J: code that casts works here as it does there. */
    private Object natural() throws SQLException {
        if (signed) {
            return value;
        }
        if (value instanceof Integer number) {
            return Integer.toUnsignedLong(number);
        }
        return value instanceof Long ? integer() : value;
    }

    private String text() {
        return value instanceof Integer number ? Integer.toUnsignedString(number) : value.toString();
    }

    private byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private URL url() throws SQLException {
        try {
            return new URL(text());
        } catch (MalformedURLException noUrl) {
            throw new SQLException("Malformed URL '" + text() + "'", "S1009");
        }
    }

    /** MySQL's words for true and false, else a number. */
    private boolean truth() throws SQLException {
        return switch (text().toLowerCase(Locale.ROOT)) {
            case "y", "yes", "t", "true" -> true;
            case "n", "no", "f", "false" -> false;
            default -> decimal().signum() != 0;
        };
    }

    private long whole(long least, long greatest) throws SQLException {
        BigInteger whole = integer();
        if (whole.compareTo(BigInteger.valueOf(least)) < 0 || whole.compareTo(BigInteger.valueOf(greatest)) > 0) {
            throw new SQLException(
                    "Value '" + text() + "' of column " + column + " is outside of " + least + " to " + greatest,
                    "22003");
        }
        return whole.longValue();
    }

    private BigInteger integer() throws SQLException {
        return decimal().toBigInteger();
    }

    /** Nothing is zero, Connector/J's default (emptyStringsConvertToZero). */
    private BigDecimal decimal() throws SQLException {
        String number = text().trim();
        try {
            return number.isEmpty() ? BigDecimal.ZERO : new BigDecimal(number);
        } catch (NumberFormatException notANumber) {
            throw inconvertible("a number");
        }
    }

    private LocalDateTime dateTime() throws SQLException {
        try {
            return Timestamp.valueOf(text()).toLocalDateTime();
        } catch (IllegalArgumentException notBoth) {
            return dateOrTime();
        }
    }

    /** A date alone is its midnight, a time alone is that time of 1970-01-01: as Connector/J fills in what is missing. */
    private LocalDateTime dateOrTime() throws SQLException {
        try {
            return text().indexOf('-') > 0
                    ? LocalDate.parse(text()).atStartOfDay()
                    : LocalTime.parse(text()).atDate(LocalDate.EPOCH);
        } catch (DateTimeException neither) {
            throw inconvertible("a date and time");
        }
    }

    private SQLException inconvertible(String wanted) {
        return new SQLException("Cannot convert value '" + text() + "' of column " + column + " to " + wanted, "22018");
    }
}
