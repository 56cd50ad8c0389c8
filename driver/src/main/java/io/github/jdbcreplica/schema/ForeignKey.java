package io.github.jdbcreplica.schema;

import java.util.List;
import java.util.Set;

/**
 * A foreign key of a source table; the actions are MySQL's words ({@code CASCADE}, {@code SET NULL}, ...). An action whose rows the source logs is none: they come with the log. The rows of the others change on the target only
 * where it has the foreign key too.
 */
public record ForeignKey(
        String name,
        List<String> columns,
        TableName references,
        List<String> referencedColumns,
        String onDelete,
        String onUpdate) {
    /** Also where the definition says nothing. */
    public static final String NO_ACTION = "NO ACTION";

    private static final Set<String> CHANGING = Set.of("CASCADE", "SET NULL", "SET DEFAULT");

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    public static boolean changesRows(String action) {
        return CHANGING.contains(action);
    }
}
