package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comments of tables and columns. */
record Comments(SchemaSyntax syntax) {
    List<String> of(Table table) {
        List<String> statements = new ArrayList<>();
        if (!table.comment().isEmpty()) {
            syntax.comment(table.name(), table.comment()).ifPresent(statements::add);
        }
        for (Column column : table.columns()) {
            if (!column.comment().isEmpty()) {
                syntax.comment(table.name(), column.name(), column.comment()).ifPresent(statements::add);
            }
        }
        return statements;
    }

    /** What differs, on the table under its old name. */
    List<String> difference(Table before, Table after) {
        List<String> statements = new ArrayList<>();
        if (!before.comment().equals(after.comment())) {
            syntax.comment(before.name(), after.comment()).ifPresent(statements::add);
        }
        for (Column column : after.columns()) {
            Optional<String> known = before.column(column.name()).map(Column::comment);
            if (!column.comment().equals(known.orElse(""))) {
                syntax.comment(before.name(), column.name(), column.comment()).ifPresent(statements::add);
            }
        }
        return statements;
    }
}
