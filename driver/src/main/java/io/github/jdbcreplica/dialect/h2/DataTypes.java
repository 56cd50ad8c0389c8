package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.List;

/** H2's type for each of the source's: the narrowest that loses nothing. */
final class DataTypes {
    /** From this length on CHARACTER VARYING and BINARY VARYING end and large objects begin. */
    private static final long MAX_VARYING = 1_048_576;

    private DataTypes() {}

    static String of(ColumnType type) {
        if (type instanceof ColumnType.Integral) {
            return integral((ColumnType.Integral) type);
        }
        if (type instanceof ColumnType.Decimal) {
            return "NUMERIC(" + ((ColumnType.Decimal) type).precision() + ", " + ((ColumnType.Decimal) type).scale()
                    + ")";
        }
        if (type instanceof ColumnType.Floating) {
            return ((ColumnType.Floating) type).bytes() == 4 ? "REAL" : "DOUBLE PRECISION";
        }
        if (type instanceof ColumnType.Bit) {
            return ((ColumnType.Bit) type).length() == 64 ? "NUMERIC(20)" : "BIGINT";
        }
        if (type instanceof ColumnType.Char) {
            ColumnType.Char text = (ColumnType.Char) type;
            return varying(text.length() * unitsPerCharacter(text.charset()));
        }
        if (type instanceof ColumnType.Text) {
            return varying(((ColumnType.Text) type).maxBytes());
        }
        if (type instanceof ColumnType.Enumeration) {
            return varying(((ColumnType.Enumeration) type)
                    .labels().stream().mapToLong(String::length).max().orElse(1));
        }
        if (type instanceof ColumnType.LabelSet) {
            List<String> labels = ((ColumnType.LabelSet) type).labels();
            return varying(labels.stream().mapToLong(String::length).sum() + labels.size());
        }
        return binaryOrTemporal(type);
    }

    private static String binaryOrTemporal(ColumnType type) {
        if (type instanceof ColumnType.Binary) {
            ColumnType.Binary binary = (ColumnType.Binary) type;
            return (binary.fixed() && binary.length() > 0 ? "BINARY(" : "BINARY VARYING(")
                    + Math.max(1, binary.length()) + ")";
        }
        if (type instanceof ColumnType.Blob) {
            long bytes = ((ColumnType.Blob) type).maxBytes();
            return bytes <= MAX_VARYING ? "BINARY VARYING(" + bytes + ")" : "BINARY LARGE OBJECT";
        }
        if (type instanceof ColumnType.Year) {
            return "SMALLINT";
        }
        if (type instanceof ColumnType.Date) {
            return "DATE";
        }
        if (type instanceof ColumnType.Time) {
            return "INTERVAL HOUR(3) TO SECOND(" + ((ColumnType.Time) type).fsp() + ")";
        }
        if (type instanceof ColumnType.DateTime) {
            return "TIMESTAMP(" + ((ColumnType.DateTime) type).fsp() + ")";
        }
        if (type instanceof ColumnType.Timestamp) {
            return "TIMESTAMP(" + ((ColumnType.Timestamp) type).fsp() + ") WITH TIME ZONE";
        }
        if (type instanceof ColumnType.Vector) {
            return "REAL ARRAY[" + ((ColumnType.Vector) type).dimensions() + "]";
        }
        if (type instanceof ColumnType.Network) {
            return ((ColumnType.Network) type).kind() == ColumnType.Network.Kind.UUID
                    ? "UUID"
                    : "CHARACTER VARYING(45)";
        }
        return type instanceof ColumnType.Json ? "JSON" : "GEOMETRY";
    }

    private static String integral(ColumnType.Integral type) {
        return switch (type.bytes() * (type.unsigned() ? -1 : 1)) {
            case 1 -> "TINYINT";
            case -1, 2 -> "SMALLINT";
            case -2, 3, -3, 4 -> "INTEGER";
            case -4, 8 -> "BIGINT";
            default -> "NUMERIC(20)";
        };
    }

    /** H2 counts UTF-16 units: a character beyond the Basic Multilingual Plane is two. */
    private static long unitsPerCharacter(String charset) {
        return SourceCharset.byName(charset)
                        .filter(c -> c.maxBytesPerChar() >= 4)
                        .isPresent()
                ? 2
                : 1;
    }

    private static String varying(long length) {
        return length <= MAX_VARYING ? "CHARACTER VARYING(" + Math.max(1, length) + ")" : "CHARACTER LARGE OBJECT";
    }
}
