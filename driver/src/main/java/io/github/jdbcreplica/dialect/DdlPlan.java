package io.github.jdbcreplica.dialect;

import io.github.jdbcreplica.schema.TableName;
import java.util.List;

/** What a schema change means for the target. */
public sealed interface DdlPlan {
    /** Statements of the target, in order; each is atomic by itself. */
    record Apply(List<String> statements) implements DdlPlan {
        public Apply {
            statements = List.copyOf(statements);
        }
    }

    /** As {@code apply} if the table has no rows there; else the replica stops with {@code problem}: what the statement does to rows is not the same twice. */
    record IfEmpty(TableName table, Apply apply, String problem) implements DdlPlan {}

    /** Nothing to do there, recorded with the reason (views on a foreign target, triggers, ...). */
    record NoOp(String reason) implements DdlPlan {}

    /** Cannot be done faithfully: the replica stops; {@code problem} says what and what the user can do. */
    record Unsupported(String problem) implements DdlPlan {}
}
