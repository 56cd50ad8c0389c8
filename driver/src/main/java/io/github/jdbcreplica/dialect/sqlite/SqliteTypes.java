package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** SQLite's types: five, since it enforces no lengths. Behind the first stands one name of each other affinity that leaves the values what they are. */
final class SqliteTypes implements TypeTable {
    static final String UNSIGNED = "BIGINT UNSIGNED";

    private static final String[] EXACT = {"NUMERIC", "TEXT", "BLOB"};

    @Override
    public List<StoredAs> of(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            return integer(integral.unsigned() && integral.bytes() == Long.BYTES);
        }
        if (type instanceof ColumnType.Bit bit) {
            return integer(bit.length() == Long.SIZE);
        }
        if (type instanceof ColumnType.Year) {
            return integer(false);
        }
        if (type instanceof ColumnType.Floating) {
            return StoredAs.ways(SqliteForms.DOUBLE, "REAL", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return StoredAs.ways(SqliteForms.decimal(decimal.scale()), "TEXT", "BLOB");
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return bytes(Forms.BYTES);
        }
        if (type instanceof ColumnType.Geometry) {
            return bytes(Forms.EWKB);
        }
        return type instanceof ColumnType.Vector ? bytes(SqliteForms.VECTOR) : texts(type);
    }

    /** A column for text may hold any; a number is made only of what looks like one, and dates do not. */
    private static List<StoredAs> texts(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return StoredAs.ways(Forms.TEXT, "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return StoredAs.ways(SqliteForms.dateTime(dateTime.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return StoredAs.ways(SqliteForms.instant(timestamp.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Time time) {
            return StoredAs.ways(SqliteForms.time(time.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        return StoredAs.ways(Forms.TEXT, "TEXT", "BLOB");
    }

    private static List<StoredAs> integer(boolean beyondSigned) {
        return beyondSigned
                ? StoredAs.ways(SqliteForms.UNSIGNED, UNSIGNED, EXACT)
                : StoredAs.ways(Forms.NUMBER, "INTEGER", EXACT);
    }

    private static List<StoredAs> bytes(Form form) {
        return StoredAs.ways(form, "BLOB", "TEXT", "NUMERIC", "INTEGER", "REAL");
    }
}
