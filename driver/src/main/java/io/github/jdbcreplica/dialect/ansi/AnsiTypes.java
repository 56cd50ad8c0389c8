package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TextLength;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** The types of standard SQL that all have: numbers, texts, bytes, dates. What goes beyond is text. */
final class AnsiTypes implements TypeTable {
    /** The literal of the standard: the zone stands behind the time. */
    private static final Form INSTANT = Forms.of(
            Forms.TIME::bind, value -> Forms.TIME.literal(value).replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"));

    private static final String[] EXACT = {"SMALLINT", "INTEGER", "BIGINT", "NUMERIC"};
    private static final String TEXT = "CHARACTER LARGE OBJECT";
    private static final String BYTES = "BINARY LARGE OBJECT";

    /** {@code -838:59:59.000000} */
    private static final int LONGEST_TIME = 17;

    private static final int LONGEST_ADDRESS = 45;

    private final long maxVarying;
    private final Form time;

    /**
     * @param maxVarying the longest text that is not a large object, which most products compare less well, or not at all
     * @param time the form of dates and local times
     */
    AnsiTypes(long maxVarying, Form time) {
        this.maxVarying = maxVarying;
        this.time = time;
    }

    @Override
    public List<StoredAs> of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return StoredAs.ways(Forms.NUMBER, integral(integral), EXACT);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return StoredAs.ways(Forms.NUMBER, "NUMERIC(" + decimal.precision() + ", " + decimal.scale() + ")");
        }
        if (type instanceof ColumnType.Floating) {
            return StoredAs.ways(Forms.NUMBER, "DOUBLE PRECISION", "REAL");
        }
        if (type instanceof ColumnType.Bit) {
            return StoredAs.ways(Forms.NUMBER, "NUMERIC(20, 0)", EXACT);
        }
        if (type instanceof ColumnType.Year) {
            return StoredAs.ways(Forms.NUMBER, "SMALLINT", EXACT);
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
            return bytes(Math.max(1, binary.length()));
        }
        if (type instanceof ColumnType.Blob blob) {
            return bytes(blob.maxBytes());
        }
        return others(type);
    }

    private List<StoredAs> others(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return StoredAs.ways(time, "DATE");
        }
        if (type instanceof ColumnType.Time) {
            return text(LONGEST_TIME);
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return StoredAs.ways(time, "TIMESTAMP(" + dateTime.fsp() + ")");
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return StoredAs.ways(INSTANT, "TIMESTAMP(" + timestamp.fsp() + ") WITH TIME ZONE");
        }
        if (type instanceof ColumnType.Network) {
            return text(LONGEST_ADDRESS);
        }
        if (type instanceof ColumnType.Vector) {
            return StoredAs.ways(Forms.FLOATS_TEXT, TEXT);
        }
        return type instanceof ColumnType.Json ? text(Long.MAX_VALUE) : StoredAs.ways(Forms.EWKB, BYTES);
    }

    private List<StoredAs> text(long length) {
        String made = length <= maxVarying ? "CHARACTER VARYING(" + Math.max(1, length) + ")" : TEXT;
        return StoredAs.ways(Forms.TEXT, made, "CHARACTER VARYING", TEXT);
    }

    private List<StoredAs> bytes(long length) {
        String made = length <= maxVarying ? "BINARY VARYING(" + length + ")" : BYTES;
        return StoredAs.ways(Forms.BYTES, made, "BINARY VARYING", BYTES);
    }

    private static String integral(ColumnType.Integral type) {
        return switch (type.bytes() * (type.unsigned() ? -1 : 1)) {
            case 1, -1, 2 -> "SMALLINT";
            case -2, 3, -3, 4 -> "INTEGER";
            case -4, 8 -> "BIGINT";
            default -> "NUMERIC(20, 0)";
        };
    }
}
