package io.github.jdbcreplica.dialect.h2;

import io.github.jdbcreplica.dialect.CatalogueQuery;
import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a killed H2 leaves of an ALTER TABLE. H2 makes a copy of the new shape under the name {@code <table>_COPY_<session>_<number>}, copies the rows, drops the table, gives the copy its name, and takes that prefix from
 * the names of constraints and indexes; it commits after each of these. So while the table is there, a copy is rubbish, and when it is gone, the copy is complete and is the table.
 */
final class InterruptedAlteration {
    private final TableName table;
    private final Pattern copy;
    private final Pattern copiesObject;

    InterruptedAlteration(TableName table) {
        String name = Pattern.quote(table.table()) + "_COPY_\\d+_\\d+";
        this.table = table;
        this.copy = Pattern.compile(name);
        this.copiesObject = Pattern.compile(name + "_(.+)");
    }

    /** @param known tables of the source, which are no copies whatever they are called */
    void repair(Connection connection, Predicate<TableName> known) throws SQLException {
        List<String> tables = column(
                connection,
                "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?",
                table.database());
        List<String> copies = tables.stream()
                .filter(name -> copy.matcher(name).matches() && !known.test(new TableName(table.database(), name)))
                .toList();
        if (tables.contains(table.table())) {
            for (String rubbish : copies) {
                execute(
                        connection,
                        "DROP TABLE " + Names.UNLIMITED.table(new TableName(table.database(), rubbish)) + " CASCADE");
            }
        } else if (copies.size() == 1) {
            TableName complete = new TableName(table.database(), copies.get(0));
            execute(
                    connection,
                    "ALTER TABLE " + Names.UNLIMITED.table(complete) + " RENAME TO "
                            + Names.UNLIMITED.quoted(table.table()));
        }
        for (String rename : renames(connection)) {
            execute(connection, rename);
        }
    }

    /** Constraints of other tables too: foreign keys that refer to this one. */
    private List<String> renames(Connection connection) throws SQLException {
        List<String> renames = new ArrayList<>();
        CatalogueQuery.forEach(
                connection,
                "SELECT CONSTRAINT_NAME, TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE CONSTRAINT_NAME LIKE ?",
                row -> {
                    if (copiesObject.matcher(row.getString(1)).matches()) {
                        renames.add("ALTER TABLE "
                                + Names.UNLIMITED.table(new TableName(row.getString(2), row.getString(3)))
                                + " RENAME CONSTRAINT " + Names.UNLIMITED.quoted(row.getString(1)) + " TO "
                                + Names.UNLIMITED.quoted(own(row.getString(1))));
                    }
                },
                "%_COPY_%");
        CatalogueQuery.forEach(
                connection,
                "SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NOT IS_GENERATED",
                row -> {
                    if (copiesObject.matcher(row.getString(1)).matches()) {
                        renames.add("ALTER INDEX "
                                + Names.UNLIMITED.table(new TableName(table.database(), row.getString(1)))
                                + " RENAME TO " + Names.UNLIMITED.quoted(own(row.getString(1))));
                    }
                },
                table.database(),
                table.table());
        return renames;
    }

    private String own(String nameOfCopy) {
        return copiesObject.matcher(nameOfCopy).replaceFirst("$1");
    }

    private static List<String> column(Connection connection, String sql, String parameter) throws SQLException {
        List<String> values = new ArrayList<>();
        CatalogueQuery.forEach(connection, sql, row -> values.add(row.getString(1)), parameter);
        return values;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
