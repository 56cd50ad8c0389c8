package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.dialect.DdlPlan;
import io.github.jdbcreplica.dialect.standard.AlterTablePlan.RefusedException;
import io.github.jdbcreplica.schema.Column;
import java.util.List;
import java.util.Optional;

/** Whether an ALTER TABLE can be made only while there are no rows, and why. */
final class OnlyWithoutRows {
    private final SchemaChange.AlterTable alter;
    private final String target;
    private Optional<String> why = Optional.empty();

    /** @param target as messages call it */
    OnlyWithoutRows(SchemaChange.AlterTable alter, String target) {
        this.alter = alter;
        this.target = target;
    }

    /** @param fill what rows that are there would hold in the column */
    void note(Column column, NewColumn fill) {
        if (fill instanceof NewColumn.OnlyWithoutRows only) {
            why = Optional.of("column " + column.name() + ": " + only.why());
        }
    }

    DdlPlan plan(List<String> statements) {
        DdlPlan.Apply apply = new DdlPlan.Apply(statements);
        return why.<DdlPlan>map(text ->
                        new DdlPlan.IfEmpty(alter.table(), apply, RefusedException.problem(alter, target, text)))
                .orElse(apply);
    }
}
