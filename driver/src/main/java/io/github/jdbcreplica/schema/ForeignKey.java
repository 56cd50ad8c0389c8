package io.github.jdbcreplica.schema;

import java.util.List;

/**
 * A foreign key of a source table; the actions are MySQL's words ({@code CASCADE}, {@code SET NULL}, ...), NO ACTION when none was given.
 *
 * @param actionsLogged whether the source's log holds the rows that the actions change; if not, they change on the target only where it has the foreign key too
 */
public record ForeignKey(
        String name,
        List<String> columns,
        TableName references,
        List<String> referencedColumns,
        String onDelete,
        String onUpdate,
        boolean actionsLogged) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
