package io.github.jdbcreplica.schema;

import java.util.Objects;
import java.util.Optional;

/**
 * A column of a source table.
 *
 * @param defaultSql the default as MySQL's SQL text (a literal with its quotes, {@code NULL}, {@code CURRENT_TIMESTAMP(3)}, an expression in parentheses), if any
 * @param generatedSql the expression of a generated column, in MySQL's SQL
 * @param stored for a generated column: STORED (PERSISTENT) rather than VIRTUAL
 */
public record Column(
        String name,
        ColumnType type,
        boolean nullable,
        boolean autoIncrement,
        Optional<String> defaultSql,
        Optional<String> generatedSql,
        boolean stored,
        boolean invisible,
        String comment) {
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    public boolean generated() {
        return generatedSql.isPresent();
    }
}
