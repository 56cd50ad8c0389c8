package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.TargetTable.TargetColumn;
import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.Optional;
import java.util.OptionalInt;

/** Columns of the target that would round what the source holds: the server does it even in strict mode, with at most a note. What does not fit otherwise is an error of the server's own. */
final class Narrowing {
    private Narrowing() {}

    static void refuse(ColumnType source, TargetColumn target) throws UnsupportedMappingException {
        Optional<ColumnType> narrower = ColumnTypes.parse(target).filter(type -> rounds(source, type));
        if (narrower.isPresent()) {
            throw new UnsupportedMappingException(
                    "the target's " + target.typeSql() + " would round values of the source's " + TypeNames.of(source)
                            + "; give the target's column the source's type");
        }
    }

    private static boolean rounds(ColumnType source, ColumnType target) {
        if (target instanceof ColumnType.Integral) {
            return scale(source) > 0;
        }
        if (target instanceof ColumnType.Decimal) {
            return scale(source) > ((ColumnType.Decimal) target).scale();
        }
        if (target instanceof ColumnType.Floating) {
            return source instanceof ColumnType.Decimal
                    || source instanceof ColumnType.Floating
                            && ((ColumnType.Floating) source).bytes() > ((ColumnType.Floating) target).bytes();
        }
        if (target instanceof ColumnType.Date) {
            return source instanceof ColumnType.DateTime || source instanceof ColumnType.Timestamp;
        }
        OptionalInt sourceFraction = fraction(source);
        OptionalInt targetFraction = fraction(target);
        return sourceFraction.isPresent()
                && targetFraction.isPresent()
                && sourceFraction.getAsInt() > targetFraction.getAsInt();
    }

    /** Digits behind the point that a number may have. */
    private static int scale(ColumnType type) {
        if (type instanceof ColumnType.Floating) {
            return Integer.MAX_VALUE;
        }
        return type instanceof ColumnType.Decimal ? ((ColumnType.Decimal) type).scale() : 0;
    }

    private static OptionalInt fraction(ColumnType type) {
        if (type instanceof ColumnType.Time) {
            return OptionalInt.of(((ColumnType.Time) type).fsp());
        }
        if (type instanceof ColumnType.DateTime) {
            return OptionalInt.of(((ColumnType.DateTime) type).fsp());
        }
        return type instanceof ColumnType.Timestamp
                ? OptionalInt.of(((ColumnType.Timestamp) type).fsp())
                : OptionalInt.empty();
    }
}
