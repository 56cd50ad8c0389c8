package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.ColumnType;
import java.util.Optional;

/** What a target does to values without a word when they go into a column that somebody has made narrower than the source's: it rounds, and it pads. What is too long or out of range is an error of the target's, row by row. */
final class Rounding {
    private static final int DOUBLE_DIGITS = 17;

    private Rounding() {}

    /** What the target's type would do to the source's values, for a message; empty when nothing. */
    static Optional<String> of(ColumnType source, TypeText target) {
        if (source instanceof ColumnType.Decimal) {
            ColumnType.Decimal decimal = (ColumnType.Decimal) source;
            return target.name().equals("DECFLOAT")
                    ? decfloat(decimal.precision(), target)
                    : rounds(
                            !target.numbers().isEmpty() && decimal.scale() > target.scale(), "digits behind the point");
        }
        if (source instanceof ColumnType.Integral || source instanceof ColumnType.Bit) {
            return decfloat(source instanceof ColumnType.Integral ? digits((ColumnType.Integral) source) : 20, target);
        }
        if (source instanceof ColumnType.Floating) {
            boolean eightBytes = ((ColumnType.Floating) source).bytes() == 8;
            return target.name().equals("REAL") ? rounds(eightBytes, "to four bytes") : decfloat(DOUBLE_DIGITS, target);
        }
        if (source instanceof ColumnType.Time) {
            return fraction(((ColumnType.Time) source).fsp(), target);
        }
        if (source instanceof ColumnType.DateTime) {
            return fraction(((ColumnType.DateTime) source).fsp(), target);
        }
        if (source instanceof ColumnType.Timestamp) {
            return fraction(((ColumnType.Timestamp) source).fsp(), target);
        }
        return target.name().equals("BINARY") ? padding(source, target) : Optional.empty();
    }

    private static int digits(ColumnType.Integral type) {
        return type.bytes() == 8 ? 20 : 10;
    }

    private static Optional<String> decfloat(int digits, TypeText target) {
        return rounds(target.name().equals("DECFLOAT") && target.decfloatDigits() < digits, "digits");
    }

    private static Optional<String> fraction(int digits, TypeText target) {
        return rounds(target.fraction() < digits, "fractions of seconds");
    }

    private static Optional<String> rounds(boolean rounds, String what) {
        return rounds ? Optional.of("rounds the source's values (" + what + ")") : Optional.empty();
    }

    private static Optional<String> padding(ColumnType source, TypeText target) {
        boolean sameLength = source instanceof ColumnType.Binary
                && ((ColumnType.Binary) source).fixed()
                && ((ColumnType.Binary) source).length() == (target.numbers().isEmpty() ? 1 : target.length());
        return sameLength ? Optional.empty() : Optional.of("pads the source's values with zero bytes");
    }
}
