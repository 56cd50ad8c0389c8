package io.github.jdbcreplica.dialect.sqlite;

import static io.github.jdbcreplica.kit.TypeExcuse.Cell.AS_KEY;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.INSERT;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.KEYLESS;
import static io.github.jdbcreplica.kit.TypeExcuse.Cell.UPDATE;

import io.github.jdbcreplica.kit.StatementExcuse;
import io.github.jdbcreplica.kit.TypeExcuse;
import java.util.List;
import java.util.Set;

/** What SQLite does not keep, and what stops a replica on it. */
final class SqliteExcuses {
    private SqliteExcuses() {}

    private static final String ONE_ZERO = "A REAL column of SQLite has one zero: -0.0 becomes 0.0.";
    private static final String NULL_AS_KEY =
            "With replica.zeroDates=null a zero date is NULL, which no primary key takes: the replica stops.";

    static final List<TypeExcuse> TYPES = List.of(
            new TypeExcuse("FLOAT, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DOUBLE, negative zero", Set.of(INSERT, UPDATE, KEYLESS, AS_KEY), ONE_ZERO),
            new TypeExcuse("DATE, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("DATETIME, zero and partial", Set.of(AS_KEY), NULL_AS_KEY),
            new TypeExcuse("TIMESTAMP, zero", Set.of(AS_KEY), NULL_AS_KEY));

    static final List<StatementExcuse> STATEMENTS = List.of();
}
