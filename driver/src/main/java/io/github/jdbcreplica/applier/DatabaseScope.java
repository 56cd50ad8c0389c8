package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.state.StateSchema;
import java.util.Locale;
import java.util.Set;

/** Which of the source's databases are replicated. */
final class DatabaseScope {
    private static final Set<String> SYSTEM = Set.of("mysql", "sys", "performance_schema", "information_schema");

    private final boolean targetSpeaksMySql;

    DatabaseScope(boolean targetSpeaksMySql) {
        this.targetSpeaksMySql = targetSpeaksMySql;
    }

    /**
     * Our own state, when the source is itself the target of a replica: its rows would overwrite the target's positions. And MySQL's system schemas, which other targets do not have.
     */
    boolean replicates(String database) {
        String name = database.toLowerCase(Locale.ROOT);
        return !name.equals(StateSchema.NAME) && (targetSpeaksMySql || !SYSTEM.contains(name));
    }
}
