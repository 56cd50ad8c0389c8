package io.github.jdbcreplica.schema;

import java.util.List;
import java.util.Optional;

/** A MySQL or MariaDB column type as a table definition states it. {@code charset} and {@code collation} are MySQL's names in lower case. */
public sealed interface ColumnType {

    /**
     * TINYINT to BIGINT: {@code bytes} is 1, 2, 3, 4 or 8.
     *
     * @param zerofill its text has leading zeros, which matters where it is converted to text
     */
    record Integral(int bytes, boolean unsigned, boolean zerofill) implements ColumnType {
        public Integral(int bytes, boolean unsigned) {
            this(bytes, unsigned, false);
        }
    }

    record Decimal(int precision, int scale, boolean unsigned) implements ColumnType {}

    /**
     * FLOAT (4 bytes) or DOUBLE (8).
     *
     * @param rounded the digits to which values are rounded when they are stored, FLOAT(M,D); usually none
     */
    record Floating(int bytes, boolean unsigned, Optional<Digits> rounded) implements ColumnType {
        public Floating(int bytes, boolean unsigned) {
            this(bytes, unsigned, Optional.empty());
        }

        public record Digits(int precision, int scale) {}
    }

    /** BIT(1) to BIT(64). */
    record Bit(int length) implements ColumnType {}

    record Year() implements ColumnType {}

    record Date() implements ColumnType {}

    /** {@code fsp} is the number of fractional digits, 0 to 6. */
    record Time(int fsp) implements ColumnType {}

    record DateTime(int fsp) implements ColumnType {}

    record Timestamp(int fsp) implements ColumnType {}

    /** CHAR (fixed) and VARCHAR; {@code length} in characters. */
    record Char(boolean fixed, int length, String charset, String collation) implements ColumnType {}

    /** TINYTEXT to LONGTEXT; {@code maxBytes} 255, 65535, 16777215 or 4294967295. */
    record Text(long maxBytes, String charset, String collation) implements ColumnType {}

    /** BINARY (fixed) and VARBINARY; {@code length} in bytes. */
    record Binary(boolean fixed, int length) implements ColumnType {}

    /** TINYBLOB to LONGBLOB. */
    record Blob(long maxBytes) implements ColumnType {}

    record Enumeration(List<String> labels, String charset, String collation) implements ColumnType {
        public Enumeration {
            labels = List.copyOf(labels);
        }
    }

    record LabelSet(List<String> labels, String charset, String collation) implements ColumnType {
        public LabelSet {
            labels = List.copyOf(labels);
        }
    }

    /** MySQL's binary JSON. MariaDB's JSON is {@link Text} with a check. */
    record Json() implements ColumnType {}

    /** GEOMETRY, POINT, ...: {@code kind} in upper case. */
    record Geometry(String kind, Optional<Integer> srid) implements ColumnType {}

    /** VECTOR(n) of 4-byte floats. */
    record Vector(int dimensions) implements ColumnType {}

    /** MariaDB's UUID (16 bytes), INET6 (16) and INET4 (4): fixed-length binary in the binlog, text in SQL. */
    record Network(Kind kind) implements ColumnType {
        public enum Kind {
            UUID,
            INET4,
            INET6
        }
    }
}
