package io.github.jdbcreplica.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The results of several statements in one string, in order. A statement of the inner database has been executed by an inner statement of its own, so that its rows stay open while later ones are executed;
 * these close with the wrapper's own.
 */
final class PartResults {
    private final Deque<Part> waiting = new ArrayDeque<>();

    /** Exactly one of the two. @param foreign has been executed */
    record Part(Answer answer, Statement foreign) {
        static Part ours(Answer answer) {
            return new Part(answer, null);
        }

        static Part of(Statement foreign) {
            return new Part(null, foreign);
        }

        void close() throws SQLException {
            if (foreign != null) {
                foreign.close();
            } else {
                answer.end(false);
            }
        }
    }

    void add(Part part) {
        waiting.add(part);
    }

    /** @return null when there are no more */
    Part next() {
        return waiting.poll();
    }

    void close() throws SQLException {
        for (Part part = next(); part != null; part = next()) {
            part.close();
        }
    }
}
