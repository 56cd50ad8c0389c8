package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.statement.ReplicaStatement;
import java.sql.SQLException;

/** The methods by which a statement is executed: which statements each takes, and the form of its result. Refusals are Connector/J 26.10's on a MySQL server, message and SQLSTATE, and come before anything is executed. */
enum EntryPoint {
    EXECUTE {
        @Override
        Object result(Answer answer) {
            return answer.resultSet() != null;
        }
    },
    QUERY {
        @Override
        void check(ReplicaStatement statement) throws SQLException {
            if (!Answer.hasRows(statement)) {
                throw new SQLException(
                        "Statement.executeQuery() cannot issue statements that do not produce result sets.", "S1009");
            }
        }

        @Override
        Object result(Answer answer) {
            return answer.resultSet();
        }
    },
    UPDATE {
        @Override
        void check(ReplicaStatement statement) throws SQLException {
            checkNoRows(statement);
        }

        @Override
        Object result(Answer answer) {
            return (int) answer.updateCount();
        }
    },
    LARGE_UPDATE {
        @Override
        void check(ReplicaStatement statement) throws SQLException {
            checkNoRows(statement);
        }

        @Override
        Object result(Answer answer) {
            return answer.updateCount();
        }
    };

    static EntryPoint named(String method) {
        return switch (method) {
            case "execute" -> EXECUTE;
            case "executeQuery" -> QUERY;
            case "executeUpdate" -> UPDATE;
            case "executeLargeUpdate" -> LARGE_UPDATE;
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** Refuses a statement that the method does not take. */
    void check(ReplicaStatement statement) throws SQLException {}

    abstract Object result(Answer answer);

    private static void checkNoRows(ReplicaStatement statement) throws SQLException {
        if (Answer.hasRows(statement)) {
            throw new SQLException(
                    "Statement.executeUpdate() or Statement.executeLargeUpdate() cannot issue statements that"
                            + " produce result sets.",
                    "01S03");
        }
    }
}
