package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
            return kept(SqliteForms.DOUBLE, "REAL", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return kept(SqliteForms.decimal(decimal.scale()), "TEXT", "BLOB");
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
            return kept(Forms.TEXT, "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return kept(SqliteForms.dateTime(dateTime.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return kept(SqliteForms.instant(timestamp.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        if (type instanceof ColumnType.Time time) {
            return kept(SqliteForms.time(time.fsp()), "TEXT", "NUMERIC", "BLOB");
        }
        return kept(Forms.TEXT, "TEXT", "BLOB");
    }

    private static List<StoredAs> integer(boolean beyondSigned) {
        return beyondSigned ? kept(SqliteForms.UNSIGNED, UNSIGNED, EXACT) : kept(Forms.NUMBER, "INTEGER", EXACT);
    }

    private static List<StoredAs> bytes(Form form) {
        return kept(form, "BLOB", "TEXT", "NUMERIC", "INTEGER", "REAL");
    }

    private static List<StoredAs> kept(Form form, String made, String... alike) {
        return Stream.concat(Stream.of(made), Arrays.stream(alike))
                .map(type -> new StoredAs(type, form))
                .toList();
    }
}
