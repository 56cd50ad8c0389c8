package io.github.jdbcreplica.schema;

import java.util.List;
import java.util.Optional;

/** An index of a source table. The primary key is named {@code PRIMARY}. */
public record Key(String name, Kind kind, List<Part> parts) {
    public Key {
        parts = List.copyOf(parts);
    }

    public enum Kind {
        PRIMARY,
        UNIQUE,
        INDEX,
        FULLTEXT,
        SPATIAL
    }

    /** One column ({@code prefix} in characters for a prefix index) or, in a functional index, an expression in MySQL's SQL. */
    public record Part(
            Optional<String> column, Optional<Integer> prefix, Optional<String> expressionSql, boolean descending) {}
}
