package io.github.jdbcreplica.statement;

/**
 * One value of a {@link FilterRule}.
 *
 * @param first the database, or its pattern
 * @param second the table, or its pattern; the database that it is rewritten to; empty for rules about databases
 */
public record FilterValue(String first, String second) {}
