package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import io.github.jdbcreplica.statement.ReplicaStatement.WaitForExecutedGtidSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One execution of a replication statement, on a thread of its own, so that the caller's wait for it can end: by a query timeout or by {@link java.sql.Statement#cancel} from another thread. What was begun goes on in the background,
 * as on the server: a STOP REPLICA that was left alone still stops the threads. Only a SELECT that waits for a position ends with its caller's wait.
 *
 * <p>The outcome is a future that is completed once: by the executing thread, or by whoever cancels first; all others come too late and change nothing.
 */
final class ControlCall {
    private final ReplicaStatement statement;
    private final CompletableFuture<StatementResult> outcome = new CompletableFuture<>();

    ControlCall(ReplicaStatement statement) {
        this.statement = statement;
    }

    /** @param seconds 0 for no limit */
    StatementResult await(Callable<StatementResult> execution, int seconds) throws SQLException {
        Thread thread = new Thread(() -> execute(execution), "replica-control");
        thread.setDaemon(true);
        thread.start();
        outcome.whenComplete((result, failure) -> endWait(thread));
        try {
            return seconds == 0 ? outcome.get() : outcome.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            cancel();
            throw incomplete();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw incomplete();
        }
    }

    private void endWait(Thread thread) {
        if (statement instanceof SourcePosWait || statement instanceof WaitForExecutedGtidSet) {
            thread.interrupt();
        }
    }

    private void execute(Callable<StatementResult> execution) {
        try {
            outcome.complete(execution.call());
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        }
    }

    /** From any thread. */
    void cancel() {
        outcome.completeExceptionally(incomplete());
    }

    private SQLException incomplete() {
        if (!(statement instanceof StopReplica)) {
            return ReplicaError.QUERY_INTERRUPTED.exception();
        }
        return ((StopReplica) statement).threads().contains(ThreadType.SQL_THREAD)
                ? ReplicaError.STOP_REPLICA_SQL_THREAD_TIMEOUT.exception()
                : ReplicaError.STOP_REPLICA_IO_THREAD_TIMEOUT.exception();
    }

    private static SQLException failure(Throwable cause) {
        if (cause instanceof SQLException) {
            return CallerFailure.of((SQLException) cause);
        }
        if (cause instanceof RuntimeException) {
            throw (RuntimeException) cause;
        }
        throw (Error) cause;
    }
}
