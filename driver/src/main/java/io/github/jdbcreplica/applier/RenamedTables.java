package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.SchemaChange.RenameTables;
import io.github.jdbcreplica.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** RENAME TABLE is for views too, and its text does not tell: what is no table here is a view, which only targets that speak MySQL have, or a table that is missing, whose rows will say so. */
final class RenamedTables {
    private RenamedTables() {}

    interface Existence {
        boolean test(Map.Entry<TableName, TableName> rename) throws SQLException;
    }

    /** @param existed whether the first name was a table before the statement */
    static RenameTables of(RenameTables statement, Existence existed) throws SQLException {
        List<Map.Entry<TableName, TableName>> kept = new ArrayList<>();
        Set<TableName> made = new HashSet<>();
        for (Map.Entry<TableName, TableName> rename : statement.renames()) {
            if (made.remove(rename.getKey()) || existed.test(rename)) {
                kept.add(rename);
                made.add(rename.getValue());
            }
        }
        return new RenameTables(statement.sql(), kept);
    }
}
