package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** {@code [IO_THREAD | SQL_THREAD [, ...]]}; naming one twice is allowed. */
final class ThreadClause {
    /** RELAY_THREAD is MySQL's old name of the IO thread, still in its grammar. */
    private static final Map<String, ThreadType> NAMES = Map.of(
            "IO_THREAD", ThreadType.IO_THREAD,
            "RELAY_THREAD", ThreadType.IO_THREAD,
            "SQL_THREAD", ThreadType.SQL_THREAD);

    private ThreadClause() {}

    static Set<ThreadType> read(Tokens tokens) throws SQLException {
        Set<ThreadType> threads = EnumSet.noneOf(ThreadType.class);
        if (!NAMES.containsKey(tokens.peek().keyword())) {
            return threads;
        }
        do {
            ThreadType thread = NAMES.get(tokens.peek().keyword());
            if (thread == null) {
                throw tokens.syntaxError(tokens.peek());
            }
            tokens.take();
            threads.add(thread);
        } while (tokens.accept(","));
        return threads;
    }
}
