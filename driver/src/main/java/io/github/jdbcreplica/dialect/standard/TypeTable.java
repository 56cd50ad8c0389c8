package io.github.jdbcreplica.dialect.standard;

import io.github.jdbcreplica.schema.ColumnType;
import java.util.List;

/** The target's types for each of the source's. */
public interface TypeTable {
    /** The type that CREATE TABLE gets first: the narrowest that loses nothing; behind it the types that take every value as well where the user has made the table. Never empty. */
    List<StoredAs> of(ColumnType type);

    default StoredAs made(ColumnType type) {
        return of(type).get(0);
    }
}
