package io.github.jdbcreplica.kit;

import java.util.List;

/**
 * A statement of the corpus that stops the replica, as the dialect documents. The test makes the change by hand and passes over the statement, which is what a user does, and goes on. It fails when the statement does not stop.
 *
 * @param statement as it stands in the corpus; white space does not matter
 * @param reason one sentence for the documentation
 * @param byHand the target's own statements that make the change, before the source's is passed over
 */
public record StatementExcuse(String statement, String reason, List<String> byHand) {
    public StatementExcuse {
        statement = DdlCorpus.oneLine(statement);
        byHand = List.copyOf(byHand);
    }
}
