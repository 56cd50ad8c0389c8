package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Column types as MySQL writes them, for messages. */
final class TypeNames {
    private TypeNames() {}

    static String of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return integer(integral.bytes()) + unsigned(integral.unsigned());
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")" + unsigned(decimal.unsigned());
        }
        if (type instanceof ColumnType.Floating floating) {
            return (floating.bytes() == 4 ? "float" : "double") + unsigned(floating.unsigned());
        }
        if (type instanceof ColumnType.Bit bit) {
            return "bit(" + bit.length() + ")";
        }
        if (type instanceof ColumnType.Time time) {
            return "time" + fraction(time.fsp());
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return "datetime" + fraction(dateTime.fsp());
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return "timestamp" + fraction(timestamp.fsp());
        }
        return textOrOther(type);
    }

    private static String textOrOther(ColumnType type) {
        if (type instanceof ColumnType.Char text) {
            return (text.fixed() ? "char(" : "varchar(") + text.length() + ")";
        }
        if (type instanceof ColumnType.Binary binary) {
            return (binary.fixed() ? "binary(" : "varbinary(") + binary.length() + ")";
        }
        if (type instanceof ColumnType.Text text) {
            return size(text.maxBytes()) + "text";
        }
        if (type instanceof ColumnType.Blob blob) {
            return size(blob.maxBytes()) + "blob";
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return "enum" + labels(enumeration.labels());
        }
        if (type instanceof ColumnType.LabelSet set) {
            return "set" + labels(set.labels());
        }
        if (type instanceof ColumnType.Geometry geometry) {
            return geometry.kind().toLowerCase(Locale.ROOT);
        }
        if (type instanceof ColumnType.Vector vector) {
            return "vector(" + vector.dimensions() + ")";
        }
        if (type instanceof ColumnType.Network network) {
            return network.kind().name().toLowerCase(Locale.ROOT);
        }
        // YEAR, DATE, JSON.
        return type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String integer(int bytes) {
        return switch (bytes) {
            case 1 -> "tinyint";
            case 2 -> "smallint";
            case 3 -> "mediumint";
            case 4 -> "int";
            default -> "bigint";
        };
    }

    private static String unsigned(boolean unsigned) {
        return unsigned ? " unsigned" : "";
    }

    private static String fraction(int digits) {
        return digits == 0 ? "" : "(" + digits + ")";
    }

    private static String size(long maxBytes) {
        return maxBytes < 1 << 8 ? "tiny" : maxBytes < 1 << 16 ? "" : maxBytes < 1 << 24 ? "medium" : "long";
    }

    private static String labels(List<String> labels) {
        return labels.isEmpty()
                ? ""
                : labels.stream()
                        .map(label -> "'" + label.replace("'", "''") + "'")
                        .collect(Collectors.joining(",", "(", ")"));
    }
}
