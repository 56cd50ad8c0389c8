package io.github.jdbcreplica.channel;

import io.github.jdbcreplica.dialect.Dialect;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.state.ControlRepository;
import io.github.jdbcreplica.state.ControlRepository.Request;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SetGtidNext;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import io.github.jdbcreplica.statement.StatementParser;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Executes what other JVMs ask of the holder, through the same code as a statement that is given here, each on a thread of its own: a STOP REPLICA is not to wait for a CHANGE, nor the lease for either.
 *
 * <p>A request is counted as a statement of the hold before it is taken from the table, and leaves when its answer is in the queue; so the hold does not end between the two, and the keeper sends what is in the queue before it
 * gives up the lease. {@link #perform} is called by the keeper's thread alone.
 */
final class RequestDesk implements LeaseKeeper.Duty {
    private static final long CLEANING_NANOS = Duration.ofMinutes(1).toNanos();

    private final Tenure tenure;
    private final long epoch;
    private final Seal seal;
    private final ConnectedTarget target;
    private final ControlRepository control;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private LeaseKeeper sender;
    private long cleaned = System.nanoTime() - CLEANING_NANOS;

    private record Answer(String request, byte[] bytes) {}

    RequestDesk(Tenure tenure, long epoch, Dialect dialect, Seal seal, ConnectedTarget target) {
        this.tenure = tenure;
        this.epoch = epoch;
        this.seal = seal;
        this.target = target;
        this.control = new ControlRepository(dialect);
    }

    /** Before the keeper starts. */
    void answersAreSentBy(LeaseKeeper keeper) {
        sender = keeper;
    }

    @Override
    public boolean isPending() {
        return !answers.isEmpty();
    }

    @Override
    public void perform(Connection connection) throws SQLException {
        for (Answer answer = answers.peek(); answer != null; answer = answers.peek()) {
            control.answer(connection, answer.request(), answer.bytes());
            answers.remove();
        }
        for (Request request : control.pending(connection, epoch)) {
            take(connection, request);
        }
        if (System.nanoTime() - cleaned >= CLEANING_NANOS) {
            control.removeStale(connection);
            cleaned = System.nanoTime();
        }
    }

    private void take(Connection connection, Request request) throws SQLException {
        if (!tenure.enterIfHeld(epoch)) {
            return;
        }
        boolean ours = false;
        try {
            ours = control.remove(connection, request.id());
        } catch (SQLException e) {
            // It may be gone all the same, and its sender would wait as long as the hold lasts.
            answers.add(new Answer(
                    request.id(),
                    failed("the target did not say whether it was taken; repeat it")
                            .encode()));
            throw e;
        } finally {
            if (!ours) {
                tenure.leave();
            }
        }
        if (ours) {
            begin(request);
        }
    }

    private void begin(Request request) {
        Thread thread = new Thread(() -> serve(request), "replica-request");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Throwable e) {
            answers.add(new Answer(request.id(), failed(e.toString()).encode()));
            tenure.leave();
            throw e;
        }
    }

    private void serve(Request request) {
        try {
            answers.add(new Answer(request.id(), execute(request).encode()));
            sender.wake();
        } finally {
            tenure.leave();
        }
    }

    private StatementAnswer execute(Request request) {
        try {
            String sql = seal.open(request.statement(), request.id());
            // What its text earns was added where it was given.
            ReplicaStatement statement = StatementParser.parse(sql)
                    .orElseThrow(() -> ReplicaError.NOT_SUPPORTED_YET.exception("this statement from another JVM"))
                    .statement();
            return StatementAnswer.of(target.execute(skipped(statement).orElse(statement)));
        } catch (SQLException e) {
            return StatementAnswer.of(e);
        } catch (GeneralSecurityException e) {
            return failed("the request is not sealed for it");
        } catch (RuntimeException | Error e) {
            return failed(e.toString());
        }
    }

    /** Of the empty transaction only its SET has come; it is sent when that is complete. */
    private static Optional<ReplicaStatement> skipped(ReplicaStatement statement) {
        return statement instanceof SetGtidNext next ? next.gtid().map(SkipTransaction::new) : Optional.empty();
    }

    private static StatementAnswer failed(String why) {
        return StatementAnswer.of(
                new SQLException("The JVM that runs the replica cannot execute the statement: " + why, "HY000", 1105));
    }
}
