package io.github.jdbcreplica.jdbc;

import java.net.SocketException;
import java.sql.SQLException;

/**
 * A failure of the thread that executed a statement, as the thread that asked for it throws it: the user's own line is in the stack, and the original is the cause.
 *
 * <p>Except for sockets. Pools take a SocketException among the causes for the death of the connection that they gave away, while ours is that of another connection; of such a failure the cause shows where it happened, and no further cause.
 */
final class CallerFailure {
    private CallerFailure() {}

    /** Next exceptions come along, each in the same way. */
    static SQLException of(SQLException original) {
        SQLException failure = copy(original);
        failure.initCause(hasSocket(original) ? withoutCause(original) : original);
        if (original.getNextException() != null) {
            failure.setNextException(of(original.getNextException()));
        }
        return failure;
    }

    private static SQLException copy(SQLException original) {
        return new SQLException(original.getMessage(), original.getSQLState(), original.getErrorCode());
    }

    private static SQLException withoutCause(SQLException original) {
        SQLException copy = copy(original);
        copy.setStackTrace(original.getStackTrace());
        return copy;
    }

    private static boolean hasSocket(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }
}
