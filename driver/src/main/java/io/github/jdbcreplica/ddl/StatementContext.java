package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What a statement's meaning depends on beside its text.
 *
 * @param database the default database of names without one
 * @param server the session's collation_server: of databases without a character set
 * @param utf8Client whether the text came in UTF-8
 * @param strict whether the session refused values that do not fit
 * @param logsCascades whether the log holds the rows that the actions of foreign keys change; asked only where it matters
 * @param collations of databases, for tables without a character set
 */
record StatementContext(
        String database,
        TextDefaults server,
        boolean utf8Client,
        boolean strict,
        SourceVersion version,
        BooleanSupplier logsCascades,
        StatementTime executedAt,
        Function<TableName, Optional<Table>> model,
        Function<String, Optional<String>> collations) {

    /** A table without a character set gets its own database's, whatever the default database and collation_database are (set_table_default_charset in MySQL's sql_table.cc and MariaDB's sql_parse.cc). */
    TextDefaults defaultsOf(String itsDatabase) {
        return collations
                .apply(itsDatabase)
                .map(TextDefaults::ofCollation)
                .orElseThrow(
                        () -> new NotUnderstoodException(
                                "text without a character set, since the default of database "
                                        + itsDatabase
                                        + " is not known: the source no longer has the database, or SOURCE_USER may not see it (SELECT on it is enough)"));
    }
}
