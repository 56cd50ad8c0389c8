package io.github.jdbcreplica.statement;

import java.util.Set;

/** How a database reads literals and comments, as far as it matters for where a statement ends. */
public enum SqlRules {
    /** MySQL and MariaDB: the backslash escapes, double quotes enclose strings, {@code #} begins a comment. */
    MYSQL,
    /** The standard's: a quote is escaped by another; and dollar quotes, which PostgreSQL and H2 have. */
    STANDARD;

    private static final Set<String> MYSQL_FAMILY = Set.of("MySQL", "MariaDB");

    /** @param product as {@link java.sql.DatabaseMetaData#getDatabaseProductName} names it */
    public static SqlRules of(String product) {
        return MYSQL_FAMILY.contains(product) ? MYSQL : STANDARD;
    }
}
