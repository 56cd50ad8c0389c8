package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that ENUM and SET columns, which are text on the target, hold labels: for those who write there once the replica has become a database of its own, and to be read. */
record LabelChecks(SchemaSyntax syntax) {
    /** Conditions by name. */
    private Map<String, String> of(Table table) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            syntax.labelCheck(column).ifPresent(condition -> checks.put(column.name() + ".labels", condition));
        }
        return checks;
    }

    /** Inside CREATE TABLE. */
    List<String> constraints(Table table) {
        return of(table).entrySet().stream()
                .map(check -> syntax.check(table.name(), check.getKey(), check.getValue()))
                .toList();
    }

    /** Before the columns change. */
    List<String> drop(Table before, Table after) {
        Map<String, String> kept = of(after);
        return of(before).entrySet().stream()
                .filter(check -> !check.getValue().equals(kept.get(check.getKey())))
                .map(check -> syntax.dropConstraint(before.name(), check.getKey()))
                .toList();
    }

    /** When the columns have changed. */
    List<String> create(Table before, Table after) {
        Map<String, String> kept = of(before);
        return of(after).entrySet().stream()
                .filter(check -> !check.getValue().equals(kept.get(check.getKey())))
                .map(check -> syntax.addCheck(before.name(), check.getKey(), check.getValue()))
                .toList();
    }

    /** After the table has its new name. Made anew, since a table that the user has made may have none. */
    List<String> rename(Table before, TableName after) {
        List<String> statements = new ArrayList<>();
        of(before).forEach((name, condition) -> {
            statements.add(syntax.dropConstraint(before.name(), after, name));
            statements.add(syntax.addCheck(after, name, condition));
        });
        return statements;
    }
}
