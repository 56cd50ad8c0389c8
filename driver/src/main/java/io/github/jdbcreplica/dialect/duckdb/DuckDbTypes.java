package io.github.jdbcreplica.dialect.duckdb;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.SchemaSyntax;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB's types. */
final class DuckDbTypes implements TypeTable {
    /** Beyond it there are only DOUBLE and text. */
    private static final int MAX_DECIMAL_DIGITS = 38;

    private static final String[] EXACT = {
        "TINYINT",
        "UTINYINT",
        "SMALLINT",
        "USMALLINT",
        "INTEGER",
        "UINTEGER",
        "BIGINT",
        "UBIGINT",
        "HUGEINT",
        "UHUGEINT",
        "DECIMAL"
    };

    /** A literal with a point is a DECIMAL, which has no negative zero. */
    private static final Form APPROXIMATE = Forms.of(Forms.NUMBER::bind, value -> "CAST('" + value + "' AS DOUBLE)");

    @Override
    public List<StoredAs> of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return StoredAs.ways(Forms.NUMBER, integral(integral), EXACT);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal.precision() > MAX_DECIMAL_DIGITS
                    ? StoredAs.ways(Forms.TEXT, "VARCHAR")
                    : StoredAs.ways(Forms.NUMBER, "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")");
        }
        if (type instanceof ColumnType.Floating floating) {
            return StoredAs.ways(APPROXIMATE, floating.bytes() == 4 ? "FLOAT" : "DOUBLE", "FLOAT", "DOUBLE");
        }
        if (type instanceof ColumnType.Bit) {
            return StoredAs.ways(Forms.NUMBER, "UBIGINT", EXACT);
        }
        if (type instanceof ColumnType.Year) {
            return StoredAs.ways(Forms.NUMBER, "SMALLINT", EXACT);
        }
        if (type instanceof ColumnType.Enumeration enumeration) {
            return StoredAs.ways(Forms.TEXT, labels(enumeration), "VARCHAR", "ENUM");
        }
        if (type instanceof ColumnType.Char || type instanceof ColumnType.Text || type instanceof ColumnType.LabelSet) {
            return StoredAs.ways(Forms.TEXT, "VARCHAR", "ENUM");
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return StoredAs.ways(Forms.BYTES, "BLOB");
        }
        return others(type);
    }

    /** Of the column's own, which sorts as the source does. The empty text is MySQL's error value, before all labels. */
    private static String labels(ColumnType.Enumeration type) {
        if (!type.labels().stream().allMatch(DuckDbTypes::canBeLabel)) {
            return "VARCHAR";
        }
        return SchemaSyntax.literals(type).collect(Collectors.joining(", ", "ENUM(", ")"));
    }

    /** No text in a statement holds U+0000, and of a label with characters beyond U+FFFF the driver's getString makes others (measured with 2.0.0). */
    private static boolean canBeLabel(String text) {
        return text.codePoints().allMatch(character -> character > 0 && Character.isBmpCodePoint(character));
    }

    /** A date goes as text: the driver takes it through the Julian calendar, which has neither a year 0 nor the same days before 1582-10-15. */
    private static List<StoredAs> others(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return List.of(new StoredAs("DATE", "CAST(? AS DATE)", Forms.TEXT));
        }
        if (type instanceof ColumnType.Time) {
            return List.of(new StoredAs("INTERVAL", "CAST(? AS INTERVAL)", Forms.TEXT));
        }
        if (type instanceof ColumnType.DateTime) {
            return StoredAs.ways(Forms.TIME, "TIMESTAMP");
        }
        if (type instanceof ColumnType.Timestamp) {
            return StoredAs.ways(Forms.TIME, "TIMESTAMP WITH TIME ZONE");
        }
        if (type instanceof ColumnType.Vector vector) {
            String array = "FLOAT[" + vector.dimensions() + "]";
            return List.of(
                    new StoredAs(array, "CAST(? AS " + array + ")", Forms.FLOATS_TEXT),
                    new StoredAs("FLOAT[]", "CAST(? AS FLOAT[])", Forms.FLOATS_TEXT));
        }
        if (type instanceof ColumnType.Network network) {
            return network.kind() == ColumnType.Network.Kind.UUID
                    ? StoredAs.ways(Forms.UUIDS, "UUID")
                    : StoredAs.ways(Forms.TEXT, "VARCHAR");
        }
        // GEOMETRY has a reference system per column, the source's values have their own.
        return type instanceof ColumnType.Json
                ? StoredAs.ways(Forms.TEXT, "JSON", "VARCHAR")
                : StoredAs.ways(Forms.EWKB, "BLOB");
    }

    private static String integral(ColumnType.Integral type) {
        String signed = switch (type.bytes()) {
            case 1 -> "TINYINT";
            case 2 -> "SMALLINT";
            case 3, 4 -> "INTEGER";
            default -> "BIGINT";
        };
        return type.unsigned() ? "U" + signed : signed;
    }
}
