package io.github.jdbcreplica.event;

import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.schema.Trigger;
import java.util.List;
import java.util.Optional;

/** The source's own description of its tables as they are now, for tables that were there before replication began. */
public interface SourceCatalog {
    /** The text of SHOW CREATE TABLE, or empty when the source has no such table (any more). Blocks on the network; {@link #abort} ends it. */
    Optional<String> showCreateTable(TableName table) throws SourceException;

    /** The default collation of a database, by name, or empty when the source has no such database (any more), or does not show it to this user. Blocks as {@link #showCreateTable} does. */
    Optional<String> defaultCollation(String database) throws SourceException;

    /** Whether the storage engine of a MySQL server cascades by itself ({@code innodb_native_foreign_keys}), so that the rows are not in the log; false where there is no such variable. Blocks as {@link #showCreateTable} does. */
    boolean nativeForeignKeys() throws SourceException;

    /**
     * Of all its tables. Blocks as {@link #showCreateTable} does.
     *
     * @throws SourceException 1142 when the source may not show this user all of them
     */
    List<Trigger> triggers() throws SourceException;

    SourceVersion version() throws SourceException;

    /** From any thread: makes a call in progress, and later ones, fail promptly. */
    void abort();
}
