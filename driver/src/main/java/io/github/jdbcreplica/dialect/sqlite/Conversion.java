package io.github.jdbcreplica.dialect.sqlite;

import io.github.jdbcreplica.schema.ColumnType;

/** The text of a value under another definition, which shows more digits of it. */
final class Conversion {
    private Conversion() {}

    static String of(String column, ColumnType before, ColumnType after) {
        if (before instanceof ColumnType.Integral integral) {
            return integral(column, integral, after);
        }
        if (before instanceof ColumnType.Decimal from && after instanceof ColumnType.Decimal to) {
            return longer(column, from.scale(), to.scale());
        }
        if (before instanceof ColumnType.Time from && after instanceof ColumnType.Time to) {
            return longer(column, from.fsp(), to.fsp());
        }
        if (before instanceof ColumnType.DateTime from && after instanceof ColumnType.DateTime to) {
            return longer(column, from.fsp(), to.fsp());
        }
        if (before instanceof ColumnType.Timestamp from && after instanceof ColumnType.Timestamp to) {
            return from.fsp() == to.fsp()
                    ? column
                    : longer("substr(" + column + ", 1, length(" + column + ") - 1)", from.fsp(), to.fsp()) + " || 'Z'";
        }
        return column;
    }

    private static String integral(String column, ColumnType.Integral before, ColumnType after) {
        if (after instanceof ColumnType.Integral) {
            return column;
        }
        boolean beyondSigned = before.unsigned() && before.bytes() == Long.BYTES;
        String digits = beyondSigned
                ? "CASE typeof(" + column + ") WHEN 'text' THEN rtrim(ltrim(" + column + ", '0'), 'u') ELSE CAST("
                        + column + " AS TEXT) END"
                : "CAST(" + column + " AS TEXT)";
        return after instanceof ColumnType.Decimal decimal ? longer(digits, 0, decimal.scale()) : digits;
    }

    private static String longer(String text, int digits, int more) {
        if (digits == more) {
            return text;
        }
        return text + " || '" + (digits == 0 ? "." : "") + "0".repeat(more - digits) + "'";
    }
}
