package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.dialect.TargetError;
import java.sql.SQLException;

/** The target's errors under MySQL's numbers. */
final class Failures {
    private Failures() {}

    static int code(Dialect dialect, SQLException e) {
        TargetError error = dialect.classify(e);
        boolean own = error == TargetError.OTHER && dialect.speaksMySql() && e.getErrorCode() > 0;
        return own ? e.getErrorCode() : error.code();
    }
}
