package io.github.jdbcreplica.event;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a statement took from its session besides the text: the log has it in events of its own in front of the statement (Intvar, RAND, User var), since the statement would get other values elsewhere.
 *
 * @param threadId the connection on the source: temporary tables are a connection's own
 * @param lastInsertId what LAST_INSERT_ID() gave
 * @param insertId the first value of an AUTO_INCREMENT column
 */
public record StatementInputs(
        long threadId,
        OptionalLong lastInsertId,
        OptionalLong insertId,
        Optional<RandSeeds> rand,
        List<UserVariable> variables) {
    public StatementInputs {
        variables = List.copyOf(variables);
    }

    /** The statement takes nothing but its text. */
    public boolean isEmpty() {
        return lastInsertId.isEmpty() && insertId.isEmpty() && rand.isEmpty() && variables.isEmpty();
    }

    /** Of RAND() without an argument. */
    public record RandSeeds(long first, long second) {}

    /**
     * @param value empty for NULL; text in the character set of the collation, numbers as SQL writes them
     * @param unsigned of an INTEGER
     */
    public record UserVariable(String name, Type type, Optional<byte[]> value, int collationId, boolean unsigned) {
        public enum Type {
            STRING,
            REAL,
            INTEGER,
            DECIMAL
        }
    }
}
