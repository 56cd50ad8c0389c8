package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlTime;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.math.BigDecimal;
import java.util.Optional;

/** What the server puts into a column that an INSERT leaves out, and into the rows that are there when the column comes. */
public sealed interface DefaultValue {
    /** @param value as a row image holds it ({@link io.github.jdbcreplica.event.RowChange}), or null */
    record Known(Object value) implements DefaultValue {}

    /** @param why for a message: what is computed, and what that depends on */
    record Unknown(String why) implements DefaultValue {}

    /** The literal {@code null} in MySQL's binary JSON. */
    byte[] JSON_NULL = {4, 0};

    static DefaultValue of(Column column) {
        if (column.generated()) {
            return new Unknown("the values of a generated column are computed by the source");
        }
        if (column.autoIncrement()) {
            return new Unknown("the source numbers the rows");
        }
        Optional<String> given =
                column.defaultSql().map(DefaultValue::bare).filter(sql -> !sql.equalsIgnoreCase("NULL"));
        if (given.isEmpty()) {
            return column.nullable() ? new Known(null) : implicit(column.type());
        }
        return Literal.of(given.get())
                .flatMap(literal -> StoredValue.of(column.type(), literal))
                .<DefaultValue>map(Known::new)
                .orElseGet(() -> new Unknown("the default " + given.get() + computed(column.type(), given.get())));
    }

    private static String computed(ColumnType type, String sql) {
        return type instanceof ColumnType.Timestamp && !sql.contains("+00:00")
                ? " depends on the source's system time zone, which the log does not tell (set time_zone on the source)"
                : " is computed by the source";
    }

    /** Without the parentheses of an expression. */
    private static String bare(String sql) {
        String text = sql.strip();
        boolean enclosed = text.startsWith("(") && text.endsWith(")");
        return enclosed && Literal.of(text.substring(1, text.length() - 1)).isPresent()
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Of a column that is NOT NULL and has no default: "Data Type Default Values" in MySQL's manual. */
    static DefaultValue implicit(ColumnType type) {
        if (type instanceof ColumnType.Integral
                || type instanceof ColumnType.Bit
                || type instanceof ColumnType.Year
                || type instanceof ColumnType.LabelSet) {
            return new Known(0L);
        }
        if (type instanceof ColumnType.Enumeration) {
            return new Known(1L);
        }
        if (type instanceof ColumnType.Decimal) {
            return new Known(BigDecimal.ZERO.setScale(((ColumnType.Decimal) type).scale()));
        }
        if (type instanceof ColumnType.Floating) {
            return new Known(((ColumnType.Floating) type).bytes() == 4 ? (Object) 0f : (Object) 0d);
        }
        if (type instanceof ColumnType.Json) {
            return new Known(new MySqlJson(JSON_NULL));
        }
        return type instanceof ColumnType.Geometry || type instanceof ColumnType.Vector
                ? new Unknown("a " + (type instanceof ColumnType.Vector ? "vector" : "geometry")
                        + " has no value that the source would choose by itself")
                : new Known(textOrTime(type));
    }

    private static Object textOrTime(ColumnType type) {
        MySqlDate zero = new MySqlDate(0, 0, 0);
        if (type instanceof ColumnType.Date) {
            return zero;
        }
        if (type instanceof ColumnType.DateTime) {
            return new MySqlDateTime(zero, 0, 0, 0, 0);
        }
        if (type instanceof ColumnType.Timestamp) {
            return new MySqlTimestamp(0, 0);
        }
        return type instanceof ColumnType.Time ? new MySqlTime(false, 0, 0, 0, 0) : (Object) new byte[0];
    }
}
