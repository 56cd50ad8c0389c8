package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;

/** The notes that a statement's text earns while it is read. */
final class Notes {
    private final List<SQLWarning> list = new ArrayList<>();

    List<SQLWarning> list() {
        return list;
    }

    /** A spelling of MySQL 8.0, in the words of that server. */
    void deprecated(String old, String now) {
        list.add(ReplicaError.WARN_DEPRECATED_SYNTAX.note(old, now));
    }

    void deprecatedVariable(String old, String now) {
        list.add(ReplicaError.WARN_DEPRECATED_VARIABLE.note("@@" + old, now));
    }

    void truncated(String type, String value) {
        list.add(ReplicaError.TRUNCATED_WRONG_VALUE.note(type, value));
    }
}
