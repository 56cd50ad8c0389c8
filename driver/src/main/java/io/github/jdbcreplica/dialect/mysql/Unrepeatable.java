package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.ddl.SchemaChange;
import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Columns added with values of which each server makes its own: the log has the statement, not the values. MySQL refuses such a statement (1674), MariaDB runs it. What a session shares by its timestamp or its INSERT id is
 * not among them.
 */
final class Unrepeatable {
    private static final Pattern FUNCTION = Pattern.compile(
            "\\b(?:(?:UUID|UUID_SHORT|UUID_V4|UUID_V7|SYS_GUID|RAND|RANDOM_BYTES|SYSDATE|NEXTVAL|LASTVAL|SETVAL|CONNECTION_ID|USER"
                    + "|SESSION_USER|SYSTEM_USER|CURRENT_ROLE|VERSION|LAST_INSERT_ID|FOUND_ROWS|ROW_COUNT|LOAD_FILE)\\s*\\("
                    + "|CURRENT_USER\\b|CURRENT_ROLE\\b|(?:NEXT|PREVIOUS)\\s+VALUE\\s+FOR\\b)|@@",
            Pattern.CASE_INSENSITIVE);

    private Unrepeatable() {}

    /** The first such column that the change adds. */
    static Optional<String> column(SchemaChange.AlterTable change) {
        return change.alterations().stream()
                .filter(Alteration.AddColumn.class::isInstance)
                .map(add -> ((Alteration.AddColumn) add).column())
                .filter(Unrepeatable::isComputed)
                .map(Column::name)
                .findFirst();
    }

    /** The first column of documents without a default that the change adds: MySQL fills it with the document {@code null}, MariaDB, where it is text, with an empty one that its own check refuses later. */
    static Optional<String> jsonNull(SchemaChange.AlterTable change) {
        return change.alterations().stream()
                .filter(Alteration.AddColumn.class::isInstance)
                .map(add -> ((Alteration.AddColumn) add).column())
                .filter(column -> column.type() instanceof ColumnType.Json
                        && !column.nullable()
                        && !column.generated()
                        && column.defaultSql().isEmpty())
                .map(Column::name)
                .findFirst();
    }

    /** Whether a statement that nobody here has parsed may add one. */
    static boolean mayAdd(String sql) {
        String words = Words.of(sql);
        return Pattern.compile("^\\s*ALTER\\b.*\\bADD\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                        .matcher(words)
                        .find()
                && FUNCTION.matcher(words).find();
    }

    private static boolean isComputed(Column column) {
        return Stream.of(column.defaultSql(), column.generatedSql())
                .flatMap(Optional::stream)
                .anyMatch(sql -> FUNCTION.matcher(Words.of(sql)).find());
    }
}
