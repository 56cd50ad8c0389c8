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
    Map<String, String> of(Table table) {
        Map<String, String> checks = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            syntax.labelCheck(column).ifPresent(condition -> checks.put(name(column.name()), condition));
        }
        return checks;
    }

    /** Of the check of a column. */
    static String name(String column) {
        return column + ".labels";
    }

    /** Those of the one table that the other does not have. */
    Map<String, String> missing(Table one, Table other) {
        Map<String, String> checks = of(one);
        checks.entrySet().removeAll(of(other).entrySet());
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
        return missing(before, after).keySet().stream()
                .map(check -> syntax.dropCheck(before.name(), check))
                .toList();
    }

    /** When the columns have changed. */
    List<String> create(Table before, Table after) {
        return missing(after, before).entrySet().stream()
                .map(check -> syntax.addCheck(before.name(), check.getKey(), check.getValue()))
                .toList();
    }

    /** After the table has its new name. */
    List<String> rename(Table before, TableName after) {
        List<String> statements = new ArrayList<>();
        of(before)
                .forEach((name, condition) ->
                        statements.addAll(syntax.renameCheck(before.name(), after, name, condition)));
        return statements;
    }
}
