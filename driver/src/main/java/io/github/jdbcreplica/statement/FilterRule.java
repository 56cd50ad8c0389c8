package io.github.jdbcreplica.statement;

/** A rule of CHANGE REPLICATION FILTER, under its name in the statement (the constant's own name). What the two names of a {@link FilterValue} are depends on it. */
public enum FilterRule {
    /** {@code database}. */
    REPLICATE_DO_DB,
    /** {@code database}. */
    REPLICATE_IGNORE_DB,
    /** {@code database.table}. */
    REPLICATE_DO_TABLE,
    /** {@code database.table}. */
    REPLICATE_IGNORE_TABLE,
    /** Patterns of LIKE with {@code %}, {@code _} and the backslash: {@code database.table}. */
    REPLICATE_WILD_DO_TABLE,
    /** Patterns, as {@link #REPLICATE_WILD_DO_TABLE}. */
    REPLICATE_WILD_IGNORE_TABLE,
    /** A database of the source, and its name in the target in place of the table's. */
    REPLICATE_REWRITE_DB
}
