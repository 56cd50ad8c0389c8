package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceVersion;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a statement's meaning depends on beside its text.
 *
 * @param database the default database of names without one
 * @param defaults of tables without a character set
 */
record StatementContext(
        String database,
        TextDefaults defaults,
        SourceVersion version,
        StatementTime executedAt,
        Function<TableName, Optional<Table>> model) {}
