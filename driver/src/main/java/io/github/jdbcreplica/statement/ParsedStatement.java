package io.github.jdbcreplica.statement;

import java.sql.SQLWarning;
import java.util.List;

/**
 * A statement as it was read.
 *
 * @param notes what its text earns by itself, as an old spelling does, in the order of the text; they come before those of its execution
 */
public record ParsedStatement(ReplicaStatement statement, List<SQLWarning> notes) {
    public ParsedStatement {
        notes = List.copyOf(notes);
    }
}
