package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType.Floating;
import io.github.jdbcreplica.schema.Table;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A statement that makes a definition out of another takes defaults over as the server prints them, and prints a FLOAT with the six digits that every FLOAT keeps (FLT_DIG): 1234567.75 is 1234570 from then on. Measured on MySQL 9.7 and
 * MariaDB 11.4, where ALTER TABLE, CREATE INDEX and CREATE TABLE ... LIKE do so.
 */
final class PrintedDefaults {
    private static final MathContext FLT_DIG = new MathContext(6, RoundingMode.HALF_EVEN);

    private PrintedDefaults() {}

    static Table of(Table table) {
        return new Table(
                table.name(),
                table.columns().stream().map(PrintedDefaults::of).toList(),
                table.keys(),
                table.foreignKeys(),
                table.charset(),
                table.collation(),
                table.comment());
    }

    private static Column of(Column column) {
        boolean printed = column.type() instanceof Floating floating
                && floating.bytes() == 4
                && floating.rounded().isEmpty()
                && column.defaultSql()
                        .filter(sql -> !sql.strip().startsWith("("))
                        .isPresent();
        return printed
                        && DefaultValue.of(column) instanceof DefaultValue.Known known
                        && known.value() instanceof Float value
                ? TableEdit.with(
                        column,
                        column.type(),
                        Optional.of(new BigDecimal(value).round(FLT_DIG).toString()),
                        column.invisible())
                : column;
    }
}
