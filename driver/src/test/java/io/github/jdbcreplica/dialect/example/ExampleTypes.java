package io.github.jdbcreplica.dialect.example;

import io.github.jdbcreplica.dialect.standard.Form;
import io.github.jdbcreplica.dialect.standard.Forms;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.dialect.standard.TypeTable;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** HSQLDB's types: for each of the source's the one that loses nothing. */
final class ExampleTypes implements TypeTable {
    /** As long as one may be. */
    static final String TEXT = "CHARACTER VARYING(16777216)";

    static final String BYTES = "BINARY VARYING(16777216)";

    private static final String UNSIGNED_64_BITS = "NUMERIC(20, 0)";

    /** A literal with a zone has it behind the time, not in the name of the type. */
    private static final Form INSTANT = Forms.of(
            Forms.TIME::bind, value -> Forms.TIME.literal(value).replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"));

    @Override
    public List<StoredAs> of(ColumnType type) {
        return List.of(made(type));
    }

    @Override
    public StoredAs made(ColumnType type) {
        if (type instanceof ColumnType.Integral integral) {
            boolean large = integral.unsigned() && integral.bytes() == 8;
            return new StoredAs(large ? UNSIGNED_64_BITS : "BIGINT", Forms.NUMBER);
        }
        if (type instanceof ColumnType.Bit) {
            return new StoredAs(UNSIGNED_64_BITS, Forms.NUMBER);
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return new StoredAs("NUMERIC(" + decimal.precision() + ", " + decimal.scale() + ")", Forms.NUMBER);
        }
        if (type instanceof ColumnType.Floating) {
            return new StoredAs("DOUBLE PRECISION", Forms.NUMBER);
        }
        if (type instanceof ColumnType.Year) {
            return new StoredAs("SMALLINT", Forms.NUMBER);
        }
        if (type instanceof ColumnType.Date) {
            return new StoredAs("DATE", Forms.TIME_OF_HYBRID_CALENDAR);
        }
        if (type instanceof ColumnType.DateTime dateTime) {
            return new StoredAs("TIMESTAMP(" + dateTime.fsp() + ")", Forms.TIME_OF_HYBRID_CALENDAR);
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return new StoredAs("TIMESTAMP(" + timestamp.fsp() + ") WITH TIME ZONE", INSTANT);
        }
        if (type instanceof ColumnType.Binary || type instanceof ColumnType.Blob) {
            return new StoredAs(BYTES, Forms.BYTES);
        }
        if (type instanceof ColumnType.Geometry) {
            return new StoredAs(BYTES, Forms.EWKB);
        }
        return new StoredAs(TEXT, type instanceof ColumnType.Vector ? Forms.FLOATS_TEXT : Forms.TEXT);
    }
}
