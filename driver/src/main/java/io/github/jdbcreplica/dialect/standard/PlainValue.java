package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.dialect.NetworkText;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.dialect.ZeroDates;
import io.github.jdbcreplica.event.MySqlDate;
import io.github.jdbcreplica.event.MySqlDateTime;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.MySqlTimestamp;
import io.github.jdbcreplica.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What the log holds of one column, as a plain Java value that says the same to any target: Long, or BigDecimal beyond it, for integers, bits and years; BigDecimal, Float, Double; String for text, labels, JSON and
 * networks; byte[] for binary, and for geometries with the SRID in front as logged; Float[] for vectors; LocalDate, LocalDateTime, OffsetDateTime; {@link io.github.jdbcreplica.event.MySqlTime}. Null for SQL NULL,
 * and for a date that is none where the user wants NULL for it.
 */
public interface PlainValue {
    /** @param logged not null */
    Object of(Object logged) throws SQLException;

    /** @param nullable whether the target's column takes NULL */
    static PlainValue reader(ColumnType type, String column, boolean nullable, String target, ZeroDates zeroDates)
            throws UnsupportedMappingException {
        if (type instanceof ColumnType.Integral integral) {
            return v -> integer((Long) v, integral);
        }
        if (type instanceof ColumnType.Bit) {
            return v -> unsigned((Long) v);
        }
        if (type instanceof ColumnType.Char text) {
            return text(text.charset(), column);
        }
        if (type instanceof ColumnType.Text text) {
            return text(text.charset(), column);
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return v -> Labels.one(enumeration.labels(), (Long) v, column);
        }
        if (type instanceof ColumnType.LabelSet set) {
            return v -> Labels.several(set.labels(), (Long) v, column);
        }
        if (type instanceof ColumnType.Binary binary) {
            return v -> padded((byte[]) v, binary);
        }
        if (type instanceof ColumnType.Json) {
            return v -> json(v, column);
        }
        if (type instanceof ColumnType.Vector) {
            return v -> floats((byte[]) v);
        }
        if (type instanceof ColumnType.Network network) {
            return v -> NetworkText.of(network.kind(), (byte[]) v);
        }
        Dates dates = new Dates(zeroDates, column, nullable, target);
        if (type instanceof ColumnType.Date) {
            return v -> dates.date((MySqlDate) v);
        }
        if (type instanceof ColumnType.DateTime) {
            return v -> dates.dateTime((MySqlDateTime) v);
        }
        return type instanceof ColumnType.Timestamp ? v -> dates.timestamp((MySqlTimestamp) v) : v -> v;
    }

    private static PlainValue text(String charset, String column) throws UnsupportedMappingException {
        TextDecoder decoder = new TextDecoder(charset, column);
        return v -> decoder.decode((byte[]) v);
    }

    private static Object integer(long value, ColumnType.Integral type) {
        if (!type.unsigned() || value >= 0) {
            return value;
        }
        return type.bytes() == 8 ? unsigned(value) : (Object) (value & (1L << 8 * type.bytes()) - 1);
    }

    private static Object unsigned(long bits) {
        return bits >= 0 ? (Object) bits : new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
    }

    /** The server strips trailing zero bytes of BINARY(n) in the log. */
    private static byte[] padded(byte[] value, ColumnType.Binary type) {
        return type.fixed() && value.length < type.length() ? Arrays.copyOf(value, type.length()) : value;
    }

    private static String json(Object value, String column) throws SQLException {
        if (value instanceof MySqlJsonDiff) {
            throw new SQLException(
                    "column '" + column
                            + "' holds a partial JSON update whose before-image does not hold the document: set binlog_row_image=FULL or binlog_row_value_options='' on the source");
        }
        return value instanceof MySqlJson json ? json.text() : value.toString();
    }

    private static Float[] floats(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        Float[] floats = new Float[value.length / Float.BYTES];
        Arrays.setAll(floats, i -> in.getFloat());
        return floats;
    }
}
