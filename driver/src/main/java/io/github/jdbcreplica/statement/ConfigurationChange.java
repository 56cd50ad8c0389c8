package io.github.jdbcreplica.statement;

import java.sql.SQLWarning;
import java.util.List;

/**
 * What a CHANGE REPLICATION SOURCE TO makes of a configuration.
 *
 * @param notes warnings and notes the statement earns, in the server's order
 */
public record ConfigurationChange(SourceConfiguration configuration, List<SQLWarning> notes) {
    public ConfigurationChange {
        notes = List.copyOf(notes);
    }
}
