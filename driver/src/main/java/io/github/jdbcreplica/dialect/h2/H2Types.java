package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
            return text(text.length() * unitsPerCharacter(text.charset()));
        }
        if (type instanceof ColumnType.Text text) {
            return text(text.maxBytes());
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return text(enumeration.labels().stream()
                    .mapToLong(String::length)
                    .max()
                    .orElse(1));
        }
        if (type instanceof ColumnType.LabelSet set) {
            return text(set.labels().stream().mapToLong(String::length).sum()
                    + set.labels().size());
        }
        if (type instanceof ColumnType.Binary binary) {
            boolean fixed = binary.fixed() && binary.length() > 0;
            return kept(
                    Forms.BYTES, (fixed ? "BINARY(" : "BINARY VARYING(") + Math.max(1, binary.length()) + ")", BYTES);
        }
        if (type instanceof ColumnType.Blob blob) {
            String made =
                    blob.maxBytes() <= MAX_VARYING ? "BINARY VARYING(" + blob.maxBytes() + ")" : "BINARY LARGE OBJECT";
            return kept(Forms.BYTES, made, BYTES);
        }
        return others(type);
    }

    private static List<StoredAs> others(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return kept(Forms.TIME, "DATE");
        }
        if (type instanceof ColumnType.Time time) {
            return List.of(
                    new StoredAs("INTERVAL HOUR(3) TO SECOND(" + time.fsp() + ")", INTERVAL, Forms.TEXT),
                    new StoredAs("INTERVAL DAY TO SECOND", INTERVAL, Forms.TEXT));
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return kept(Forms.TIME, "TIMESTAMP(" + dateTime.fsp() + ")");
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return kept(Forms.TIME, "TIMESTAMP(" + timestamp.fsp() + ") WITH TIME ZONE");
        }
        if (type instanceof ColumnType.Vector vector) {
            return kept(Forms.FLOATS, "REAL ARRAY[" + vector.dimensions() + "]", "DOUBLE PRECISION ARRAY");
        }
        if (type instanceof ColumnType.Network network) {
            return network.kind() == ColumnType.Network.Kind.UUID ? kept(Forms.UUIDS, "UUID") : text(45);
        }
        return type instanceof ColumnType.Json
                ? List.of(new StoredAs("JSON", "? FORMAT JSON", Forms.TEXT))
                : kept(Forms.EWKB, "GEOMETRY");
    }

    private static List<StoredAs> number(String made, String... alike) {
        return kept(Forms.NUMBER, made, alike);
    }

    private static List<StoredAs> text(long length) {
        String made =
                length <= MAX_VARYING ? "CHARACTER VARYING(" + Math.max(1, length) + ")" : "CHARACTER LARGE OBJECT";
        return kept(Forms.TEXT, made, TEXTS);
    }

    private static List<StoredAs> kept(Form form, String made, String... alike) {
        return Stream.concat(Stream.of(made), Arrays.stream(alike))
                .map(type -> new StoredAs(type, form))
                .toList();
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
}
