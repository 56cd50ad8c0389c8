package io.github.jdbcreplica.schema;

import java.util.Objects;

/** A trigger of a table. */
public record Trigger(TableName table, String name) {
    public Trigger {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(name, "name");
    }
}
