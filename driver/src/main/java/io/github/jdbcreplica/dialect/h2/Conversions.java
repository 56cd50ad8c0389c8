package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** Changes of a column's type that MySQL and H2 do to the same values. Anything else is refused: a value converted differently would be a silent divergence. */
final class Conversions {
    private Conversions() {}

    static boolean alike(ColumnType before, ColumnType after) {
        if (before.equals(after)
                || DataTypes.of(before).equals(DataTypes.of(after))
                        && before.getClass() == after.getClass()
                        && !labels(before)) {
            return true;
        }
        if (integer(before)) {
            return integer(after) || after instanceof ColumnType.Decimal || text(after);
        }
        if (before instanceof ColumnType.Decimal) {
            return after instanceof ColumnType.Decimal
                    && ((ColumnType.Decimal) after).scale() >= ((ColumnType.Decimal) before).scale();
        }
        if (before instanceof ColumnType.Floating) {
            return after instanceof ColumnType.Floating && ((ColumnType.Floating) after).bytes() == 8;
        }
        if (text(before)) {
            return text(after);
        }
        if (before instanceof ColumnType.Binary || before instanceof ColumnType.Blob) {
            return after instanceof ColumnType.Blob
                    || after instanceof ColumnType.Binary && !((ColumnType.Binary) after).fixed();
        }
        if (labels(before)) {
            return text(after)
                    || before.getClass() == after.getClass() && labelsOf(after).containsAll(labelsOf(before));
        }
        return moreDigits(before, after);
    }

    private static boolean moreDigits(ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.Time && after instanceof ColumnType.Time) {
            return ((ColumnType.Time) after).fsp() >= ((ColumnType.Time) before).fsp();
        }
        if (before instanceof ColumnType.DateTime && after instanceof ColumnType.DateTime) {
            return ((ColumnType.DateTime) after).fsp() >= ((ColumnType.DateTime) before).fsp();
        }
        return before instanceof ColumnType.Timestamp
                && after instanceof ColumnType.Timestamp
                && ((ColumnType.Timestamp) after).fsp() >= ((ColumnType.Timestamp) before).fsp();
    }

    private static boolean integer(ColumnType type) {
        return type instanceof ColumnType.Integral;
    }

    private static boolean text(ColumnType type) {
        return type instanceof ColumnType.Char || type instanceof ColumnType.Text;
    }

    private static boolean labels(ColumnType type) {
        return type instanceof ColumnType.Enumeration || type instanceof ColumnType.LabelSet;
    }

    private static List<String> labelsOf(ColumnType type) {
        return type instanceof ColumnType.Enumeration
                ? ((ColumnType.Enumeration) type).labels()
                : ((ColumnType.LabelSet) type).labels();
    }
}
