package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TextLength;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** H2's types. */
final class H2Types implements TypeTable {
    /** From this length on CHARACTER VARYING and BINARY VARYING end and large objects begin. */
    private static final long MAX_VARYING = 1_048_576;

    private static final String[] EXACT = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "NUMERIC", "DECFLOAT"};
    private static final String[] TEXTS = {"CHARACTER VARYING", "CHARACTER LARGE OBJECT", "VARCHAR_IGNORECASE"};
    private static final String[] BYTES = {"BINARY VARYING", "BINARY LARGE OBJECT", "JAVA_OBJECT", "BINARY"};
    private static final String INTERVAL = "CAST(? AS INTERVAL HOUR(3) TO SECOND(6))";

    @Override
    public List<StoredAs> of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return number(integral(integral), EXACT);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return number("NUMERIC(" + decimal.precision() + ", " + decimal.scale() + ")", "DECFLOAT");
        }
        if (type instanceof ColumnType.Floating floating) {
            return number(floating.bytes() == 4 ? "REAL" : "DOUBLE PRECISION", "REAL", "DOUBLE PRECISION", "DECFLOAT");
        }
        if (type instanceof ColumnType.Bit bit) {
            return number(bit.length() == 64 ? "NUMERIC(20)" : "BIGINT", EXACT);
        }
        if (type instanceof ColumnType.Year) {
            return number(
                    "SMALLINT", "TINYINT", "INTEGER", "BIGINT", "NUMERIC", "DECFLOAT", "REAL", "DOUBLE PRECISION");
        }
        if (type instanceof ColumnType.Char text) {
            return text(TextLength.of(text));
        }
        if (type instanceof ColumnType.Text text) {
            return text(text.maxBytes());
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return text(TextLength.of(enumeration));
        }
        if (type instanceof ColumnType.LabelSet set) {
            return text(TextLength.of(set));
        }
        if (type instanceof ColumnType.Binary binary) {
            boolean fixed = binary.fixed() && binary.length() > 0;
            return StoredAs.ways(
                    Forms.BYTES, (fixed ? "BINARY(" : "BINARY VARYING(") + Math.max(1, binary.length()) + ")", BYTES);
        }
        if (type instanceof ColumnType.Blob blob) {
            String made =
                    blob.maxBytes() <= MAX_VARYING ? "BINARY VARYING(" + blob.maxBytes() + ")" : "BINARY LARGE OBJECT";
            return StoredAs.ways(Forms.BYTES, made, BYTES);
        }
        return others(type);
    }

    private static List<StoredAs> others(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return StoredAs.ways(Forms.TIME, "DATE");
        }
        if (type instanceof ColumnType.Time time) {
            return List.of(
                    new StoredAs("INTERVAL HOUR(3) TO SECOND(" + time.fsp() + ")", INTERVAL, Forms.TEXT),
                    new StoredAs("INTERVAL DAY TO SECOND", INTERVAL, Forms.TEXT));
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return StoredAs.ways(Forms.TIME, "TIMESTAMP(" + dateTime.fsp() + ")");
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return StoredAs.ways(Forms.TIME, "TIMESTAMP(" + timestamp.fsp() + ") WITH TIME ZONE");
        }
        if (type instanceof ColumnType.Vector vector) {
            return StoredAs.ways(Forms.FLOATS, "REAL ARRAY[" + vector.dimensions() + "]", "DOUBLE PRECISION ARRAY");
        }
        if (type instanceof ColumnType.Network network) {
            return network.kind() == ColumnType.Network.Kind.UUID ? StoredAs.ways(Forms.UUIDS, "UUID") : text(45);
        }
        return type instanceof ColumnType.Json
                ? List.of(new StoredAs("JSON", "? FORMAT JSON", Forms.TEXT))
                : StoredAs.ways(Forms.EWKB, "GEOMETRY");
    }

    private static List<StoredAs> number(String made, String... alike) {
        return StoredAs.ways(Forms.NUMBER, made, alike);
    }

    private static List<StoredAs> text(long length) {
        String made =
                length <= MAX_VARYING ? "CHARACTER VARYING(" + Math.max(1, length) + ")" : "CHARACTER LARGE OBJECT";
        return StoredAs.ways(Forms.TEXT, made, TEXTS);
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
}
