package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.standard.AlterTablePlan.RefusedException;
import io.github.jdbcreplica.schema.Column;
import java.util.List;
import java.util.Optional;

/** What the rows that are there get in the columns that an ALTER TABLE adds; where that is not known the change is refused, and where it is no value of the target's it can be made only while there are no rows. */
final class Filling {
    private final ColumnDefinitions columns;
    private final SchemaChange.AlterTable alter;
    private Optional<String> onlyWithoutRows = Optional.empty();

    Filling(ColumnDefinitions columns, SchemaChange.AlterTable alter) {
        this.columns = columns;
        this.alter = alter;
    }

    /** The target's literal, or NULL. */
    String of(Column column) {
        NewColumn fill = NewColumn.of(column, columns, alter.at());
        if (fill instanceof NewColumn.Unknown unknown) {
            throw new RefusedException("column " + column.name() + ": " + unknown.why());
        }
        if (fill instanceof NewColumn.OnlyWithoutRows only) {
            onlyWithoutRows = Optional.of("column " + column.name() + ": " + only.why());
        }
        return fill instanceof NewColumn.Filled filled ? filled.value() : "NULL";
    }

    DdlPlan plan(List<String> statements) {
        DdlPlan.Apply apply = new DdlPlan.Apply(statements);
        return onlyWithoutRows
                .<DdlPlan>map(why -> new DdlPlan.IfEmpty(
                        alter.table(), apply, RefusedException.problem(alter, columns.target(), why)))
                .orElse(apply);
    }
}
